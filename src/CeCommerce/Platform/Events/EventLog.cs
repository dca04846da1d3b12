using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Reads the event log in an order that is safe against transactions that commit out of order: only lines whose
/// transaction is older than every transaction still running are handed out, so nothing can appear behind a reader.
/// </summary>
public sealed class EventLog(NpgsqlDataSource database)
{
    /// <summary>The channel that a trigger on the log notifies at commit.</summary>
    internal const string Channel = "cecommerce_events";

    /// <summary>The next lines after <paramref name="after"/>, oldest first; empty when the reader has caught up.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventPosition after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT xid, sequence, kind, subject_id, operator_id, data::text, at
            FROM platform.events
            WHERE (xid, sequence) > ($1, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY xid, sequence
            LIMIT $3
            """);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = after.Transaction, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Sequence });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<LoggedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(new(
                new(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)),
                reader.GetString(2),
                reader.GetGuid(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetGuid(4),
                reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return lines;
    }

    /// <summary>The last line that concerns that tenant; null when there is none.</summary>
    public async Task<EventPosition?> LastOfAsync(Guid operatorId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT xid, sequence FROM platform.events WHERE operator_id = $1 ORDER BY xid DESC, sequence DESC LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = operatorId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)) : null;
    }

    /// <summary>The position before which everything is settled; a reader that starts here sees all that comes later.</summary>
    public async Task<EventPosition> SettledAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT pg_snapshot_xmin(pg_current_snapshot())");
        var xmin = (ulong)(await command.ExecuteScalarAsync(cancellationToken))!;
        return new(xmin - 1, long.MaxValue);
    }
}
