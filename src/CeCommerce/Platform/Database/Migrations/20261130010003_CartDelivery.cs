using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>How a buyer wants to get what is in their cart. A server of the version before leaves it as it is.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130010003_CartDelivery")]
internal sealed class CartDelivery : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE checkout.carts ADD COLUMN delivery jsonb;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE checkout.carts DROP COLUMN delivery;");
}
