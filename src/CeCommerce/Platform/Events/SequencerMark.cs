using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Platform.Events;

/// <summary>How far the sequencer has come, in transactions of one cluster.</summary>
/// <param name="Transaction">Every line of an earlier transaction has its position.</param>
/// <param name="Sequence">Within that transaction, every line up to here.</param>
/// <param name="Origin">The cluster that counts the transactions; null when it was never known.</param>
/// <param name="Position">The last position given.</param>
/// <param name="IsAhead">It lies behind no transaction of this cluster: it was restored from another one.</param>
internal sealed record SequencerMark(ulong Transaction, long Sequence, string? Origin, long Position, bool IsAhead)
{
    private const long Lock = 0x6365_6576_656E_7401;

    public bool IsOfAnotherCluster(string? origin) => IsAhead || (origin is not null && Origin != origin);

    /// <summary>Takes the turn until the transaction ends; null when another process has it.</summary>
    public static async Task<SequencerMark?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Two statements of one round trip: the second must see what the process before committed.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"SELECT pg_try_advisory_xact_lock({Lock})"),
                new(
                    """
                    SELECT xid, sequence, origin, coalesce((SELECT max(feed_position) FROM platform.event_positions), 0),
                        xid >= pg_snapshot_xmax(pg_current_snapshot())
                    FROM platform.event_sequencer
                    """),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (!reader.GetBoolean(0))
        {
            return null;
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetFieldValue<ulong>(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3), reader.GetBoolean(4));
    }

    public static async Task MoveAsync(NpgsqlConnection connection, ulong transaction, long sequence, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE platform.event_sequencer SET xid = $1, sequence = $2", connection);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
