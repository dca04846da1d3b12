using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Logs, the public keys that sign what they were, and these checkpoints; whom they were told to.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201020001_Proofs")]
internal sealed class Proofs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE platform.proof_logs (
            name text NOT NULL CONSTRAINT pk_proof_logs PRIMARY KEY,
            origin text NOT NULL CONSTRAINT ux_proof_logs_origin UNIQUE);
        CREATE TABLE platform.proof_keys (
            number bigint NOT NULL CONSTRAINT pk_proof_keys PRIMARY KEY,
            id text NOT NULL CONSTRAINT ux_proof_keys_id UNIQUE,
            public_key text NOT NULL,
            made_at timestamp with time zone NOT NULL,
            before text,
            vouching text);
        CREATE TABLE platform.checkpoints (
            log text NOT NULL CONSTRAINT fk_checkpoints_proof_logs_log REFERENCES platform.proof_logs (name) ON DELETE RESTRICT,
            number bigint NOT NULL,
            size bigint NOT NULL,
            root bytea NOT NULL CONSTRAINT ck_checkpoints_root CHECK (length(root) = 32),
            at timestamp with time zone NOT NULL,
            key_id text NOT NULL CONSTRAINT fk_checkpoints_proof_keys_key_id REFERENCES platform.proof_keys (id) ON DELETE RESTRICT,
            signature text NOT NULL,
            frontier bytea NOT NULL,
            CONSTRAINT pk_checkpoints PRIMARY KEY (log, number));
        CREATE TABLE platform.checkpoint_deliveries (
            witness text NOT NULL,
            log text NOT NULL,
            number bigint NOT NULL,
            at timestamp with time zone NOT NULL,
            CONSTRAINT pk_checkpoint_deliveries PRIMARY KEY (witness, log, number),
            CONSTRAINT fk_checkpoint_deliveries_checkpoints FOREIGN KEY (log, number) REFERENCES platform.checkpoints (log, number) ON DELETE RESTRICT);
        DO $$
        DECLARE "table" text;
        BEGIN
            FOREACH "table" IN ARRAY ARRAY['proof_logs', 'proof_keys', 'checkpoints', 'checkpoint_deliveries'] LOOP
                EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.%s
                    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', "table", "table");
            END LOOP;
        END $$;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TABLE platform.checkpoint_deliveries, platform.checkpoints, platform.proof_keys, platform.proof_logs;");
}
