using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CeCommerce.Platform.Database.Migrations
{
    [DbContext(typeof(CommerceDatabase))]
    [Migration("20261125151542_ListingsByLastChange")]
    public class ListingsByLastChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_listings_updated",
                schema: "listings",
                table: "listings",
                columns: new[] { "updated_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_listings_updated",
                schema: "listings",
                table: "listings");
        }
    }
}
