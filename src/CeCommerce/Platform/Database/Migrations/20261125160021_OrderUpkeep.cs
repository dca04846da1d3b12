using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CeCommerce.Platform.Database.Migrations
{
    [DbContext(typeof(CommerceDatabase))]
    [Migration("20261125160021_OrderUpkeep")]
    public class OrderUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_webhook_inbox_open",
                schema: "payments",
                table: "webhook_inbox");

            migrationBuilder.DropIndex(
                name: "ix_orders_unsettled",
                schema: "orders",
                table: "orders");

            migrationBuilder.AddColumn<int>(
                name: "attempts",
                schema: "payments",
                table: "webhook_inbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "due_at",
                schema: "payments",
                table: "webhook_inbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<int>(
                name: "failures",
                schema: "orders",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retry_at",
                schema: "orders",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "order_id",
                schema: "orders",
                table: "holds",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "used_at",
                schema: "orders",
                table: "holds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE orders.holds AS hold SET order_id = placed.id, used_at = placed.placed_at
                FROM orders.orders AS placed WHERE placed.hold_id = hold.id AND placed.state <> 'PaymentFailed'
                """);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_inbox_due",
                schema: "payments",
                table: "webhook_inbox",
                column: "due_at",
                filter: "processed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_inbox_received",
                schema: "payments",
                table: "webhook_inbox",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_orders_operator_state",
                schema: "orders",
                table: "orders",
                columns: new[] { "operator_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_unsettled",
                schema: "orders",
                table: "orders",
                column: "ask_at",
                filter: "unsettled");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_webhook_inbox_due",
                schema: "payments",
                table: "webhook_inbox");

            migrationBuilder.DropIndex(
                name: "ix_webhook_inbox_received",
                schema: "payments",
                table: "webhook_inbox");

            migrationBuilder.DropIndex(
                name: "ix_orders_operator_state",
                schema: "orders",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_unsettled",
                schema: "orders",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "attempts",
                schema: "payments",
                table: "webhook_inbox");

            migrationBuilder.DropColumn(
                name: "due_at",
                schema: "payments",
                table: "webhook_inbox");

            migrationBuilder.DropColumn(
                name: "failures",
                schema: "orders",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "retry_at",
                schema: "orders",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "order_id",
                schema: "orders",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "used_at",
                schema: "orders",
                table: "holds");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_inbox_open",
                schema: "payments",
                table: "webhook_inbox",
                column: "received_at",
                filter: "processed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_unsettled",
                schema: "orders",
                table: "orders",
                column: "updated_at",
                filter: "unsettled");
        }
    }
}
