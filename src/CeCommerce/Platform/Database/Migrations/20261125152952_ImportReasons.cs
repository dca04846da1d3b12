using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CeCommerce.Platform.Database.Migrations
{
    [DbContext(typeof(CommerceDatabase))]
    [Migration("20261125152952_ImportReasons")]
    public class ImportReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "failure",
                schema: "search",
                table: "index_servers",
                type: "text",
                nullable: true);

            // Jobs that ended before had both languages in one text and no code.
            migrationBuilder.Sql(
                """
                ALTER TABLE listings.import_jobs ALTER COLUMN failure TYPE jsonb USING
                    CASE WHEN failure IS NOT NULL THEN jsonb_build_object('code', 'STOCK_LIST_UNUSABLE', 'message', jsonb_build_object('ja', failure, 'en', failure)) END
                """);

            migrationBuilder.AddColumn<int>(
                name: "attempts",
                schema: "listings",
                table: "import_jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "unused_columns",
                schema: "listings",
                table: "import_jobs",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "failure",
                schema: "search",
                table: "index_servers");

            migrationBuilder.DropColumn(
                name: "attempts",
                schema: "listings",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "unused_columns",
                schema: "listings",
                table: "import_jobs");

            migrationBuilder.Sql("ALTER TABLE listings.import_jobs ALTER COLUMN failure TYPE text USING failure -> 'message' ->> 'ja'");
        }
    }
}
