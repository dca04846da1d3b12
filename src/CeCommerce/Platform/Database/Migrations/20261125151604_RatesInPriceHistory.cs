using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CeCommerce.Platform.Database.Migrations
{
    [DbContext(typeof(CommerceDatabase))]
    [Migration("20261125151604_RatesInPriceHistory")]
    public class RatesInPriceHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sharing",
                schema: "listings",
                table: "prices",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "sharing",
                schema: "listings",
                table: "prices");
        }
    }
}
