using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>The platform's monthly invoices over its fees; other tax documents demand an order and a buyer. Their numbers come from the series of the platform.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130040003_FeeInvoices")]
internal sealed class FeeInvoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE invoices.fee_invoices (
            id uuid NOT NULL CONSTRAINT pk_fee_invoices PRIMARY KEY,
            issuer_id uuid NOT NULL,
            year integer NOT NULL,
            sequence integer NOT NULL CONSTRAINT ck_fee_invoices_sequence CHECK (sequence > 0),
            number text NOT NULL,
            operator_id uuid NOT NULL CONSTRAINT fk_fee_invoices_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            month date NOT NULL CONSTRAINT ck_fee_invoices_month CHECK (extract(day FROM month) = 1),
            issued_on date NOT NULL,
            issued_at timestamp with time zone NOT NULL,
            total_amount bigint NOT NULL,
            total_currency text NOT NULL,
            tax_difference bigint NOT NULL,
            content text NOT NULL,
            digest text NOT NULL CONSTRAINT ck_fee_invoices_digest CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
            retained_until date NOT NULL);
        CREATE UNIQUE INDEX ux_fee_invoices_number ON invoices.fee_invoices (issuer_id, year, sequence);
        CREATE UNIQUE INDEX ux_fee_invoices_month ON invoices.fee_invoices (operator_id, month);
        CREATE INDEX ix_fee_invoices_newest ON invoices.fee_invoices (month, id);
        CREATE TRIGGER tr_fee_invoices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices.fee_invoices
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE invoices.fee_invoices;");
}
