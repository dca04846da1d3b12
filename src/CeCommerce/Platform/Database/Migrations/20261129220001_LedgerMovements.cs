using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// The ledger knows movements by their cause instead of orders. What was in it becomes movements; the next release drops the view in the old
/// table's place, in which a server of the version before goes on writing and reading.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129220001_LedgerMovements")]
internal sealed class LedgerMovements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(OldEntries);
        migrationBuilder.Sql(Checks);
        migrationBuilder.Sql(VersionBefore);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE payments.movements, payments.entries IN ACCESS EXCLUSIVE MODE;
        CREATE TABLE payments.old_entries (
            id uuid NOT NULL CONSTRAINT pk_ledger_entries PRIMARY KEY,
            order_id uuid NOT NULL CONSTRAINT fk_ledger_entries_orders_order_id REFERENCES orders.orders (id) ON DELETE RESTRICT,
            payment_id uuid NOT NULL CONSTRAINT fk_ledger_entries_payments_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            operator_id uuid NOT NULL CONSTRAINT fk_ledger_entries_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            kind text NOT NULL,
            account text NOT NULL,
            amount bigint NOT NULL,
            currency text NOT NULL,
            at timestamp with time zone NOT NULL
        );
        INSERT INTO payments.old_entries (id, order_id, payment_id, operator_id, kind, account, amount, currency, at)
        SELECT id, order_id, payment_id, operator_id, kind, account, amount, currency, at FROM payments.ledger_entries;
        DROP VIEW payments.ledger_entries;
        DROP FUNCTION payments.post_entry_of_before;
        DROP TABLE payments.unresolved, payments.unsummed, payments.day_sums, payments.resolutions, payments.pending_entries, payments.entries, payments.movements, payments.accounts;
        DROP FUNCTION payments.account_id, payments.check_movement, payments.check_resolution, payments.note_entries, payments.note_pending, payments.note_resolved;
        ALTER TABLE payments.old_entries RENAME TO ledger_entries;
        CREATE INDEX ix_ledger_entries_operator ON payments.ledger_entries (operator_id, at);
        CREATE INDEX ix_ledger_entries_order ON payments.ledger_entries (order_id);
        CREATE UNIQUE INDEX ux_ledger_entries_movement ON payments.ledger_entries (payment_id, kind, account);
        CREATE TRIGGER tr_ledger_entries_append_only BEFORE UPDATE OR DELETE ON payments.ledger_entries
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        CREATE FUNCTION payments.check_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM payments.ledger_entries WHERE order_id = NEW.order_id GROUP BY currency HAVING sum(amount) <> 0) THEN
                RAISE EXCEPTION 'the ledger entries of order % do not add up to zero', NEW.order_id;
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER tr_ledger_entries_zero_sum AFTER INSERT ON payments.ledger_entries
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_ledger();
        """);

    private const string Tables =
        """
        -- An account is known by what it is for, whose it is and in which currency, so its id is made of them: nobody looks it up before posting,
        -- and two who open it at once open the same.
        CREATE FUNCTION payments.account_id(kind text, owner uuid, currency text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT encode(substr(sha256(convert_to(kind || ' ' || coalesce(owner::text, '') || ' ' || currency, 'UTF8')), 1, 16), 'hex')::uuid
        $$;

        CREATE TABLE payments.accounts (
            id uuid NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
            kind text NOT NULL,
            owner uuid,
            currency text NOT NULL,
            CONSTRAINT ck_accounts_id CHECK (id = payments.account_id(kind, owner, currency))
        );
        CREATE UNIQUE INDEX ux_accounts_owner ON payments.accounts (kind, owner, currency) NULLS NOT DISTINCT;

        CREATE TABLE payments.movements (
            id uuid NOT NULL CONSTRAINT pk_movements PRIMARY KEY,
            kind text NOT NULL,
            cause_kind text NOT NULL,
            cause_id uuid NOT NULL,
            at timestamp with time zone NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            times_out_at timestamp with time zone,
            CONSTRAINT ck_movements_times_out CHECK (at < times_out_at)
        );
        CREATE UNIQUE INDEX ux_movements_cause ON payments.movements (cause_id, cause_kind, kind);

        CREATE TABLE payments.entries (
            movement_id uuid NOT NULL CONSTRAINT fk_entries_movements_movement_id REFERENCES payments.movements (id) ON DELETE RESTRICT,
            account_id uuid NOT NULL CONSTRAINT fk_entries_accounts_account_id REFERENCES payments.accounts (id) ON DELETE RESTRICT,
            amount bigint NOT NULL,
            at timestamp with time zone NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_entries PRIMARY KEY (movement_id, account_id)
        );
        CREATE INDEX ix_entries_at ON payments.entries (account_id, at) INCLUDE (recorded_at, amount);
        CREATE INDEX ix_entries_recorded_at ON payments.entries (account_id, recorded_at) INCLUDE (at, amount);

        CREATE TABLE payments.pending_entries (
            movement_id uuid NOT NULL CONSTRAINT fk_pending_entries_movements_movement_id REFERENCES payments.movements (id) ON DELETE RESTRICT,
            account_id uuid NOT NULL CONSTRAINT fk_pending_entries_accounts_account_id REFERENCES payments.accounts (id) ON DELETE RESTRICT,
            amount bigint NOT NULL,
            during tstzrange NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_pending_entries PRIMARY KEY (movement_id, account_id)
        );
        CREATE INDEX ix_pending_entries_during ON payments.pending_entries USING gist (account_id, during);

        -- The key decides who resolves a pending movement.
        CREATE TABLE payments.resolutions (
            pending_id uuid NOT NULL CONSTRAINT pk_resolutions PRIMARY KEY
                CONSTRAINT fk_resolutions_movements_pending_id REFERENCES payments.movements (id) ON DELETE RESTRICT,
            outcome text NOT NULL CONSTRAINT ck_resolutions_outcome CHECK (outcome IN ('Posted', 'Voided', 'Expired')),
            movement_id uuid CONSTRAINT ux_resolutions_movement UNIQUE
                CONSTRAINT fk_resolutions_movements_movement_id REFERENCES payments.movements (id) ON DELETE RESTRICT,
            at timestamp with time zone NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            CONSTRAINT ck_resolutions_movement CHECK ((outcome = 'Posted') = (movement_id IS NOT NULL))
        );

        -- What was posted to an account by the day when it happened and the day when it was written down, both UTC. Together with what is
        -- not summed yet it says the same as the entries.
        CREATE TABLE payments.day_sums (
            account_id uuid NOT NULL CONSTRAINT fk_day_sums_accounts_account_id REFERENCES payments.accounts (id) ON DELETE RESTRICT,
            day timestamp with time zone NOT NULL,
            recorded_day timestamp with time zone NOT NULL,
            amount bigint NOT NULL,
            CONSTRAINT pk_day_sums PRIMARY KEY (account_id, day, recorded_day) INCLUDE (amount)
        );
        CREATE TABLE payments.unsummed (
            movement_id uuid NOT NULL,
            account_id uuid NOT NULL,
            amount bigint NOT NULL,
            at timestamp with time zone NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_unsummed PRIMARY KEY (account_id, movement_id)
        );

        -- Pending movements that nothing has become of yet.
        CREATE TABLE payments.unresolved (
            movement_id uuid NOT NULL CONSTRAINT pk_unresolved PRIMARY KEY,
            times_out_at timestamp with time zone NOT NULL
        );
        CREATE INDEX ix_unresolved_times_out_at ON payments.unresolved (times_out_at);
        """;

    private const string OldEntries =
        """
        -- Servers of the version before wait here, and find the view afterwards.
        LOCK TABLE payments.ledger_entries IN ACCESS EXCLUSIVE MODE;

        INSERT INTO payments.accounts (id, kind, owner, currency)
        SELECT DISTINCT payments.account_id('BuyerClearing', NULL, currency), 'BuyerClearing', NULL::uuid, currency FROM payments.ledger_entries
        UNION ALL
        SELECT DISTINCT payments.account_id('OperatorPayable', operator_id, currency), 'OperatorPayable', operator_id, currency FROM payments.ledger_entries;

        -- Both entries of a movement had ids of its millisecond; the smaller one goes on as the movement's.
        INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at)
        SELECT (array_agg(id ORDER BY id))[1], kind, 'pay', payment_id, min(at), min(at) FROM payments.ledger_entries GROUP BY kind, payment_id;

        INSERT INTO payments.entries (movement_id, account_id, amount, at, recorded_at)
        SELECT m.id, CASE e.account WHEN 'Buyer' THEN payments.account_id('BuyerClearing', NULL, e.currency) ELSE payments.account_id('OperatorPayable', e.operator_id, e.currency) END,
            e.amount, m.at, m.recorded_at
        FROM payments.ledger_entries e JOIN payments.movements m ON m.cause_kind = 'pay' AND m.cause_id = e.payment_id AND m.kind = e.kind;

        INSERT INTO payments.day_sums (account_id, day, recorded_day, amount)
        SELECT account_id, date_trunc('day', at, 'UTC'), date_trunc('day', recorded_at, 'UTC'), sum(amount) FROM payments.entries GROUP BY 1, 2, 3;
        """;

    private const string Checks =
        """
        CREATE FUNCTION payments.check_movement() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            "checked" uuid;
        BEGIN
            IF TG_TABLE_NAME = 'movements' THEN "checked" := NEW.id; ELSE "checked" := NEW.movement_id; END IF;
            IF NOT EXISTS (SELECT 1 FROM payments.entries WHERE movement_id = "checked" UNION ALL SELECT 1 FROM payments.pending_entries WHERE movement_id = "checked") THEN
                RAISE EXCEPTION 'movement % has no entries', "checked" USING ERRCODE = 'check_violation';
            END IF;
            IF EXISTS (
                SELECT FROM (
                    SELECT account_id, amount FROM payments.entries WHERE movement_id = "checked"
                    UNION ALL SELECT account_id, amount FROM payments.pending_entries WHERE movement_id = "checked") side
                JOIN payments.accounts a ON a.id = side.account_id GROUP BY a.currency HAVING sum(side.amount) <> 0) THEN
                RAISE EXCEPTION 'the entries of movement % do not add up to zero', "checked" USING ERRCODE = 'check_violation';
            END IF;
            IF EXISTS (
                SELECT FROM payments.movements m
                LEFT JOIN payments.entries e ON e.movement_id = m.id
                LEFT JOIN payments.pending_entries p ON p.movement_id = m.id
                WHERE m.id = "checked" AND (
                    (e.movement_id IS NOT NULL AND (m.times_out_at IS NOT NULL OR e.at <> m.at OR e.recorded_at <> m.recorded_at))
                    OR (p.movement_id IS NOT NULL AND (p.during IS DISTINCT FROM tstzrange(m.at, m.times_out_at) OR m.times_out_at IS NULL OR p.recorded_at <> m.recorded_at)))) THEN
                RAISE EXCEPTION 'the entries of movement % do not say its times', "checked" USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE FUNCTION payments.check_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT FROM payments.movements m WHERE m.id = NEW.pending_id AND m.times_out_at IS NOT NULL
                AND CASE WHEN NEW.outcome = 'Expired' THEN NEW.at = m.times_out_at ELSE NEW.at >= m.at AND NEW.at < m.times_out_at END) THEN
                RAISE EXCEPTION 'movement % is not pending then', NEW.pending_id USING ERRCODE = 'check_violation';
            END IF;
            IF EXISTS (
                SELECT FROM payments.entries e LEFT JOIN payments.pending_entries p ON p.movement_id = NEW.pending_id AND p.account_id = e.account_id
                WHERE e.movement_id = NEW.movement_id AND e.amount NOT BETWEEN least(coalesce(p.amount, 0), 0) AND greatest(coalesce(p.amount, 0), 0)) THEN
                RAISE EXCEPTION 'more is posted than was pending in movement %', NEW.pending_id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE FUNCTION payments.note_entries() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO payments.unsummed (movement_id, account_id, amount, at, recorded_at) SELECT movement_id, account_id, amount, at, recorded_at FROM written;
            RETURN NULL;
        END $$;

        CREATE FUNCTION payments.note_pending() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO payments.unresolved (movement_id, times_out_at)
            SELECT NEW.id, NEW.times_out_at WHERE NOT EXISTS (SELECT FROM payments.resolutions WHERE pending_id = NEW.id);
            RETURN NULL;
        END $$;

        CREATE FUNCTION payments.note_resolved() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM payments.unresolved WHERE movement_id = NEW.pending_id;
            RETURN NULL;
        END $$;

        CREATE TRIGGER tr_entries_unsummed AFTER INSERT ON payments.entries REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION payments.note_entries();
        CREATE TRIGGER tr_movements_unresolved AFTER INSERT ON payments.movements
            FOR EACH ROW WHEN (NEW.times_out_at IS NOT NULL) EXECUTE FUNCTION payments.note_pending();
        CREATE TRIGGER tr_resolutions_unresolved AFTER INSERT ON payments.resolutions
            FOR EACH ROW EXECUTE FUNCTION payments.note_resolved();

        -- At commit, when all sides of the movement are there.
        DO $$
        DECLARE "table" text;
        BEGIN
            FOREACH "table" IN ARRAY ARRAY['movements', 'entries', 'pending_entries'] LOOP
                EXECUTE format('CREATE CONSTRAINT TRIGGER tr_%s_zero_sum AFTER INSERT ON payments.%s
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_movement()', "table", "table");
            END LOOP;
            FOREACH "table" IN ARRAY ARRAY['accounts', 'movements', 'entries', 'pending_entries', 'resolutions'] LOOP
                EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.%s
                    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', "table", "table");
            END LOOP;
        END $$;
        CREATE CONSTRAINT TRIGGER tr_resolutions_within AFTER INSERT ON payments.resolutions
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_resolution();
        """;

    private const string VersionBefore =
        """
        ALTER TABLE payments.ledger_entries RENAME TO old_entries;

        CREATE VIEW payments.ledger_entries AS
        SELECT encode(substr(sha256(uuid_send(m.id) || uuid_send(a.id)), 1, 16), 'hex')::uuid AS id,
            p.order_id,
            p.id AS payment_id,
            coalesce(a.owner, (
                SELECT other.owner FROM payments.entries side JOIN payments.accounts other ON other.id = side.account_id
                WHERE side.movement_id = m.id AND other.owner IS NOT NULL ORDER BY other.owner LIMIT 1)) AS operator_id,
            m.kind,
            CASE a.kind WHEN 'BuyerClearing' THEN 'Buyer' ELSE a.kind END AS account,
            e.amount,
            a.currency,
            m.at
        FROM payments.movements m
        JOIN payments.payments p ON p.id = m.cause_id
        JOIN payments.entries e ON e.movement_id = m.id
        JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = 'pay' AND m.kind IN ('Charge', 'Refund') AND a.kind IN ('BuyerClearing', 'OperatorPayable');

        -- Its rows come one by one. One that is there already is refused by the key, as its own unique index did.
        CREATE FUNCTION payments.post_entry_of_before() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            "word" text := CASE NEW.account WHEN 'Buyer' THEN 'BuyerClearing' ELSE NEW.account END;
            "owner" uuid := CASE NEW.account WHEN 'Buyer' THEN NULL ELSE NEW.operator_id END;
        BEGIN
            INSERT INTO payments.accounts (id, kind, owner, currency)
            VALUES (payments.account_id("word", "owner", NEW.currency), "word", "owner", NEW.currency) ON CONFLICT DO NOTHING;
            INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at)
            VALUES (NEW.id, NEW.kind, 'pay', NEW.payment_id, NEW.at, NEW.at) ON CONFLICT (cause_id, cause_kind, kind) DO NOTHING;
            INSERT INTO payments.entries (movement_id, account_id, amount, at, recorded_at)
            SELECT m.id, payments.account_id("word", "owner", NEW.currency), NEW.amount, m.at, m.recorded_at
            FROM payments.movements m WHERE m.cause_id = NEW.payment_id AND m.cause_kind = 'pay' AND m.kind = NEW.kind;
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_ledger_entries_post INSTEAD OF INSERT ON payments.ledger_entries
            FOR EACH ROW EXECUTE FUNCTION payments.post_entry_of_before();

        DO $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT order_id, payment_id, operator_id, kind, account, amount, currency FROM payments.old_entries) o
                FULL JOIN (SELECT order_id, payment_id, operator_id, kind, account, amount, currency FROM payments.ledger_entries) n
                USING (order_id, payment_id, operator_id, kind, account, amount, currency)
                WHERE o IS NULL OR n IS NULL) THEN
                RAISE EXCEPTION 'the movements do not say what the entries said';
            END IF;
        END $$;
        DROP TABLE payments.old_entries;
        DROP FUNCTION payments.check_ledger;
        """;
}
