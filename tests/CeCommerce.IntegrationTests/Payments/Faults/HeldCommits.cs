using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>Has every commit that settles something wait in the database, after all that it needs has been sent, until this is disposed of.</summary>
internal sealed class HeldCommits : IAsyncDisposable
{
    private const string Gate =
        """
        CREATE OR REPLACE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(-42); RETURN NULL; END $$;
        DROP TRIGGER IF EXISTS wait_at_commit ON payments.steps;
        CREATE CONSTRAINT TRIGGER wait_at_commit AFTER UPDATE ON payments.steps DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION wait_at_commit();
        """;

    private readonly NpgsqlConnection _connection;

    private HeldCommits(string connectionString) => _connection = new(connectionString);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<HeldCommits> TakeAsync(string connectionString)
    {
        var held = new HeldCommits(connectionString);
        await held._connection.OpenAsync(Stop);
        await held.AskAsync(Gate);
        await held.AskAsync("SELECT pg_advisory_lock(-42)");
        return held;
    }

    /// <summary>Ends when one waits.</summary>
    public Task AwaitedAsync() => Shop.UntilAsync(async () =>
        await AskAsync("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND l.locktype = 'advisory' AND d.datname = current_database()") > 0);

    public async ValueTask DisposeAsync()
    {
        await AskAsync("SELECT pg_advisory_unlock(-42)");
        await _connection.DisposeAsync();
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteScalarAsync(Stop) as long? ?? 0;
    }
}
