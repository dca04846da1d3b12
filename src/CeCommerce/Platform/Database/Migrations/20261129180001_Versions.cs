using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What was on record of items, offers and operators until something else was; rows only ever come. What was on record before this
/// migration is not known, hence its moment as the beginning of what is. Verdicts refer to these versions and no longer copy what went in.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129180001_Versions")]
internal sealed class Versions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE operators.operators ADD COLUMN recorded_at timestamp with time zone NOT NULL DEFAULT now();
        ALTER TABLE items.items ADD COLUMN recorded_at timestamp with time zone NOT NULL DEFAULT now();
        ALTER TABLE listings.listings ADD COLUMN recorded_at timestamp with time zone NOT NULL DEFAULT now(), ADD COLUMN verdict_digest bigint;

        CREATE TABLE operators.versions (
            id uuid NOT NULL CONSTRAINT pk_versions PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_versions_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            recorded_at timestamp with time zone NOT NULL,
            recorded_until timestamp with time zone NOT NULL,
            content jsonb NOT NULL
        );
        CREATE INDEX ix_operator_versions_operator ON operators.versions (operator_id, recorded_until, id);

        CREATE TABLE items.versions (
            id uuid NOT NULL CONSTRAINT pk_versions PRIMARY KEY,
            item_id uuid NOT NULL CONSTRAINT fk_versions_items_item_id REFERENCES items.items (id) ON DELETE RESTRICT,
            recorded_at timestamp with time zone NOT NULL,
            recorded_until timestamp with time zone NOT NULL,
            content jsonb NOT NULL
        );
        CREATE INDEX ix_item_versions_item ON items.versions (item_id, recorded_until, id);

        CREATE TABLE listings.offer_versions (
            id uuid NOT NULL CONSTRAINT pk_offer_versions PRIMARY KEY,
            listing_id uuid NOT NULL CONSTRAINT fk_offer_versions_listings_listing_id REFERENCES listings.listings (id) ON DELETE RESTRICT,
            recorded_at timestamp with time zone NOT NULL,
            recorded_until timestamp with time zone NOT NULL,
            content jsonb NOT NULL
        );
        CREATE INDEX ix_offer_versions_listing ON listings.offer_versions (listing_id, recorded_until, id);

        ALTER TABLE listings.assessments
            ALTER COLUMN inputs DROP NOT NULL, ADD COLUMN inputs_digest bytea, ADD COLUMN actor text, ADD COLUMN recalls jsonb;

        CREATE TABLE listings.shelf_passes (
            id uuid NOT NULL CONSTRAINT pk_shelf_passes PRIMARY KEY,
            edition text NOT NULL,
            day date NOT NULL,
            started_at timestamp with time zone NOT NULL,
            expected integer NOT NULL,
            after uuid NOT NULL,
            looked_at integer NOT NULL,
            changed integer NOT NULL,
            paused integer NOT NULL,
            finished_at timestamp with time zone
        );

        DO $$
        DECLARE "table" text;
        BEGIN
            FOREACH "table" IN ARRAY ARRAY['operators.versions', 'items.versions', 'listings.offer_versions'] LOOP
                EXECUTE format('CREATE TRIGGER tr_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', "table");
            END LOOP;
        END $$;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE listings.shelf_passes, listings.offer_versions, items.versions, operators.versions;
        ALTER TABLE listings.assessments DROP COLUMN inputs_digest, DROP COLUMN actor, DROP COLUMN recalls;
        ALTER TABLE listings.listings DROP COLUMN recorded_at, DROP COLUMN verdict_digest;
        ALTER TABLE items.items DROP COLUMN recorded_at;
        ALTER TABLE operators.operators DROP COLUMN recorded_at;
        """);
}
