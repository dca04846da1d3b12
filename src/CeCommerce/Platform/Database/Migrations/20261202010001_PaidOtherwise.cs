using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Whether a buyer who was to pay with what they had saved took something else in the end. A server of the version before does not say it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261202010001_PaidOtherwise")]
internal sealed class PaidOtherwise : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>("paid_otherwise", "payments", schema: "payments", nullable: false, defaultValue: false);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("paid_otherwise", "payments", "payments");
}
