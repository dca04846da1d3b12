using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What people write in a matter of a person is sealed under that person's key. A server of the version before goes on writing it in clear, which is sealed afterwards; where
/// that server erases a person, a trigger empties what it does not know of.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020004_SealedTexts")]
internal sealed class SealedTexts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE orders.objections, orders.refunds IN ACCESS EXCLUSIVE MODE;

        CREATE TABLE personal.texts (
            id uuid NOT NULL CONSTRAINT pk_texts PRIMARY KEY,
            client_id text,
            consumer_id text,
            key_id uuid NOT NULL,
            sealed bytea,
            written_at timestamp with time zone NOT NULL,
            erased_at timestamp with time zone,
            CONSTRAINT ck_texts_erased CHECK (CASE WHEN erased_at IS NULL
                THEN num_nonnulls(client_id, consumer_id, sealed) = 3 ELSE num_nonnulls(client_id, consumer_id, sealed) = 0 END));
        CREATE INDEX ix_texts_owner ON personal.texts (client_id, consumer_id);
        CREATE INDEX ix_texts_key ON personal.texts (key_id);

        -- Kept as they were written, until their person is erased.
        CREATE FUNCTION personal.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'texts are kept as they were written';
        END $$;
        CREATE TRIGGER tr_texts_kept BEFORE UPDATE ON personal.texts
            FOR EACH ROW WHEN (NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL OR NEW.id <> OLD.id) EXECUTE FUNCTION personal.refuse_rewriting();
        CREATE TRIGGER tr_texts_never_deleted BEFORE DELETE OR TRUNCATE ON personal.texts
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE FUNCTION personal.erase_texts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE personal.texts SET client_id = NULL, consumer_id = NULL, sealed = NULL, erased_at = NEW.at
            WHERE key_id = ANY (NEW.key_ids) AND erased_at IS NULL;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_erasures_texts AFTER INSERT ON personal.erasures
            FOR EACH ROW EXECUTE FUNCTION personal.erase_texts();

        ALTER TABLE orders.objections
            ADD COLUMN text_id uuid CONSTRAINT fk_objections_texts_text_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            ADD COLUMN answer_id uuid CONSTRAINT fk_objections_texts_answer_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            ADD COLUMN inspection_id uuid CONSTRAINT fk_objections_texts_inspection_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            ADD COLUMN words_erased_at timestamp with time zone;
        CREATE INDEX ix_objections_clear ON orders.objections (raised_at) WHERE text <> '' OR answer IS NOT NULL OR inspection IS NOT NULL;
        ALTER TABLE orders.refunds
            ADD COLUMN why_id uuid CONSTRAINT fk_refunds_texts_why_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED;
        CREATE INDEX ix_refunds_clear ON orders.refunds (decided_at) WHERE why IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX orders.ix_objections_clear, orders.ix_refunds_clear;
        ALTER TABLE orders.refunds DROP COLUMN why_id;
        ALTER TABLE orders.objections DROP COLUMN text_id, DROP COLUMN answer_id, DROP COLUMN inspection_id, DROP COLUMN words_erased_at;
        DROP TRIGGER tr_erasures_texts ON personal.erasures;
        DROP TABLE personal.texts;
        DROP FUNCTION personal.erase_texts(), personal.refuse_rewriting();
        """);
}
