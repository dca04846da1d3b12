using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Lines that a logical dump brought from another cluster: their transactions were counted there. One whose number this cluster has not
/// reached is visible all the same, so it is settled; the others are found as ever. Afterwards the mark counts in this cluster.
/// </summary>
internal sealed class OtherClusterLines(NpgsqlDataSource database)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private string? _origin;
    private long? _looked;

    /// <summary>The cluster's own name; null when the database user may not ask for it.</summary>
    public async Task<string?> OriginAsync(CancellationToken cancellationToken)
    {
        if (_looked is { } looked && TimeProvider.System.GetElapsedTime(looked) < LookAgain)
        {
            return _origin;
        }

        try
        {
            await using var command = database.CreateCommand("SELECT (pg_control_system()).system_identifier::text");
            _origin = (string?)await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            _origin = null;
        }

        _looked = TimeProvider.System.GetTimestamp();
        return _origin;
    }

    /// <summary>Gives the next of them their positions; with the last of them the mark becomes one of this cluster.</summary>
    public async Task<int> GiveAsync(NpgsqlConnection connection, SequencerMark mark, string? origin, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO platform.event_positions (feed_position, sequence, at)
            SELECT $1 + row_number() OVER (ORDER BY xid, sequence), sequence, at
            FROM (
                SELECT e.xid, e.sequence, e.at FROM platform.events e
                WHERE e.xid >= pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT EXISTS (SELECT FROM platform.event_positions p WHERE p.sequence = e.sequence)
                ORDER BY e.xid, e.sequence
                LIMIT $2) lines
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark.Position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var given = await command.ExecuteNonQueryAsync(cancellationToken);
        if (given < limit)
        {
            await AdoptAsync(connection, mark, origin, cancellationToken);
        }

        return given;
    }

    /// <summary>A mark that counted elsewhere starts over: lines that have their position are passed by.</summary>
    private static async Task AdoptAsync(NpgsqlConnection connection, SequencerMark mark, string? origin, CancellationToken cancellationToken)
    {
        var counted = mark.IsAhead || mark.Origin is not null;
        await using var command = new NpgsqlCommand("UPDATE platform.event_sequencer SET xid = $1, sequence = $2, origin = $3", connection);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = counted ? 0 : mark.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = counted ? 0 : mark.Sequence });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)origin ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
