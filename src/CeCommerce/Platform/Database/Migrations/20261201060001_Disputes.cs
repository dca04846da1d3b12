using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Disputes, whose money they took, and what of an order that was. A server of the version before hears of none, and gives no money back that a bank has: the processor refuses it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201060001_Disputes")]
internal sealed class Disputes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.disputes (
            id uuid NOT NULL CONSTRAINT pk_disputes PRIMARY KEY,
            payment_id uuid NOT NULL CONSTRAINT fk_disputes_payment_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            gateway text NOT NULL,
            processor_id text NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_disputes_amount CHECK (amount > 0),
            currency text NOT NULL,
            reason text NOT NULL,
            state text NOT NULL,
            evidence_due_at timestamp with time zone,
            taken bigint NOT NULL CONSTRAINT ck_disputes_taken CHECK (taken >= 0),
            fee bigint NOT NULL CONSTRAINT ck_disputes_fee CHECK (fee >= 0),
            opened_at timestamp with time zone NOT NULL,
            taken_at timestamp with time zone,
            lost_at timestamp with time zone,
            returned_at timestamp with time zone,
            decided_at timestamp with time zone,
            unsettled boolean NOT NULL,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL,
            CONSTRAINT ck_disputes_money CHECK (taken > 0 OR (lost_at IS NULL AND returned_at IS NULL)));
        CREATE UNIQUE INDEX ux_disputes_processor ON payments.disputes (gateway, processor_id);
        CREATE INDEX ix_disputes_payment ON payments.disputes (payment_id);
        CREATE INDEX ix_disputes_due ON payments.disputes (ask_at) WHERE unsettled;

        CREATE TABLE payments.dispute_shares (
            id uuid NOT NULL CONSTRAINT pk_dispute_shares PRIMARY KEY,
            dispute_id uuid NOT NULL CONSTRAINT fk_dispute_shares_disputes_dispute_id REFERENCES payments.disputes (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            operator_id uuid NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_dispute_shares_amount CHECK (amount > 0),
            of_escrow bigint NOT NULL,
            of_payable bigint NOT NULL,
            of_loss bigint NOT NULL,
            loss_undone bigint NOT NULL CONSTRAINT ck_dispute_shares_undone CHECK (loss_undone BETWEEN 0 AND of_loss),
            fee bigint NOT NULL CONSTRAINT ck_dispute_shares_fee CHECK (fee >= 0),
            CONSTRAINT ck_dispute_shares_taken CHECK (of_escrow + of_payable + of_loss IN (0, amount)));
        CREATE UNIQUE INDEX ux_dispute_shares_number ON payments.dispute_shares (dispute_id, number);
        CREATE INDEX ix_dispute_shares_operator ON payments.dispute_shares (operator_id);

        CREATE TABLE orders.lost_money (
            cause uuid NOT NULL,
            order_id uuid NOT NULL CONSTRAINT fk_lost_money_order_order_id REFERENCES orders.orders (id) ON DELETE RESTRICT,
            line integer NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_lost_money_amount CHECK (amount > 0),
            CONSTRAINT pk_lost_money PRIMARY KEY (cause, order_id, line));
        CREATE INDEX ix_lost_money_order ON orders.lost_money (order_id);
        CREATE TRIGGER tr_lost_money_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON orders.lost_money
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE OR REPLACE FUNCTION payments.escrow_of("payment" uuid) RETURNS TABLE (operator_id uuid, currency text, amount bigint) LANGUAGE sql STABLE AS $$
            SELECT a.owner, a.currency, sum(e.amount)::bigint
            FROM (SELECT "payment" AS id UNION ALL SELECT id FROM payments.steps WHERE payment_id = "payment" UNION ALL SELECT id FROM payments.releases WHERE payment_id = "payment"
                UNION ALL SELECT s.id FROM payments.dispute_shares s JOIN payments.disputes d ON d.id = s.dispute_id WHERE d.payment_id = "payment") AS cause
            JOIN payments.movements m ON m.cause_id = cause.id AND m.cause_kind IN ('pay', 'pst', 'rel', 'dss')
            JOIN payments.entries e ON e.movement_id = m.id
            JOIN payments.accounts a ON a.id = e.account_id AND a.kind = 'Escrow'
            GROUP BY a.owner, a.currency
        $$;

        -- A fee that came back with a lost dispute is owed again when that is won by appeal, also where the sale completed between the two and bore none.
        ALTER TABLE orders.fee_returns DROP CONSTRAINT ck_fee_returns_amount, DROP CONSTRAINT ck_fee_returns_tax;
        ALTER TABLE orders.line_fees DROP CONSTRAINT ck_line_fees_given_back,
            ADD CONSTRAINT ck_line_fees_given_back CHECK (given_back_amount BETWEEN charged_amount - amount AND charged_amount AND given_back_tax BETWEEN charged_tax - tax AND charged_tax);

        CREATE TABLE payments.sandbox_disputes (
            id text NOT NULL CONSTRAINT pk_sandbox_disputes PRIMARY KEY,
            reference text NOT NULL,
            state text NOT NULL,
            amount bigint NOT NULL,
            currency text NOT NULL,
            reason text NOT NULL,
            taken bigint NOT NULL,
            returned bigint NOT NULL,
            due_at timestamp with time zone NOT NULL,
            opened_at timestamp with time zone NOT NULL);
        CREATE INDEX ix_sandbox_disputes_reference ON payments.sandbox_disputes (reference);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE payments.sandbox_disputes;
        ALTER TABLE orders.line_fees DROP CONSTRAINT ck_line_fees_given_back,
            ADD CONSTRAINT ck_line_fees_given_back CHECK (given_back_amount BETWEEN 0 AND charged_amount AND given_back_tax BETWEEN 0 AND charged_tax) NOT VALID;
        ALTER TABLE orders.fee_returns ADD CONSTRAINT ck_fee_returns_amount CHECK (amount >= 0) NOT VALID, ADD CONSTRAINT ck_fee_returns_tax CHECK (tax >= 0) NOT VALID;
        CREATE OR REPLACE FUNCTION payments.escrow_of("payment" uuid) RETURNS TABLE (operator_id uuid, currency text, amount bigint) LANGUAGE sql STABLE AS $$
            SELECT a.owner, a.currency, sum(e.amount)::bigint
            FROM (SELECT "payment" AS id UNION ALL SELECT id FROM payments.steps WHERE payment_id = "payment" UNION ALL SELECT id FROM payments.releases WHERE payment_id = "payment") AS cause
            JOIN payments.movements m ON m.cause_id = cause.id AND m.cause_kind IN ('pay', 'pst', 'rel')
            JOIN payments.entries e ON e.movement_id = m.id
            JOIN payments.accounts a ON a.id = e.account_id AND a.kind = 'Escrow'
            GROUP BY a.owner, a.currency
        $$;
        DROP TABLE orders.lost_money, payments.dispute_shares, payments.disputes;
        """);
}
