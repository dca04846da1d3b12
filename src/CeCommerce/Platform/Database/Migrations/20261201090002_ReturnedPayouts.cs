using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Payouts that a bank sends back after they had arrived. A server of the version before leaves them as arrived.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201090002_ReturnedPayouts")]
internal sealed class ReturnedPayouts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.payouts ADD COLUMN returned_amount bigint NOT NULL DEFAULT 0 CONSTRAINT ck_payouts_returned CHECK (returned_amount BETWEEN 0 AND arrived_amount);
        CREATE INDEX ix_payouts_arrived ON payments.payouts (arrived_at) WHERE state = 'Arrived';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX payments.ix_payouts_arrived;
        ALTER TABLE payments.payouts DROP COLUMN returned_amount;
        """);
}
