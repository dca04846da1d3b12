using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What processors say moved their balances, and what came of comparing that with the books. All of it is only ever added to.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201050001_Reconciliations")]
internal sealed class Reconciliations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.balance_transactions (
            id uuid NOT NULL CONSTRAINT pk_balance_transactions PRIMARY KEY,
            gateway text NOT NULL,
            processor_id text NOT NULL,
            source_id text,
            kind text NOT NULL,
            word text NOT NULL,
            amount bigint NOT NULL,
            fee bigint NOT NULL,
            currency text NOT NULL,
            cause_kind text,
            cause_id uuid,
            available_on timestamp with time zone,
            created_at timestamp with time zone NOT NULL,
            fetched_at timestamp with time zone NOT NULL,
            net bigint NOT NULL GENERATED ALWAYS AS (amount - fee) STORED,
            -- What the books know by its cause, and what it cost, which they know by the transaction itself.
            moved bigint NOT NULL GENERATED ALWAYS AS (CASE WHEN kind IN ('ProcessorFee', 'Payout', 'PayoutFailure', 'TopUp', 'UnappliedCash') THEN 0 WHEN kind IN ('Dispute', 'DisputeReversal') THEN amount - fee ELSE amount END) STORED,
            cost bigint NOT NULL GENERATED ALWAYS AS (CASE WHEN kind = 'ProcessorFee' THEN fee - amount WHEN kind IN ('Dispute', 'DisputeReversal') THEN 0 ELSE fee END) STORED,
            CONSTRAINT ck_balance_transactions_cause CHECK ((cause_kind IS NULL) = (cause_id IS NULL)));
        CREATE UNIQUE INDEX ux_balance_transactions_processor ON payments.balance_transactions (gateway, processor_id);
        CREATE INDEX ix_balance_transactions_created ON payments.balance_transactions (created_at) INCLUDE (net, currency);
        CREATE INDEX ix_balance_transactions_cause ON payments.balance_transactions (cause_id, cause_kind);
        CREATE TRIGGER tr_balance_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.balance_transactions
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        -- How far the transactions of a day were fetched.
        CREATE TABLE payments.settlement_days (
            gateway text NOT NULL,
            day date NOT NULL,
            cursor text,
            fetched_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_settlement_days PRIMARY KEY (gateway, day));

        CREATE TABLE payments.reconciliations (
            id uuid NOT NULL CONSTRAINT pk_reconciliations PRIMARY KEY,
            from_day date NOT NULL,
            to_day date NOT NULL,
            gateway text,
            nightly boolean NOT NULL,
            ran_at timestamp with time zone NOT NULL,
            currency text NOT NULL,
            matched bigint NOT NULL,
            books_opening bigint NOT NULL,
            books_moved bigint NOT NULL,
            processor_opening bigint NOT NULL,
            processor_moved bigint NOT NULL,
            outside_moved bigint NOT NULL,
            exception_count integer NOT NULL,
            timing_count integer NOT NULL,
            CONSTRAINT ck_reconciliations_days CHECK (from_day < to_day));
        CREATE INDEX ix_reconciliations_newest ON payments.reconciliations (to_day DESC, ran_at DESC);
        CREATE UNIQUE INDEX ux_reconciliations_nightly ON payments.reconciliations (to_day) WHERE nightly;
        CREATE TRIGGER tr_reconciliations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.reconciliations
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE payments.reconciliation_exceptions (
            reconciliation_id uuid NOT NULL CONSTRAINT fk_reconciliation_exceptions_reconciliations_reconciliation_id
                REFERENCES payments.reconciliations (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            kind text NOT NULL,
            gateway text,
            cause_kind text,
            cause_id uuid,
            processor_id text,
            books_amount bigint,
            books_currency text,
            books_at timestamp with time zone,
            processor_amount bigint,
            processor_currency text,
            processor_at timestamp with time zone,
            CONSTRAINT pk_reconciliation_exceptions PRIMARY KEY (reconciliation_id, number));
        CREATE TRIGGER tr_reconciliation_exceptions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.reconciliation_exceptions
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TABLE payments.reconciliation_exceptions, payments.reconciliations, payments.settlement_days, payments.balance_transactions;");
}
