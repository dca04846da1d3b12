using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Money that came by bank transfer, who sent it, and what was sent back of it. A server of the version before hears of none; what came meanwhile is found by the next one that asks.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201070001_LooseMoney")]
internal sealed class LooseMoney : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.cash_payers (
            payment_id uuid NOT NULL CONSTRAINT pk_cash_payers PRIMARY KEY CONSTRAINT fk_cash_payers_payment_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            gateway text NOT NULL,
            processor_id text NOT NULL,
            ask_at timestamp with time zone);
        CREATE UNIQUE INDEX ux_cash_payers_processor ON payments.cash_payers (gateway, processor_id);
        CREATE INDEX ix_cash_payers_due ON payments.cash_payers (ask_at) WHERE ask_at IS NOT NULL;

        CREATE TABLE payments.loose_money (
            id uuid NOT NULL CONSTRAINT pk_loose_money PRIMARY KEY,
            payment_id uuid NOT NULL CONSTRAINT fk_loose_money_payment_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            gateway text NOT NULL,
            processor_id text NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_loose_money_amount CHECK (amount > 0),
            currency text NOT NULL,
            part bigint NOT NULL CONSTRAINT ck_loose_money_part CHECK (part BETWEEN 0 AND amount),
            shares jsonb NOT NULL,
            state text NOT NULL CONSTRAINT ck_loose_money_state CHECK (state IN ('Waiting', 'Used', 'Due', 'Sending', 'NeedsBuyer', 'Returned', 'Failed')),
            reason text,
            received_at timestamp with time zone NOT NULL,
            owed_at timestamp with time zone,
            due_at timestamp with time zone,
            reminded_at timestamp with time zone,
            returned_at timestamp with time zone,
            CONSTRAINT ck_loose_money_reason CHECK (CASE WHEN state IN ('Waiting', 'Used') THEN reason IS NULL ELSE reason IN ('Short', 'Surplus', 'Late') AND owed_at IS NOT NULL END));
        CREATE INDEX ix_loose_money_payment ON payments.loose_money (payment_id, received_at);
        CREATE INDEX ix_loose_money_owed ON payments.loose_money (owed_at) WHERE state IN ('Due', 'Sending', 'NeedsBuyer', 'Failed');

        CREATE TABLE payments.loose_returns (
            id uuid NOT NULL CONSTRAINT pk_loose_returns PRIMARY KEY,
            loose_money_id uuid NOT NULL CONSTRAINT fk_loose_returns_loose_money_loose_money_id REFERENCES payments.loose_money (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_loose_returns_amount CHECK (amount > 0),
            processor_id text,
            reason text,
            asked_at timestamp with time zone NOT NULL,
            sent_at timestamp with time zone,
            failed_at timestamp with time zone,
            dropped_at timestamp with time zone,
            CONSTRAINT ck_loose_returns_dropped CHECK (dropped_at IS NULL OR sent_at IS NULL));
        CREATE UNIQUE INDEX ux_loose_returns_number ON payments.loose_returns (loose_money_id, number);

        CREATE FUNCTION payments.loose_shares("shares" jsonb) RETURNS TABLE (operator_id uuid, amount bigint) LANGUAGE sql IMMUTABLE AS $$
            SELECT (share -> 'operatorId' ->> 'value')::uuid, sum((share ->> 'amount')::bigint)::bigint FROM jsonb_array_elements("shares") AS share GROUP BY 1
        $$;

        ALTER TABLE payments.sandbox_charges ADD COLUMN received bigint NOT NULL DEFAULT 0;
        CREATE TABLE payments.sandbox_cash (
            id text NOT NULL CONSTRAINT pk_sandbox_cash PRIMARY KEY,
            reference text NOT NULL,
            amount bigint NOT NULL,
            currency text NOT NULL,
            at timestamp with time zone NOT NULL);
        CREATE INDEX ix_sandbox_cash_reference ON payments.sandbox_cash (reference, at);
        CREATE TABLE payments.sandbox_returns (
            key text NOT NULL CONSTRAINT pk_sandbox_returns PRIMARY KEY,
            reference text NOT NULL,
            amount bigint NOT NULL,
            currency text NOT NULL,
            at timestamp with time zone NOT NULL);
        CREATE INDEX ix_sandbox_returns_reference ON payments.sandbox_returns (reference);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE payments.sandbox_returns, payments.sandbox_cash;
        ALTER TABLE payments.sandbox_charges DROP COLUMN received;
        DROP FUNCTION payments.loose_shares(jsonb);
        DROP TABLE payments.loose_returns, payments.loose_money, payments.cash_payers;
        """);
}
