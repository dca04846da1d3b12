using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>
/// A name that one process has to itself until disposed, by an advisory lock of a database session of its own: the database drops it the
/// moment the process is gone, so a killed one holds up nobody.
/// </summary>
internal sealed class SessionLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _session;

    private SessionLock(NpgsqlConnection session) => _session = session;

    /// <summary>Waits as long as another process has it.</summary>
    public static async Task<SessionLock> WaitAsync(DirectDatabase database, string name, CancellationToken cancellationToken) =>
        (await AskAsync(database, "SELECT true FROM pg_advisory_lock(hashtextextended($1, 11))", name, cancellationToken))!;

    /// <summary>Null when another process has it.</summary>
    public static Task<SessionLock?> TryAsync(DirectDatabase database, string name, CancellationToken cancellationToken) =>
        AskAsync(database, "SELECT pg_try_advisory_lock(hashtextextended($1, 11))", name, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // PostgreSQL notices a closed session a moment later; who waits for the name need not.
        await using (_session)
        {
            try
            {
                await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _session);
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception broken) when (broken is NpgsqlException or InvalidOperationException)
            {
                // A broken session has lost its locks already.
            }
        }
    }

    private static async Task<SessionLock?> AskAsync(DirectDatabase database, string sql, string name, CancellationToken cancellationToken)
    {
        var asked = new SessionLock(await database.Source.OpenConnectionAsync(cancellationToken));
        try
        {
            await using var command = new NpgsqlCommand(sql, asked._session) { CommandTimeout = 0, Parameters = { new() { Value = name } } };
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                return asked;
            }
        }
        catch
        {
            await asked.DisposeAsync();
            throw;
        }

        await asked.DisposeAsync();
        return null;
    }
}
