using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Tax documents as they were issued, and the series that their numbers come from. The database refuses to change or to remove one.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030001_Invoices")]
internal sealed class Invoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA invoices;
        CREATE TABLE invoices.series (
            issuer_id uuid NOT NULL,
            year integer NOT NULL,
            last integer NOT NULL CONSTRAINT ck_series_last CHECK (last > 0),
            CONSTRAINT pk_series PRIMARY KEY (issuer_id, year));

        CREATE TABLE invoices.invoices (
            id uuid NOT NULL CONSTRAINT pk_invoices PRIMARY KEY,
            kind text NOT NULL CONSTRAINT ck_invoices_kind CHECK (kind IN ('QualifiedSimplifiedInvoice', 'Receipt', 'QualifiedReturnInvoice', 'RefundNote')),
            issuer_id uuid NOT NULL,
            year integer NOT NULL,
            sequence integer NOT NULL CONSTRAINT ck_invoices_sequence CHECK (sequence > 0),
            number text NOT NULL,
            operator_id uuid NOT NULL CONSTRAINT fk_invoices_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            order_id uuid NOT NULL CONSTRAINT fk_invoices_orders_order_id REFERENCES orders.orders (id) ON DELETE RESTRICT,
            client_id text NOT NULL,
            consumer_id text NOT NULL,
            issued_on date NOT NULL,
            issued_at timestamp with time zone NOT NULL,
            total_amount bigint NOT NULL CONSTRAINT ck_invoices_total CHECK (total_amount >= 0),
            total_currency text NOT NULL,
            corrects_id uuid CONSTRAINT fk_invoices_invoices_corrects_id REFERENCES invoices.invoices (id) ON DELETE RESTRICT,
            cause uuid NOT NULL,
            content text NOT NULL,
            digest text NOT NULL CONSTRAINT ck_invoices_digest CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
            retained_until date NOT NULL,
            CONSTRAINT ck_invoices_corrects CHECK ((kind IN ('QualifiedReturnInvoice', 'RefundNote')) = (corrects_id IS NOT NULL)));

        CREATE UNIQUE INDEX ux_invoices_number ON invoices.invoices (issuer_id, year, sequence);
        CREATE UNIQUE INDEX ux_invoices_cause ON invoices.invoices (order_id, cause);
        CREATE INDEX ix_invoices_operator ON invoices.invoices (operator_id, issued_on, id);
        CREATE INDEX ix_invoices_buyer ON invoices.invoices (client_id, consumer_id, id);
        CREATE INDEX ix_invoices_corrects ON invoices.invoices (corrects_id) WHERE corrects_id IS NOT NULL;
        CREATE TRIGGER tr_invoices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices.invoices
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP SCHEMA invoices CASCADE;");
}
