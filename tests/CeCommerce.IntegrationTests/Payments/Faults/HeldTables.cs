using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>Locks tables, so that whoever writes there waits until it is disposed of.</summary>
internal sealed class HeldTables : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldTables(string connectionString) => _connection = new(connectionString);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<HeldTables> LockAsync(string connectionString, string tables, string mode)
    {
        var held = new HeldTables(connectionString);
        await held._connection.OpenAsync(Stop);
        await held._connection.BeginTransactionAsync(Stop);
        await held.AskAsync($"LOCK TABLE {tables} IN {mode} MODE");
        return held;
    }

    /// <summary>Ends when somebody waits for it, and nobody more comes for a moment.</summary>
    public async Task AwaitedAsync()
    {
        var (waiting, before) = (0L, -1L);
        await Shop.UntilAsync(async () =>
        {
            (before, waiting) = (waiting, await AskAsync("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database()"));
            await Task.Delay(200, Stop);
            return waiting > 0 && waiting == before;
        });
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<long> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteScalarAsync(Stop) as long? ?? 0;
    }
}
