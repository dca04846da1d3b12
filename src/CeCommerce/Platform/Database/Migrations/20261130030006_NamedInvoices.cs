using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Qualified invoices with a name, and the texts of persons that the law wants kept for a time.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030006_NamedInvoices")]
internal sealed class NamedInvoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE invoices.invoices DROP CONSTRAINT ck_invoices_kind;
        ALTER TABLE invoices.invoices ADD CONSTRAINT ck_invoices_kind
            CHECK (kind IN ('QualifiedSimplifiedInvoice', 'QualifiedInvoice', 'Receipt', 'QualifiedReturnInvoice', 'RefundNote'));

        CREATE TABLE personal.retained_texts (
            id uuid NOT NULL CONSTRAINT pk_retained_texts PRIMARY KEY,
            person bytea NOT NULL CONSTRAINT ck_retained_texts_person CHECK (length(person) = 32),
            kind text NOT NULL CONSTRAINT ck_retained_texts_kind CHECK (kind IN ('NamedInvoice')),
            file bytea NOT NULL CONSTRAINT ck_retained_texts_file CHECK (length(file) = 32),
            key_id uuid NOT NULL,
            sealed bytea,
            retained_until date NOT NULL,
            kept_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone,
            CONSTRAINT ck_retained_texts_ended CHECK ((sealed IS NULL) = (ended_at IS NOT NULL)));
        CREATE INDEX ix_retained_texts_person ON personal.retained_texts (person);
        CREATE INDEX ix_retained_texts_file ON personal.retained_texts (file);
        CREATE INDEX ix_retained_texts_until ON personal.retained_texts (retained_until) WHERE sealed IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE personal.retained_texts;");
}
