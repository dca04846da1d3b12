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

/// <summary>Prepares events and history for lying in months: the first takes all that there is.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020003_Months")]
internal sealed class MonthsMigration() : SqlMigration("CeCommerce.Platform.Events.months.sql");

/// <summary>What takes long over many rows, without locking out writers.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020004_MonthKeys")]
internal sealed class MonthKeysMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Prepare(migrationBuilder, "events", "sequence");
        Prepare(migrationBuilder, "history", "id");
    }

    private static void Prepare(MigrationBuilder migrationBuilder, string table, string key)
    {
        migrationBuilder.Sql($"SELECT platform.bound_rows_before('{table}')", suppressTransaction: true);
        migrationBuilder.Sql($"ALTER TABLE platform.{table} VALIDATE CONSTRAINT ck_{table}_before", suppressTransaction: true);
        migrationBuilder.Sql($"DROP INDEX CONCURRENTLY IF EXISTS platform.ux_{table}_before", suppressTransaction: true);
        migrationBuilder.Sql($"CREATE UNIQUE INDEX CONCURRENTLY ux_{table}_before ON platform.{table} ({key}, at)", suppressTransaction: true);
    }
}

/// <summary>Puts the events into months. On its own, so that the lock on them ends before the next step begins.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020005_EventMonths")]
internal sealed class EventMonthsMigration() : SqlMigration("CeCommerce.Platform.Events.partition_events.sql", alone: true);

/// <summary>Puts the history into months.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129020006_HistoryMonths")]
internal sealed class HistoryMonthsMigration() : SqlMigration("CeCommerce.Platform.Events.partition_history.sql", alone: true);
