using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Platform.Events;

/// <summary>How far a reader is behind.</summary>
internal sealed record ReaderLag(string Reader, long Lines, TimeSpan Age);

/// <summary>One look at the log.</summary>
internal sealed record LogLagReading(long Waiting, TimeSpan WaitingAge, TimeSpan OldestTransaction, IReadOnlyList<ReaderLag> Readers)
{
    public static readonly LogLagReading None = new(0, TimeSpan.Zero, TimeSpan.Zero, []);
}

/// <summary>Looks up how far sequencer and readers are behind: shared readers by their cursors, this process's own by what they say.</summary>
internal sealed class LogLag(NpgsqlDataSource database, EventReaders readers, TimeProvider clock)
{
    internal const string WaitingSql =
        """
        SELECT count(*), min(at) FROM (
            SELECT e.sequence, e.at FROM platform.events e
            WHERE (e.xid, e.sequence) > ((SELECT xid FROM platform.event_sequencer), (SELECT sequence FROM platform.event_sequencer))
            ORDER BY e.xid, e.sequence
            LIMIT 10000) ahead
        WHERE (SELECT p.sequence FROM platform.event_positions p WHERE p.sequence = ahead.sequence) IS NULL
        """;

    public async Task<LogLagReading> ReadAsync(CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new(WaitingSql));
        batch.BatchCommands.Add(new(
            """
            SELECT coalesce(max(now() - since), interval '0') FROM (
                SELECT xact_start FROM pg_stat_activity WHERE backend_xid IS NOT NULL UNION ALL SELECT prepared FROM pg_prepared_xacts) running (since)
            """));
        batch.BatchCommands.Add(Readers());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (waiting, age) = (reader.GetInt64(0), AgeOf(reader, 1));
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var oldest = reader.GetTimeSpan(0);
        await reader.NextResultAsync(cancellationToken);
        var lags = new List<ReaderLag>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lags.Add(new(reader.GetString(0), reader.GetInt64(1), AgeOf(reader, 2)));
        }

        return new(waiting, age, oldest, lags);
    }

    private NpgsqlBatchCommand Readers()
    {
        var here = readers.All();
        return new(
            """
            SELECT reader.name, reached.last - reader.position, (
                SELECT p.at FROM platform.event_positions p WHERE p.feed_position > reader.position ORDER BY p.feed_position LIMIT 1)
            FROM (SELECT coalesce(max(feed_position), 0) AS last FROM platform.event_positions) reached,
                (SELECT consumer, feed_position FROM platform.event_cursors WHERE feed_position IS NOT NULL
                    UNION ALL SELECT * FROM unnest($1, $2)) reader (name, position)
            """)
        {
            Parameters =
            {
                new() { Value = here.Select(reader => reader.Name).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = here.Select(reader => reader.At.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
    }

    private TimeSpan AgeOf(NpgsqlDataReader reader, int column)
    {
        var age = reader.IsDBNull(column) ? TimeSpan.Zero : clock.GetUtcNow() - reader.GetFieldValue<DateTimeOffset>(column);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
