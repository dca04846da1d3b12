using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>How operators get what they sell to their buyers.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130010002_ShippingMethods")]
internal sealed class ShippingMethods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA shipping;

        CREATE TABLE shipping.methods (
            id uuid NOT NULL CONSTRAINT pk_methods PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_methods_operators_operator_id REFERENCES operators.operators ON DELETE RESTRICT,
            terms jsonb NOT NULL,
            number integer NOT NULL,
            created_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            retired_at timestamp with time zone
        );
        CREATE INDEX ix_methods_in_use ON shipping.methods (operator_id, id) WHERE retired_at IS NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP SCHEMA shipping CASCADE;");
}
