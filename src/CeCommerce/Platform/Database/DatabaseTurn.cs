using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>
/// One process at a time brings the database up to date: those that start together take turns, and each later one finds the work done.
/// A lock of the session, so that a killed process holds up nobody.
/// </summary>
internal sealed class DatabaseTurn : IAsyncDisposable
{
    private const long Key = 0x63656361;

    private readonly NpgsqlConnection _session;

    private DatabaseTurn(NpgsqlConnection session) => _session = session;

    /// <summary>Waits for the turn as long as another process takes.</summary>
    public static async Task<DatabaseTurn> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var turn = new DatabaseTurn(await source.OpenConnectionAsync(cancellationToken));
        try
        {
            await turn.AskAsync("SELECT pg_advisory_lock($1)", cancellationToken);
            return turn;
        }
        catch
        {
            await turn._session.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing alone would return the session to the pool with its lock.
        await using (_session)
        {
            await AskAsync("SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    private async Task AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _session) { CommandTimeout = 0, Parameters = { new NpgsqlParameter<long> { TypedValue = Key } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
