using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Indexes for counting what a consumer, and an app, keep from others: live holds and unpaid orders, against what the app has paid.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129040002_LimitsOfBuying")]
internal sealed class LimitsOfBuying : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex(
            name: "ix_holds_app", schema: "orders", table: "holds", columns: ["client_id", "expires_at"], filter: "released_at IS NULL AND used_at IS NULL");
        migrationBuilder.CreateIndex(
            name: "ix_orders_unpaid",
            schema: "orders",
            table: "orders",
            columns: ["client_id", "consumer_id"],
            filter: "state IN ('PaymentPending', 'AwaitingPayment')");
        migrationBuilder.CreateIndex(
            name: "ix_orders_app_paid", schema: "orders", table: "orders", columns: ["client_id", "paid_at"], filter: "paid_at IS NOT NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(name: "ix_orders_app_paid", schema: "orders", table: "orders");
        migrationBuilder.DropIndex(name: "ix_orders_unpaid", schema: "orders", table: "orders");
        migrationBuilder.DropIndex(name: "ix_holds_app", schema: "orders", table: "holds");
    }
}
