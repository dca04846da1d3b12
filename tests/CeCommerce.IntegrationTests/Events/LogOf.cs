using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>Writes lines as this and earlier versions do, and reads what became of them, on a database without a server.</summary>
internal sealed class LogOf(string connectionString) : IAsyncDisposable
{
    /// <summary>Word for word what the version before feed positions sends.</summary>
    public const string OldInsert = "INSERT INTO platform.events (kind, subject_id, operator_id, data, at) VALUES ($1, $2, $3, '{}', now()) RETURNING sequence";

    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(connectionString);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public EventSequencer Sequencer() => new(Source);

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        Fill(command, values);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        Fill(command, values);
        await command.ExecuteNonQueryAsync(Stop);
    }

    /// <summary>Writes one line in the connection's transaction and answers its sequence.</summary>
    public static async Task<long> WriteAsync(NpgsqlConnection connection, Guid? operatorId = null, string kind = "listing.changed")
    {
        await using var command = new NpgsqlCommand(OldInsert, connection);
        Fill(command, kind, Guid.CreateVersion7(), (object?)operatorId ?? DBNull.Value);
        command.Parameters[2].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    public async Task<long> WriteAsync(Guid? operatorId = null, string kind = "listing.changed")
    {
        await using var connection = await Source.OpenConnectionAsync(Stop);
        return await WriteAsync(connection, operatorId, kind);
    }

    /// <summary>A line as a restored dump brings it: of a transaction of another cluster.</summary>
    public Task<long> RestoredAsync(ulong transaction, Guid? operatorId = null) => AskAsync<long>(
        $"INSERT INTO platform.events (kind, subject_id, operator_id, data, at, xid) VALUES ('listing.changed', gen_random_uuid(), $1, '{{}}', now(), '{transaction}') RETURNING sequence",
        operatorId ?? Guid.Empty);

    /// <summary>Turns until all these lines have their position, however long other databases of the cluster hold them back.</summary>
    public async Task<List<LoggedEvent>> ReadAsync(EventSequencer sequencer, EventPosition after, params long[] wanted)
    {
        for (var tries = 0; ; tries++)
        {
            await sequencer.CatchUpAsync(Stop);
            var seen = await AllAsync(after);
            if (wanted.All(sequence => seen.Exists(line => line.Sequence == sequence)))
            {
                return seen;
            }

            Assert.True(tries < 400, "The lines were never settled.");
            await Task.Delay(25, Stop);
        }
    }

    /// <summary>Everything behind that position, in reading order.</summary>
    public async Task<List<LoggedEvent>> AllAsync(EventPosition after)
    {
        var (log, seen) = (new EventLog(Source), new List<LoggedEvent>());
        for (var lines = await log.ReadAsync(after, 100, Stop); lines.Count > 0; lines = await log.ReadAsync(seen[^1].Position, 100, Stop))
        {
            seen.AddRange(lines);
        }

        return seen;
    }

    public Task<EventPosition> EndAsync() => new EventLog(Source).SettledAsync(Stop);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static void Fill(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
    }
}
