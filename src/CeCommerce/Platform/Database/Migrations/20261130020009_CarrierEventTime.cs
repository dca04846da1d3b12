using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What carriers told is found by when it came in, to be forgotten after its time.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020009_CarrierEventTime")]
internal sealed class CarrierEventTime : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE INDEX ix_carrier_events_received ON orders.carrier_events (received_at);");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX orders.ix_carrier_events_received;");
}
