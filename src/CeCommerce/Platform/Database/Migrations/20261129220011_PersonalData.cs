using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Personal data, sealed under keys that lie elsewhere; who read it; who was erased; and beside which store of keys all that was written.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129220011_PersonalData")]
internal sealed class PersonalData : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA personal;

        CREATE TABLE personal.recipients (
            id uuid NOT NULL CONSTRAINT pk_recipients PRIMARY KEY,
            client_id text,
            consumer_id text,
            created_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            key_id uuid NOT NULL,
            sealed bytea,
            erased_at timestamp with time zone,
            CONSTRAINT ck_recipients_erased CHECK (CASE WHEN erased_at IS NULL
                THEN num_nonnulls(client_id, consumer_id, sealed) = 3 ELSE num_nonnulls(client_id, consumer_id, sealed) = 0 END)
        );
        CREATE INDEX ix_recipients_owner ON personal.recipients (client_id, consumer_id, id);

        CREATE TABLE personal.reads (
            id uuid NOT NULL CONSTRAINT pk_reads PRIMARY KEY,
            recipient_id uuid NOT NULL,
            at timestamp with time zone NOT NULL,
            reader text NOT NULL,
            purpose text NOT NULL,
            case_number text
        );
        CREATE INDEX ix_reads_recipient ON personal.reads (recipient_id, id);
        CREATE INDEX ix_reads_at ON personal.reads (at);

        CREATE FUNCTION personal.refuse_early_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.at > now() - interval '3 years' THEN
                RAISE EXCEPTION 'reads are kept for three years';
            END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER tr_reads_append_only BEFORE UPDATE OR TRUNCATE ON personal.reads
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        CREATE TRIGGER tr_reads_kept BEFORE DELETE ON personal.reads
            FOR EACH ROW EXECUTE FUNCTION personal.refuse_early_deletion();

        CREATE TABLE personal.erasures (
            id uuid NOT NULL CONSTRAINT pk_erasures PRIMARY KEY,
            person bytea,
            key_ids uuid[] NOT NULL,
            at timestamp with time zone NOT NULL,
            by_whom text NOT NULL,
            recipients integer NOT NULL,
            finished_at timestamp with time zone
        );
        CREATE INDEX ix_erasures_person ON personal.erasures (person);
        CREATE INDEX ix_erasures_remembered ON personal.erasures (at) WHERE person IS NOT NULL;
        CREATE INDEX ix_erasures_open ON personal.erasures (id) WHERE finished_at IS NULL;
        CREATE TRIGGER tr_erasures_kept BEFORE DELETE OR TRUNCATE ON personal.erasures
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE personal.key_store (
            one boolean NOT NULL DEFAULT true CONSTRAINT pk_key_store PRIMARY KEY CONSTRAINT ck_key_store_one CHECK (one),
            id uuid NOT NULL
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP SCHEMA personal CASCADE;");
}
