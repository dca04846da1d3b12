using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>How orders get to their buyers. What a server of the version before sells has no such row, since it agrees on nothing of the kind.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130010004_OrderDeliveries")]
internal sealed class OrderDeliveries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.deliveries (
            order_id uuid NOT NULL CONSTRAINT pk_deliveries PRIMARY KEY CONSTRAINT fk_deliveries_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            recipient_id uuid,
            recipient_version integer,
            method_id uuid,
            method_version integer,
            kind text,
            price_amount bigint NOT NULL,
            price_currency text NOT NULL,
            "window" text,
            earliest_on date,
            latest_on date,
            CONSTRAINT ck_deliveries_recipient CHECK ((recipient_id IS NULL) = (recipient_version IS NULL)),
            CONSTRAINT ck_deliveries_method CHECK (num_nonnulls(method_id, method_version, kind) IN (0, 3))
        );
        CREATE INDEX ix_deliveries_recipient ON orders.deliveries (recipient_id) WHERE recipient_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orders.deliveries;");
}
