using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Terms of settling with operators, payouts with what they cover, and transfers that are to come back. A server of the version before knows none of it and pays nobody.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201030001_Settling")]
internal sealed class Settling : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.settlement_terms (
            id uuid NOT NULL CONSTRAINT pk_settlement_terms PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_settlement_terms_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            liable text NOT NULL,
            processor_fee_charged_on boolean NOT NULL,
            dispute_fee_charged_on boolean NOT NULL,
            schedule text NOT NULL,
            day integer,
            delay_days integer NOT NULL CONSTRAINT ck_settlement_terms_delay CHECK (delay_days >= 0),
            minimum bigint NOT NULL CONSTRAINT ck_settlement_terms_minimum CHECK (minimum >= 0),
            "from" timestamp with time zone NOT NULL,
            set_at timestamp with time zone NOT NULL);
        CREATE INDEX ix_settlement_terms_operator ON payments.settlement_terms (operator_id, "from" DESC);
        CREATE TRIGGER tr_settlement_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.settlement_terms
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        -- One row for each operator and currency: whoever takes from what an operator is owed, and counts what is there, locks it.
        CREATE TABLE payments.settlements (
            operator_id uuid NOT NULL,
            currency text NOT NULL,
            due_at timestamp with time zone NOT NULL,
            lines_from timestamp with time zone NOT NULL DEFAULT '-infinity',
            negative_since timestamp with time zone,
            obstacle text,
            CONSTRAINT pk_settlements PRIMARY KEY (operator_id, currency));
        CREATE INDEX ix_settlements_due ON payments.settlements (due_at);

        CREATE TABLE payments.payouts (
            id uuid NOT NULL CONSTRAINT pk_payouts PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_payouts_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            amount bigint NOT NULL CONSTRAINT ck_payouts_amount CHECK (amount > 0),
            currency text NOT NULL,
            period text NOT NULL,
            gateway text NOT NULL,
            destination text NOT NULL,
            state text NOT NULL,
            transfer_id text,
            reason text,
            carried bigint NOT NULL,
            held_back bigint NOT NULL CONSTRAINT ck_payouts_held_back CHECK (held_back >= 0),
            reversed bigint NOT NULL CONSTRAINT ck_payouts_reversed CHECK (reversed BETWEEN 0 AND amount),
            failed_amount bigint NOT NULL CONSTRAINT ck_payouts_failed CHECK (failed_amount BETWEEN 0 AND amount - reversed),
            failed_of_loss bigint NOT NULL CONSTRAINT ck_payouts_failed_of_loss CHECK (failed_of_loss BETWEEN 0 AND failed_amount),
            arrived_amount bigint NOT NULL CONSTRAINT ck_payouts_arrived CHECK (arrived_amount BETWEEN 0 AND amount),
            made_at timestamp with time zone NOT NULL,
            sent_at timestamp with time zone,
            arrived_at timestamp with time zone,
            unsettled boolean NOT NULL,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL);
        CREATE UNIQUE INDEX ux_payouts_period ON payments.payouts (operator_id, currency, period);
        CREATE INDEX ix_payouts_operator ON payments.payouts (operator_id, id);
        CREATE INDEX ix_payouts_due ON payments.payouts (ask_at) WHERE unsettled;
        CREATE INDEX ix_payouts_wanted ON payments.payouts (operator_id, currency) WHERE state = 'Wanted';

        CREATE TABLE payments.payout_lines (
            payout_id uuid NOT NULL CONSTRAINT fk_payout_lines_payouts_payout_id REFERENCES payments.payouts (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            operator_id uuid NOT NULL,
            movement_id uuid NOT NULL,
            movement text NOT NULL,
            reference text NOT NULL,
            amount bigint NOT NULL,
            at timestamp with time zone NOT NULL,
            CONSTRAINT pk_payout_lines PRIMARY KEY (payout_id, number));
        CREATE UNIQUE INDEX ux_payout_lines_movement ON payments.payout_lines (movement_id, operator_id);
        CREATE TRIGGER tr_payout_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.payout_lines
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE payments.payout_reversals (
            id uuid NOT NULL CONSTRAINT pk_payout_reversals PRIMARY KEY,
            payout_id uuid NOT NULL CONSTRAINT fk_payout_reversals_payouts_payout_id REFERENCES payments.payouts (id) ON DELETE RESTRICT,
            cause uuid NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_payout_reversals_amount CHECK (amount > 0),
            state text NOT NULL,
            reason text,
            had_arrived boolean NOT NULL,
            of_loss bigint NOT NULL CONSTRAINT ck_payout_reversals_of_loss CHECK (of_loss BETWEEN 0 AND amount),
            wanted_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL);
        CREATE UNIQUE INDEX ux_payout_reversals_cause ON payments.payout_reversals (payout_id, cause);
        CREATE INDEX ix_payout_reversals_due ON payments.payout_reversals (ask_at) WHERE state = 'Wanted';

        CREATE INDEX ix_steps_open_refunds ON payments.steps (operator_id) WHERE unsettled AND kind = 'Refund';

        CREATE FUNCTION payments.balance_of("kind" text, "owner" uuid, "currency" text) RETURNS bigint LANGUAGE sql STABLE AS $$
            SELECT (coalesce((SELECT sum(amount) FROM payments.day_sums WHERE account_id = payments.account_id("kind", "owner", "currency")), 0)
                + coalesce((SELECT sum(amount) FROM payments.unsummed WHERE account_id = payments.account_id("kind", "owner", "currency")), 0))::bigint
        $$;

        -- What an operator can be paid: what it is owed, less what is on its way and what was decided to go.
        CREATE FUNCTION payments.payable_of("operator" uuid, "currency" text) RETURNS bigint LANGUAGE sql STABLE AS $$
            SELECT (payments.balance_of('OperatorPayable', "operator", "currency") + payments.balance_of('Payout', "operator", "currency")
                - coalesce((SELECT sum(p.amount) FROM payments.payouts p WHERE p.operator_id = "operator" AND p.currency = "payable_of"."currency" AND p.state = 'Wanted'), 0))::bigint
        $$;

        CREATE TABLE payments.sandbox_transfers (
            key text NOT NULL CONSTRAINT pk_sandbox_transfers PRIMARY KEY,
            id text NOT NULL,
            destination text NOT NULL,
            amount bigint NOT NULL,
            currency text NOT NULL,
            status text NOT NULL,
            reason text,
            reversals jsonb NOT NULL DEFAULT '{}',
            reversed bigint NOT NULL DEFAULT 0,
            created_at timestamp with time zone NOT NULL,
            arrives_at timestamp with time zone NOT NULL);
        CREATE UNIQUE INDEX ux_sandbox_transfers_id ON payments.sandbox_transfers (id);
        CREATE TABLE payments.sandbox_accounts (
            account text NOT NULL CONSTRAINT pk_sandbox_accounts PRIMARY KEY,
            trouble text NOT NULL);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE payments.sandbox_accounts, payments.sandbox_transfers;
        DROP FUNCTION payments.payable_of, payments.balance_of;
        DROP INDEX payments.ix_steps_open_refunds;
        DROP TABLE payments.payout_reversals, payments.payout_lines, payments.payouts, payments.settlements, payments.settlement_terms;
        """);
}
