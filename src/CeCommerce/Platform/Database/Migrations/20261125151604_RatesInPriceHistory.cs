using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CeCommerce.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class RatesInPriceHistory : Migration
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
