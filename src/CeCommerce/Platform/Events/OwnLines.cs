using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>Finds where a tenant's last line stands, for a reader that must have read it before it answers that tenant.</summary>
internal sealed class OwnLines(NpgsqlDataSource database, EventSequencer sequencer)
{
    /// <summary>Transactions of one tenant that commit at the same time may end in another order than they wrote.</summary>
    private const int AtOnce = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// The position of the last line that concerns that tenant, asking for one when it has none yet; null when there is no line, or
    /// when an older transaction keeps it waiting for longer than <paramref name="patience"/>.
    /// </summary>
    public async Task<EventPosition?> LastAsync(Guid operatorId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (position, waiting) = await FindAsync(operatorId, cancellationToken);
            if (!waiting)
            {
                return position;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return null;
            }

            if (await sequencer.TurnAsync(cancellationToken) is { Given: 0 })
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private async Task<(EventPosition? Last, bool Waiting)> FindAsync(Guid operatorId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT max(position), coalesce(bool_or(position IS NULL), false)
            FROM (SELECT sequence FROM platform.events WHERE operator_id = $1 ORDER BY sequence DESC LIMIT $2) own
            CROSS JOIN LATERAL (SELECT (SELECT p.feed_position FROM platform.event_positions p WHERE p.sequence = own.sequence) AS position) given
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = operatorId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AtOnce });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.IsDBNull(0) ? null : new(reader.GetInt64(0)), reader.GetBoolean(1));
    }
}
