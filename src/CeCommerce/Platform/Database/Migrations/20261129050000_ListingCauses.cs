using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// Who paused a listing and why the platform took it down, in columns of the listing: until now both were read from the words of its
/// history, where anybody who may give a reason could write them.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129050000_ListingCauses")]
public sealed class ListingCauses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            ALTER TABLE listings.listings ADD COLUMN paused_by text, ADD COLUMN suspension jsonb;

            -- What an import paused says so in its history, and the import's own report of that very row names the listing.
            UPDATE listings.listings listing SET paused_by = 'Import'
            FROM (
                SELECT DISTINCT ON (h.subject_id) h.subject_id AS id, h.why
                FROM platform.history h JOIN listings.listings paused ON paused.id = h.subject_id AND paused.state = 'Paused'
                WHERE h.what = 'paused' ORDER BY h.subject_id, h.id DESC
            ) last
            WHERE listing.id = last.id AND last.why ~ '^imj_[0-9a-z]+ row [0-9]+$' AND EXISTS (
                SELECT FROM listings.import_rows told
                WHERE told.listing_id = listing.id AND told.outcome = 'Draft' AND told.row::text = substring(last.why from '[0-9]+$'));

            CREATE FUNCTION listings.last_suspension(listing uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
                SELECT jsonb_build_object('reason', coalesce(why, ''), 'since', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                FROM platform.history WHERE subject_id = listing AND what = 'suspended' ORDER BY id DESC LIMIT 1
            $$;

            UPDATE listings.listings SET suspension = listings.last_suspension(id) WHERE state = 'Suspended';

            -- The version before this one may run beside it and writes neither column. A pause that comes with another row of a stock list is an
            -- import's, since nobody else writes source_digest; the reason of a suspension stands in the history by the end of its transaction.
            -- Both triggers and the function above go with the release after this one.
            CREATE FUNCTION listings.keep_causes() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.state <> 'Paused' THEN
                    NEW.paused_by := NULL;
                ELSIF NEW.paused_by IS NULL AND NEW.source_digest IS DISTINCT FROM OLD.source_digest THEN
                    NEW.paused_by := 'Import';
                END IF;
                IF NEW.state <> 'Suspended' THEN
                    NEW.suspension := NULL;
                END IF;
                RETURN NEW;
            END
            $$;

            CREATE TRIGGER tr_listings_causes BEFORE UPDATE OF state ON listings.listings
            FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION listings.keep_causes();

            CREATE FUNCTION listings.tell_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE listings.listings SET suspension = listings.last_suspension(NEW.id) WHERE id = NEW.id AND state = 'Suspended' AND suspension IS NULL;
                RETURN NULL;
            END
            $$;

            CREATE CONSTRAINT TRIGGER tr_listings_suspension AFTER UPDATE OF state ON listings.listings
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'Suspended' AND NEW.suspension IS NULL) EXECUTE FUNCTION listings.tell_suspension();
            """);
    }
}
