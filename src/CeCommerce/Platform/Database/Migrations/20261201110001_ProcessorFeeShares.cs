using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What operators bear of processors' fees. A server of the version before charges nothing on.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201110001_ProcessorFeeShares")]
internal sealed class ProcessorFeeShares : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.processor_fee_shares (
            balance_transaction_id uuid NOT NULL CONSTRAINT fk_processor_fee_shares_balance_transactions_balance_transaction_id
                REFERENCES payments.balance_transactions (id) ON DELETE RESTRICT,
            operator_id uuid NOT NULL,
            payment_id uuid NOT NULL CONSTRAINT fk_processor_fee_shares_payments_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            amount bigint NOT NULL CONSTRAINT ck_processor_fee_shares_amount CHECK (amount <> 0),
            CONSTRAINT pk_processor_fee_shares PRIMARY KEY (balance_transaction_id, operator_id));
        CREATE TRIGGER tr_processor_fee_shares_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.processor_fee_shares
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        CREATE INDEX ix_settlement_terms_fee_charged_on ON payments.settlement_terms (operator_id) WHERE processor_fee_charged_on;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TABLE payments.processor_fee_shares; DROP INDEX payments.ix_settlement_terms_fee_charged_on");
}
