using System.Runtime.CompilerServices;
using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Readers of the log that share one place over all server processes, kept in <c>platform.event_cursors</c>: whoever has the turn reads
/// on from there, the others pass.
/// </summary>
internal sealed class EventCursors(NpgsqlDataSource database, EventLog log, EventSequencer sequencer)
{
    /// <summary>Gives the consumer its turn; false when another process has it. What fails or is not finished comes again with the next turn.</summary>
    public async Task<bool> TakeAsync(string consumer, Func<CursorReading, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);

        // The lock lasts as long as this transaction, which writes nothing before its end: it has no id that the log's readers would wait for.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await LockAsync(connection, consumer, cancellationToken))
        {
            return false;
        }

        await sequencer.TurnAsync(cancellationToken);
        var reading = await FindAsync(connection, consumer, cancellationToken) ?? new(log, EventPosition.Start, null);
        await work(reading);
        if (reading.IsFinished)
        {
            await SaveAsync(connection, consumer, reading, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return true;
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, string consumer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 13))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<CursorReading?> FindAsync(NpgsqlConnection connection, string consumer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(feed_position, platform.feed_position_of(position)), updated_at FROM platform.event_cursors WHERE consumer = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(log, new(reader.GetInt64(0)), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    private static async Task SaveAsync(NpgsqlConnection connection, string consumer, CursorReading reading, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO platform.event_cursors (consumer, position, feed_position, updated_at) VALUES ($1, '0.0', $2, $3)
            ON CONFLICT (consumer) DO UPDATE SET feed_position = excluded.feed_position, updated_at = excluded.updated_at
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = reading.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = reading.FinishedAt!.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>One turn of a shared reader. A reader that is new starts with the first line of the log.</summary>
internal sealed class CursorReading(EventLog log, EventPosition position, DateTimeOffset? finishedAt)
{
    private const int Batch = 500;

    /// <summary>Behind the last line that was read.</summary>
    public EventPosition Position { get; private set; } = position;

    /// <summary>When a turn was last finished; null before the first.</summary>
    public DateTimeOffset? FinishedAt { get; private set; } = finishedAt;

    /// <summary>Whether place and time are to be kept.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Everything new, until the reader has caught up.</summary>
    public async IAsyncEnumerable<LoggedEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<LoggedEvent> lines;
        do
        {
            lines = await log.ReadAsync(Position, Batch, cancellationToken);
            foreach (var line in lines)
            {
                Position = line.Position;
                yield return line;
            }
        }
        while (lines.Count == Batch);
    }

    /// <summary>All that was read is dealt with.</summary>
    public void Finish(DateTimeOffset now) => (FinishedAt, IsFinished) = (now, true);
}
