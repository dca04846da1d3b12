using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What the processor does with a payment's money becomes rows with a schedule of their own. A server of the version before knows none: it leaves <c>revision</c> as it
/// is, by which triggers tell what it writes, and make steps of it.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129230011_PaymentSteps")]
internal sealed class PaymentSteps : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Checks);
        migrationBuilder.Sql(VersionBefore);

        // Checked at once, so that a migration after this one may change the tables.
        migrationBuilder.Sql("SELECT payments.know_steps(p) FROM payments.payments p ORDER BY id; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_payments_unsettled ON payments.payments;
        DROP TRIGGER tr_payments_steps ON payments.payments;
        DROP TRIGGER tr_payments_steps_begun ON payments.payments;
        DROP TABLE payments.steps;
        DROP FUNCTION payments.keep_unsettled, payments.follow_steps, payments.know_steps, payments.add_step, payments.check_steps;
        ALTER TABLE payments.payments DROP COLUMN revision;
        ALTER TABLE payments.sandbox_charges DROP COLUMN refunds, DROP COLUMN refunded;
        """);

    private const string Tables =
        """
        ALTER TABLE payments.payments ADD COLUMN revision integer NOT NULL DEFAULT 0;
        ALTER TABLE payments.sandbox_charges ADD COLUMN refunds jsonb NOT NULL DEFAULT '{}', ADD COLUMN refunded bigint NOT NULL DEFAULT 0;

        CREATE TABLE payments.steps (
            id uuid NOT NULL CONSTRAINT pk_steps PRIMARY KEY,
            payment_id uuid NOT NULL CONSTRAINT fk_steps_payments_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            number integer NOT NULL CONSTRAINT ck_steps_number CHECK (number > 0),
            kind text NOT NULL,
            state text NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_steps_amount CHECK (amount >= 0),
            operator_id uuid,
            cause uuid,
            reason text,
            gateway_reference text,
            due_at timestamp with time zone,
            parent_id uuid CONSTRAINT fk_steps_steps_parent_id REFERENCES payments.steps (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
            created_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone,
            unsettled boolean NOT NULL,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL,
            CONSTRAINT ck_steps_state CHECK (CASE kind
                WHEN 'Attempt' THEN state IN ('Begun', 'AwaitingBuyer', 'Pending', 'Succeeded', 'Declined', 'Dropped')
                WHEN 'Authorisation' THEN state IN ('Held', 'Captured', 'Voided', 'Expired')
                WHEN 'Capture' THEN state IN ('Wanted', 'Pending', 'Succeeded', 'Failed')
                WHEN 'Refund' THEN state IN ('Waiting', 'Wanted', 'Pending', 'Succeeded', 'Failed')
                WHEN 'Transfer' THEN state IN ('Waiting', 'Wanted', 'Pending', 'Succeeded', 'Failed', 'Reversed')
                WHEN 'Dispute' THEN state IN ('EvidenceDue', 'UnderReview', 'Won', 'Lost')
                ELSE false END),
            CONSTRAINT ck_steps_ended CHECK ((ended_at IS NULL) = (state IN ('Begun', 'AwaitingBuyer', 'Pending', 'Waiting', 'Wanted', 'Held', 'EvidenceDue', 'UnderReview'))),
            CONSTRAINT ck_steps_operator CHECK (kind <> 'Transfer' OR operator_id IS NOT NULL)
        );
        CREATE UNIQUE INDEX ux_steps_number ON payments.steps (payment_id, number);
        CREATE UNIQUE INDEX ux_steps_cause ON payments.steps (payment_id, kind, cause);
        CREATE INDEX ix_steps_parent ON payments.steps (parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX ix_steps_unsettled ON payments.steps ((kind = 'Refund') DESC, ask_at) WHERE unsettled;
        """;

    private const string Checks =
        """
        -- At commit, when all steps are there; two who add steps at once are looked at one after the other.
        CREATE FUNCTION payments.check_steps() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            "paid" bigint;
            "sums" record;
        BEGIN
            SELECT amount INTO "paid" FROM payments.payments WHERE id = NEW.payment_id FOR NO KEY UPDATE;
            SELECT coalesce(sum(amount) FILTER (WHERE kind = 'Authorisation' AND state IN ('Held', 'Captured')), 0) AS held,
                coalesce(sum(amount) FILTER (WHERE kind = 'Capture' AND state <> 'Failed'), 0) AS captured,
                coalesce(sum(amount) FILTER (WHERE kind = 'Refund' AND state NOT IN ('Failed', 'Waiting')), 0) AS refunded,
                coalesce(sum(amount) FILTER (WHERE kind = 'Refund' AND state <> 'Failed'), 0) AS refundable,
                coalesce(sum(amount) FILTER (WHERE kind = 'Transfer' AND state NOT IN ('Failed', 'Reversed', 'Waiting')), 0) AS transferred,
                coalesce(sum(amount) FILTER (WHERE kind = 'Dispute' AND state <> 'Won'), 0) AS disputed
            INTO "sums" FROM payments.steps WHERE payment_id = NEW.payment_id;
            IF "sums".captured > "sums".held OR "sums".refunded > "sums".captured OR "sums".transferred > "sums".captured
                OR "sums".disputed > "sums".captured OR "sums".refundable > "paid" THEN
                RAISE EXCEPTION 'the steps of payment % move more money than there is', NEW.payment_id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER tr_steps_within AFTER INSERT OR UPDATE OF amount, state, kind, payment_id ON payments.steps
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind <> 'Attempt') EXECUTE FUNCTION payments.check_steps();
        CREATE TRIGGER tr_steps_kept BEFORE TRUNCATE ON payments.steps FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """;

    private const string VersionBefore =
        """
        CREATE FUNCTION payments.add_step("payment" payments.payments, "of_kind" text, "in_state" text, "part" bigint, "by_cause" uuid, "parent" uuid, "at" timestamptz)
        RETURNS uuid LANGUAGE sql AS $$
            INSERT INTO payments.steps (id, payment_id, number, kind, state, amount, cause, parent_id, created_at, ended_at, unsettled, ask_at, asked)
            SELECT (lpad(to_hex((extract(epoch FROM "at") * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
                "payment".id, 1 + (SELECT count(*) FROM payments.steps WHERE payment_id = "payment".id), "of_kind", "in_state", "part", "by_cause", "parent", "at",
                CASE WHEN "in_state" IN ('Begun', 'Wanted') THEN NULL ELSE "at" END, "in_state" IN ('Begun', 'Wanted'), "payment".ask_at, "payment".asked
            RETURNING id
        $$;

        -- Makes the steps say what the payment says, as far as they do not yet. Words of the processor only ever move forward.
        CREATE FUNCTION payments.know_steps("payment" payments.payments) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            "known" boolean := "payment".attempts <> '[]' OR "payment".status <> 'NeedsAuthentication';
            "heard" timestamptz := coalesce(("payment".attempts -> -1 ->> 'at')::timestamptz, "payment".created_at);
            "refused" jsonb := (SELECT word FROM jsonb_array_elements("payment".attempts) AS word WHERE word ->> 'status' = 'Declined' LIMIT 1);
            "attempt" payments.steps;
            "capture" uuid;
            "rest" bigint;
        BEGIN
            SELECT * INTO "attempt" FROM payments.steps WHERE payment_id = "payment".id AND kind = 'Attempt' ORDER BY number DESC LIMIT 1;
            IF NOT FOUND THEN
                PERFORM payments.add_step("payment", 'Attempt', 'Begun', "payment".amount, NULL, NULL, "payment".created_at);
                SELECT * INTO "attempt" FROM payments.steps WHERE payment_id = "payment".id;
            END IF;

            IF "attempt".ended_at IS NULL AND ("refused" IS NOT NULL OR "payment".status = 'Declined') THEN
                UPDATE payments.steps SET state = 'Declined', reason = "refused" ->> 'reason', ended_at = coalesce(("refused" ->> 'at')::timestamptz, "heard")
                WHERE id = "attempt".id RETURNING * INTO "attempt";
            ELSIF "attempt".ended_at IS NULL AND NOT "payment".captured AND "known" THEN
                UPDATE payments.steps SET state = CASE "payment".status WHEN 'Pending' THEN 'Pending' ELSE 'AwaitingBuyer' END WHERE id = "attempt".id;
            ELSIF "attempt".ended_at IS NULL AND NOT "known" AND NOT "payment".unsettled AND "payment".wanted = 'Release' THEN
                UPDATE payments.steps SET state = 'Dropped', ended_at = coalesce("payment".released_at, "heard") WHERE id = "attempt".id;
            END IF;

            SELECT id INTO "capture" FROM payments.steps WHERE payment_id = "payment".id AND kind = 'Capture' AND state = 'Succeeded';
            IF NOT FOUND AND "payment".captured THEN
                IF "attempt".ended_at IS NULL THEN
                    UPDATE payments.steps SET state = 'Succeeded', ended_at = "heard" WHERE id = "attempt".id;
                ELSE
                    PERFORM payments.add_step("payment", 'Attempt', 'Succeeded', "payment".amount, NULL, NULL, "heard");
                END IF;
                "capture" := payments.add_step("payment", 'Authorisation', 'Captured', "payment".amount, NULL, NULL, "heard");
                "capture" := payments.add_step("payment", 'Capture', 'Succeeded', "payment".amount, NULL, "capture", "heard");
                UPDATE payments.steps SET state = 'Wanted', parent_id = "capture", unsettled = true, ask_at = "payment".ask_at
                WHERE payment_id = "payment".id AND kind = 'Refund' AND state = 'Waiting';
            END IF;

            SELECT "payment".amount - coalesce(sum(amount), 0) INTO "rest" FROM payments.steps WHERE payment_id = "payment".id AND kind = 'Refund' AND state <> 'Failed';
            IF "payment".captured AND ("payment".wanted = 'Release' OR "payment".status = 'Refunded') AND "rest" > 0 THEN
                PERFORM payments.add_step("payment", 'Refund', 'Wanted', "rest", "payment".id, "capture", coalesce("payment".released_at, "heard"));
            END IF;
            IF "payment".status = 'Refunded' THEN
                UPDATE payments.steps SET state = 'Succeeded', ended_at = "heard" WHERE payment_id = "payment".id AND kind = 'Refund' AND ended_at IS NULL;
            END IF;

            -- A part that goes back is none of what that version knows; the rest is asked about when it says.
            UPDATE payments.steps SET
                unsettled = ended_at IS NULL AND state <> 'Waiting' AND ("payment".unsettled OR kind = 'Refund'),
                ask_at = CASE WHEN cause <> "payment".id THEN greatest(ask_at, "payment".ask_at) ELSE "payment".ask_at END,
                asked = "payment".asked
            WHERE payment_id = "payment".id AND kind IN ('Attempt', 'Refund');
            IF "payment".unsettled THEN
                UPDATE payments.steps SET unsettled = true
                WHERE payment_id = "payment".id AND kind = 'Attempt' AND NOT EXISTS (SELECT FROM payments.steps WHERE payment_id = "payment".id AND unsettled)
                AND number = (SELECT max(number) FROM payments.steps WHERE payment_id = "payment".id AND kind = 'Attempt');
            END IF;
        END $$;

        CREATE FUNCTION payments.follow_steps() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM payments.know_steps(NEW);
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_payments_steps_begun AFTER INSERT ON payments.payments
            FOR EACH ROW WHEN (NEW.revision = 0) EXECUTE FUNCTION payments.follow_steps();
        CREATE TRIGGER tr_payments_steps AFTER UPDATE ON payments.payments
            FOR EACH ROW WHEN (NEW.revision = OLD.revision) EXECUTE FUNCTION payments.follow_steps();

        CREATE FUNCTION payments.keep_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.unsettled := EXISTS (SELECT FROM payments.steps WHERE payment_id = NEW.id AND kind = 'Refund' AND cause <> NEW.id AND unsettled);
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_payments_unsettled BEFORE UPDATE OF unsettled ON payments.payments
            FOR EACH ROW WHEN (NEW.revision = OLD.revision AND NOT NEW.unsettled AND NEW.status <> 'Refunded') EXECUTE FUNCTION payments.keep_unsettled();
        """;
}
