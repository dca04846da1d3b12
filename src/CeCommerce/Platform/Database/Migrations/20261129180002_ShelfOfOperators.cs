using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// The shelf of one operator by id. A server of the version before keeps no digest with a verdict: what it writes is compared by the verdict
/// itself; the trigger goes with the next version.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129180002_ShelfOfOperators")]
internal sealed class ShelfOfOperators : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE INDEX ix_listings_operator_shelf ON listings.listings (operator_id, id) WHERE state = 'Published';

        CREATE FUNCTION listings.forget_digest() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.verdict_digest := NULL;
            RETURN NEW;
        END $$;

        CREATE TRIGGER tr_listings_digest BEFORE UPDATE OF compliance ON listings.listings FOR EACH ROW
        WHEN (NEW.compliance IS DISTINCT FROM OLD.compliance AND NEW.assessed_at IS DISTINCT FROM OLD.assessed_at AND NEW.verdict_digest IS NOT DISTINCT FROM OLD.verdict_digest)
        EXECUTE FUNCTION listings.forget_digest();

        -- Recalls are followed by a reader of their own, from where the one for all was.
        INSERT INTO platform.event_cursors (consumer, position, feed_position, updated_at)
        SELECT 'listings.recalls', position, feed_position, updated_at FROM platform.event_cursors WHERE consumer = 'listings.shelf'
        ON CONFLICT (consumer) DO NOTHING;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_listings_digest ON listings.listings;
        DROP FUNCTION listings.forget_digest();
        DROP INDEX listings.ix_listings_operator_shelf;
        """);
}
