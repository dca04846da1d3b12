using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Waivers of blocks by policy, for one listing or all of an operator's; a clause is waived once at a time.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129090002_Waivers")]
internal sealed class Waivers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE listings.waivers (
            id uuid NOT NULL,
            operator_id uuid NOT NULL,
            listing_id uuid,
            clause text NOT NULL,
            reason text NOT NULL,
            evidence jsonb NOT NULL,
            "from" date NOT NULL,
            until date NOT NULL,
            client_id text NOT NULL,
            granted_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone,
            CONSTRAINT pk_waivers PRIMARY KEY (id),
            CONSTRAINT fk_waivers_operators_operator_id FOREIGN KEY (operator_id) REFERENCES operators.operators (id) ON DELETE RESTRICT,
            CONSTRAINT fk_waivers_listings_listing_id FOREIGN KEY (listing_id) REFERENCES listings.listings (id) ON DELETE RESTRICT,
            CONSTRAINT ex_waivers_one_at_a_time EXCLUDE USING gist (coalesce(listing_id, operator_id) WITH =, clause WITH =, daterange("from", until) WITH &&)
        );

        CREATE INDEX ix_waivers_operator ON listings.waivers (operator_id, until);
        CREATE INDEX ix_waivers_listing ON listings.waivers (listing_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE listings.waivers;");
}
