using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>A processor names a charge itself, and says what the buyer has to do next.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201010001_Processors")]
internal sealed class Processors : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.payments ADD COLUMN processor_id text, ADD COLUMN action jsonb;
        CREATE UNIQUE INDEX ux_payments_processor ON payments.payments (gateway, processor_id) WHERE processor_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX payments.ux_payments_processor;
        ALTER TABLE payments.payments DROP COLUMN processor_id, DROP COLUMN action;
        """);
}
