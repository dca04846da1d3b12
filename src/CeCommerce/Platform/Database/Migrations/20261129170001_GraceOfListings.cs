using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Finds the few listings of an operator that stand on the shelf by a grace.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129170001_GraceOfListings")]
internal sealed class GraceOfListings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE INDEX ix_listings_grace ON listings.listings (operator_id, grace_until) WHERE grace_until IS NOT NULL;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX listings.ix_listings_grace;");
}
