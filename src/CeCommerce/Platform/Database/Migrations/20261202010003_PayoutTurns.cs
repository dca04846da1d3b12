using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Payouts that a bank refused are sent to it again. A server of the version before only asks what has become of them.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261202010003_PayoutTurns")]
internal sealed class PayoutTurns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.payouts ADD COLUMN turns integer NOT NULL DEFAULT 1, ADD COLUMN retry_at timestamp with time zone;
        CREATE INDEX ix_payouts_failed ON payments.payouts (retry_at) WHERE state = 'Failed';
        ALTER TABLE payments.payout_accounts ADD COLUMN bank text;
        ALTER TABLE payments.sandbox_transfers ADD COLUMN turns integer NOT NULL DEFAULT 1;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.sandbox_transfers DROP COLUMN turns;
        ALTER TABLE payments.payout_accounts DROP COLUMN bank;
        ALTER TABLE payments.payouts DROP COLUMN turns, DROP COLUMN retry_at;
        """);
}
