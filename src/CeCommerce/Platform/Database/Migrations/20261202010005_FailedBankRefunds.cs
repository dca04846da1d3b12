using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Refunds of bank transfers that did not reach their buyers are owed back to them.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261202010005_FailedBankRefunds")]
internal sealed class FailedBankRefunds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.loose_money DROP CONSTRAINT ck_loose_money_reason, ADD CONSTRAINT ck_loose_money_reason
            CHECK (CASE WHEN state IN ('Waiting', 'Used') THEN reason IS NULL ELSE reason IN ('Short', 'Surplus', 'Late', 'RefundFailed') AND owed_at IS NOT NULL END);
        """);

    /// <summary>What is owed for that reason stays so, by a word that the version before knows.</summary>
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        UPDATE payments.loose_money SET reason = 'Late' WHERE reason = 'RefundFailed';
        ALTER TABLE payments.loose_money DROP CONSTRAINT ck_loose_money_reason, ADD CONSTRAINT ck_loose_money_reason
            CHECK (CASE WHEN state IN ('Waiting', 'Used') THEN reason IS NULL ELSE reason IN ('Short', 'Surplus', 'Late') AND owed_at IS NOT NULL END);
        """);
}
