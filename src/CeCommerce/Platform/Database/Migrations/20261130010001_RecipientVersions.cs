using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// Savings of a recipient are counted, and a version that something was agreed for is kept as it stood. A server of the version before saves without counting: a trigger counts for it.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130010001_RecipientVersions")]
internal sealed class RecipientVersions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE personal.recipients ADD COLUMN number integer NOT NULL DEFAULT 1;

        CREATE TABLE personal.recipient_versions (
            recipient_id uuid NOT NULL CONSTRAINT fk_recipient_versions_recipients_recipient_id REFERENCES personal.recipients ON DELETE RESTRICT,
            number integer NOT NULL,
            client_id text,
            consumer_id text,
            key_id uuid NOT NULL,
            sealed bytea,
            frozen_at timestamp with time zone NOT NULL,
            erased_at timestamp with time zone,
            CONSTRAINT pk_recipient_versions PRIMARY KEY (recipient_id, number),
            CONSTRAINT ck_recipient_versions_erased CHECK (CASE WHEN erased_at IS NULL
                THEN num_nonnulls(client_id, consumer_id, sealed) = 3 ELSE num_nonnulls(client_id, consumer_id, sealed) = 0 END)
        );
        CREATE INDEX ix_recipient_versions_owner ON personal.recipient_versions (client_id, consumer_id);

        CREATE FUNCTION personal.count_saving() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.number := OLD.number + 1;
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_recipients_count_saving BEFORE UPDATE OF sealed ON personal.recipients
            FOR EACH ROW WHEN (NEW.number = OLD.number AND NEW.sealed IS DISTINCT FROM OLD.sealed AND NEW.sealed IS NOT NULL) EXECUTE FUNCTION personal.count_saving();

        -- That server knows no versions: where it erases a recipient, the versions go with it.
        CREATE FUNCTION personal.erase_versions() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE personal.recipient_versions SET client_id = NULL, consumer_id = NULL, sealed = NULL, erased_at = NEW.erased_at
            WHERE recipient_id = NEW.id AND erased_at IS NULL;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_recipients_erase_versions AFTER UPDATE OF sealed ON personal.recipients
            FOR EACH ROW WHEN (NEW.sealed IS NULL AND OLD.sealed IS NOT NULL) EXECUTE FUNCTION personal.erase_versions();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_recipients_count_saving ON personal.recipients;
        DROP TRIGGER tr_recipients_erase_versions ON personal.recipients;
        DROP FUNCTION personal.count_saving(), personal.erase_versions();
        DROP TABLE personal.recipient_versions;
        ALTER TABLE personal.recipients DROP COLUMN number;
        """);
}
