using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Every movement and every resolution gets a leaf of the ledger's log, also those from before.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201020002_LedgerLog")]
internal sealed class LedgerLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- A leaf stands for a movement, or for what became of a pending one.
        CREATE TABLE payments.log_leaves (
            seq bigint NOT NULL CONSTRAINT pk_log_leaves PRIMARY KEY,
            movement_id uuid NOT NULL CONSTRAINT fk_log_leaves_movements_movement_id REFERENCES payments.movements (id) ON DELETE RESTRICT,
            resolves boolean NOT NULL,
            hash bytea NOT NULL CONSTRAINT ck_log_leaves_hash CHECK (length(hash) = 32),
            sealed_at timestamp with time zone NOT NULL);
        CREATE UNIQUE INDEX ux_log_leaves_movement ON payments.log_leaves (movement_id, resolves);
        CREATE TRIGGER tr_log_leaves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.log_leaves
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        -- What has no leaf yet. In whatever order transactions commit, nothing is passed by.
        CREATE TABLE payments.unsealed (
            movement_id uuid NOT NULL,
            resolves boolean NOT NULL,
            CONSTRAINT pk_unsealed PRIMARY KEY (movement_id, resolves));

        CREATE FUNCTION payments.note_unsealed_movements() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO payments.unsealed (movement_id, resolves) SELECT id, false FROM written;
            RETURN NULL;
        END $$;
        CREATE FUNCTION payments.note_unsealed_resolutions() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO payments.unsealed (movement_id, resolves) SELECT pending_id, true FROM written;
            RETURN NULL;
        END $$;

        LOCK TABLE payments.movements, payments.resolutions IN SHARE ROW EXCLUSIVE MODE;
        CREATE TRIGGER tr_movements_unsealed AFTER INSERT ON payments.movements REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION payments.note_unsealed_movements();
        CREATE TRIGGER tr_resolutions_unsealed AFTER INSERT ON payments.resolutions REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION payments.note_unsealed_resolutions();
        INSERT INTO payments.unsealed (movement_id, resolves)
        SELECT id, false FROM payments.movements UNION ALL SELECT pending_id, true FROM payments.resolutions;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_movements_unsealed ON payments.movements;
        DROP TRIGGER tr_resolutions_unsealed ON payments.resolutions;
        DROP FUNCTION payments.note_unsealed_movements, payments.note_unsealed_resolutions;
        DROP TABLE payments.unsealed, payments.log_leaves;
        """);
}
