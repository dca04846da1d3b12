using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Who runs the platform day after day, which sellers told it their registration, and the copies that they got of what it issued for them.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030007_InvoiceAgency")]
internal sealed class InvoiceAgency : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE invoices.platform_issuers (
            "from" date NOT NULL CONSTRAINT pk_platform_issuers PRIMARY KEY,
            legal_name text NOT NULL,
            trade_name text,
            registration_number text CONSTRAINT ck_platform_issuers_number CHECK (registration_number ~ '^T[0-9]{13}$'),
            postal_code text NOT NULL,
            address text NOT NULL,
            phone text NOT NULL,
            set_at timestamp with time zone NOT NULL);
        CREATE TRIGGER tr_platform_issuers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices.platform_issuers
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE invoices.registration_notices (
            id uuid NOT NULL CONSTRAINT pk_registration_notices PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_registration_notices_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            seller_invoice_number text NOT NULL CONSTRAINT ck_registration_notices_number CHECK (seller_invoice_number ~ '^T[0-9]{13}$'),
            notified_at timestamp with time zone NOT NULL,
            "from" date NOT NULL,
            revoked_at timestamp with time zone,
            CONSTRAINT ck_registration_notices_revoked CHECK (revoked_at >= notified_at));
        CREATE UNIQUE INDEX ux_registration_notices_live ON invoices.registration_notices (operator_id) WHERE revoked_at IS NULL;
        CREATE INDEX ix_registration_notices_operator ON invoices.registration_notices (operator_id, notified_at);

        CREATE TABLE invoices.seller_copies (
            invoice_id uuid NOT NULL CONSTRAINT pk_seller_copies PRIMARY KEY
                CONSTRAINT fk_seller_copies_invoices_invoice_id REFERENCES invoices.invoices (id) ON DELETE RESTRICT,
            operator_id uuid NOT NULL CONSTRAINT fk_seller_copies_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            digest text NOT NULL,
            passed_at timestamp with time zone NOT NULL);
        CREATE INDEX ix_seller_copies_operator ON invoices.seller_copies (operator_id, invoice_id);
        CREATE TRIGGER tr_seller_copies_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices.seller_copies
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP TABLE invoices.seller_copies; DROP TABLE invoices.registration_notices; DROP TABLE invoices.platform_issuers;");
}
