using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What carriers told, once for each of their events.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020003_CarrierEvents")]
internal sealed class CarrierEvents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.carrier_events (
            id text NOT NULL CONSTRAINT pk_carrier_events PRIMARY KEY,
            tracking_key text NOT NULL,
            kind text NOT NULL,
            at timestamp with time zone NOT NULL,
            place text,
            received_at timestamp with time zone NOT NULL,
            order_id uuid);
        CREATE INDEX ix_carrier_events_tracking ON orders.carrier_events (tracking_key);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orders.carrier_events;");
}
