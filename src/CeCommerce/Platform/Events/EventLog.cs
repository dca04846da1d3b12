using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Reads the event log in the order that <see cref="EventSequencer"/> gave it. Positions become visible in their order, so nothing can
/// appear behind a reader.
/// </summary>
public sealed class EventLog(NpgsqlDataSource database)
{
    // Line by line: joined freely, the planner takes the limit for a tenth of the log and reads all of it.
    internal const string ReadSql =
        """
        SELECT p.feed_position, e.kind, e.subject_id, e.operator_id, e.data::text, e.at,
            e.sequence, coalesce(e.subject_kind, platform.subject_kind_of(e.kind)), e.audience, e.client_id, e.version, e.changed
        FROM (SELECT * FROM platform.event_positions WHERE feed_position > $1 ORDER BY feed_position LIMIT $2) p
            CROSS JOIN LATERAL (SELECT * FROM platform.events WHERE sequence = p.sequence AND at = p.at LIMIT 1) e
        ORDER BY p.feed_position
        """;

    /// <summary>The next lines after <paramref name="after"/>, oldest first; empty when the reader has caught up.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventPosition after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReadSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<LoggedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(Line(reader));
        }

        return lines;
    }

    /// <summary>The last position given; a reader that starts here sees all that is committed later.</summary>
    public async Task<EventPosition> SettledAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT coalesce(max(feed_position), 0) FROM platform.event_positions");
        return new((long)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    private static LoggedEvent Line(NpgsqlDataReader reader) => new(
        new(reader.GetInt64(0)), reader.GetString(1), reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetGuid(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5))
    {
        Sequence = reader.GetInt64(6),
        SubjectKind = reader.GetString(7),
        Audience = Enum.Parse<EventAudience>(reader.GetString(8)),
        ClientId = reader.IsDBNull(9) ? null : reader.GetString(9),
        Version = reader.GetInt32(10),
        Changed = reader.GetFieldValue<string[]>(11),
    };
}
