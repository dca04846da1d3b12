using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>The history of each unit as a chain of events, and the log that all of them stand in. A server of the version before writes nothing here.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261203010001_PassportChains")]
internal sealed class PassportChains : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA IF NOT EXISTS passports;
        CREATE TABLE passports.passports (
            id uuid NOT NULL CONSTRAINT pk_passports PRIMARY KEY,
            item_id uuid NOT NULL CONSTRAINT fk_passports_items_item_id REFERENCES items.items (id) ON DELETE RESTRICT,
            operator_id uuid NOT NULL CONSTRAINT fk_passports_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            status text NOT NULL,
            status_since timestamptz NOT NULL,
            opened_at timestamptz NOT NULL,
            head_seq bigint NOT NULL DEFAULT 0,
            head_hash bytea NULL CONSTRAINT ck_passports_head_hash CHECK (length(head_hash) = 32),
            head_recorded_at timestamptz NULL,
            CONSTRAINT ck_passports_item CHECK (item_id = id),
            CONSTRAINT ck_passports_head CHECK ((head_seq = 0) = (head_hash IS NULL) AND (head_seq = 0) = (head_recorded_at IS NULL)));
        CREATE UNIQUE INDEX ux_passports_item ON passports.passports (item_id);
        CREATE INDEX ix_passports_operator ON passports.passports (operator_id, id);

        CREATE TABLE passports.events (
            id uuid NOT NULL CONSTRAINT pk_events PRIMARY KEY,
            passport_id uuid NOT NULL CONSTRAINT fk_events_passports_passport_id REFERENCES passports.passports (id) ON DELETE RESTRICT,
            seq bigint NOT NULL CONSTRAINT ck_events_seq CHECK (seq > 0),
            type text NOT NULL,
            occurred_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL,
            source_sequence bigint NOT NULL,
            source_part smallint NOT NULL,
            content text NOT NULL,
            prev_hash bytea NULL,
            hash bytea NOT NULL CONSTRAINT ck_events_hash CHECK (length(hash) = 32),
            CONSTRAINT ck_events_time CHECK (occurred_at <= recorded_at),
            CONSTRAINT ck_events_prev CHECK ((seq = 1) = (prev_hash IS NULL)));
        CREATE UNIQUE INDEX ux_events_seq ON passports.events (passport_id, seq);
        CREATE UNIQUE INDEX ux_events_source ON passports.events (source_sequence, source_part);
        CREATE TRIGGER tr_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passports.events
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE passports.hidden_values (
            event_id uuid NOT NULL CONSTRAINT fk_hidden_values_events_event_id REFERENCES passports.events (id) ON DELETE RESTRICT,
            path text NOT NULL,
            digest bytea NOT NULL CONSTRAINT ck_hidden_values_digest CHECK (length(digest) = 32),
            salt bytea NULL,
            value text NULL,
            erased_at timestamptz NULL,
            CONSTRAINT pk_hidden_values PRIMARY KEY (event_id, path),
            CONSTRAINT ck_hidden_values_erased CHECK ((value IS NULL) = (erased_at IS NOT NULL) AND (salt IS NULL) = (erased_at IS NOT NULL)));
        CREATE FUNCTION passports.only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND (NEW.event_id, NEW.path, NEW.digest) = (OLD.event_id, OLD.path, OLD.digest) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'A hidden value can only be erased.';
            END $$;
        CREATE TRIGGER tr_hidden_values_erased BEFORE UPDATE ON passports.hidden_values FOR EACH ROW EXECUTE FUNCTION passports.only_erase();
        CREATE TRIGGER tr_hidden_values_kept BEFORE DELETE OR TRUNCATE ON passports.hidden_values
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE passports.log_leaves (
            seq bigint NOT NULL CONSTRAINT pk_log_leaves PRIMARY KEY,
            event_id uuid NOT NULL CONSTRAINT fk_log_leaves_events_event_id REFERENCES passports.events (id) ON DELETE RESTRICT,
            hash bytea NOT NULL CONSTRAINT ck_log_leaves_hash CHECK (length(hash) = 32),
            sealed_at timestamptz NOT NULL);
        CREATE UNIQUE INDEX ux_log_leaves_event ON passports.log_leaves (event_id);
        CREATE TRIGGER tr_log_leaves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passports.log_leaves
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        -- What has no leaf yet: emptied all the time, so small.
        CREATE TABLE passports.unsealed (event_id uuid NOT NULL CONSTRAINT pk_unsealed PRIMARY KEY);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE passports.unsealed, passports.log_leaves, passports.hidden_values, passports.events, passports.passports;
        DROP FUNCTION passports.only_erase();
        DROP SCHEMA passports;
        DELETE FROM platform.event_cursors WHERE consumer = 'passports';
        """);
}
