using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What operators choose about rounding, once each.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030005_InvoiceRounding")]
internal sealed class InvoiceRounding : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE invoices.rounding_choices (
            operator_id uuid NOT NULL CONSTRAINT pk_rounding_choices PRIMARY KEY
                CONSTRAINT fk_rounding_choices_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            rounding text NOT NULL CONSTRAINT ck_rounding_choices_rounding CHECK (rounding IN ('Down', 'HalfUp', 'Up')),
            "from" date NOT NULL,
            chosen_at timestamp with time zone NOT NULL);
        CREATE TRIGGER tr_rounding_choices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices.rounding_choices
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE invoices.rounding_choices;");
}
