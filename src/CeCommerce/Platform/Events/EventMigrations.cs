using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Events;

/// <summary>Who is concerned by a line, and a position of its own for each.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020001_EventPositions")]
internal sealed class EventPositionsMigration() : SqlMigration("CeCommerce.Platform.Events.event_positions.sql");

/// <summary>
/// A tenant's last lines by sequence: transactions do not tell which is the last once lines of two clusters lie side by side. Built
/// without locking out writers; servers from before find theirs with the same index, somewhat slower.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020002_EventsByOperator")]
internal sealed class EventsByOperatorMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // What an interrupted attempt left is not valid.
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS platform.ix_events_operator_sequence", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_events_operator_sequence ON platform.events (operator_id, sequence)", suppressTransaction: true);
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS platform.ix_events_operator", suppressTransaction: true);
    }
}
