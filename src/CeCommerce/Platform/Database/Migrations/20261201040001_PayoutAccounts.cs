using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Operators have accounts at the processor; whether they are paid stands with the operator, where every door that sells reads it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201040001_PayoutAccounts")]
internal sealed class PayoutAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE operators.operators ADD COLUMN payouts jsonb;
        CREATE TABLE payments.payout_accounts (
            id uuid NOT NULL CONSTRAINT pk_payout_accounts PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_payout_accounts_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            gateway text NOT NULL,
            processor_id text,
            state text NOT NULL,
            charges_enabled boolean NOT NULL,
            payouts_enabled boolean NOT NULL,
            capabilities jsonb NOT NULL,
            requirements jsonb NOT NULL,
            opened_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            read_at timestamp with time zone,
            ask_at timestamp with time zone NOT NULL,
            closed_at timestamp with time zone
        );
        CREATE UNIQUE INDEX ux_payout_accounts_operator ON payments.payout_accounts (operator_id, gateway) WHERE closed_at IS NULL;
        CREATE UNIQUE INDEX ux_payout_accounts_processor ON payments.payout_accounts (gateway, processor_id) WHERE processor_id IS NOT NULL;
        CREATE INDEX ix_payout_accounts_ask ON payments.payout_accounts (gateway, ask_at) WHERE closed_at IS NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE payments.payout_accounts;
        ALTER TABLE operators.operators DROP COLUMN payouts;
        """);
}
