using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Every version of what was told before a lease while its listing was on the shelf; rows only ever come.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129060002_LeaseDisclosureRecords")]
internal sealed class LeaseDisclosureRecords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE listings.listings ADD COLUMN disclosed jsonb;

        CREATE TABLE listings.lease_disclosures (
            listing_id uuid NOT NULL,
            version integer NOT NULL,
            "from" timestamp with time zone NOT NULL,
            content jsonb NOT NULL,
            digest text NOT NULL,
            CONSTRAINT pk_lease_disclosures PRIMARY KEY (listing_id, version),
            CONSTRAINT fk_lease_disclosures_listings_listing_id FOREIGN KEY (listing_id) REFERENCES listings.listings (id) ON DELETE RESTRICT
        );

        CREATE TRIGGER tr_lease_disclosures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON listings.lease_disclosures
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE listings.lease_disclosures;
        ALTER TABLE listings.listings DROP COLUMN disclosed;
        """);
}
