using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What an operator states before a lease. Null in rows of before; servers of the version before leave the column alone.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129060001_LeaseDisclosure")]
internal sealed class LeaseDisclosure : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "lease_disclosure", schema: "listings", table: "listings", type: "jsonb", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "lease_disclosure", schema: "listings", table: "listings");
}
