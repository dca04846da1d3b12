using Medallion.Threading.Postgres;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>
/// Sessions of their own, for what lasts as long as a session does: LISTEN, and locks held by name. They lie beside the pool, so that nothing
/// of them is found by a request, and go straight to PostgreSQL where the pool goes through PgBouncer (CECOMMERCE_DATABASE_DIRECT).
/// </summary>
public sealed class DirectDatabase(NpgsqlDataSource pool, string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public NpgsqlDataSource Source { get; } = DatabaseSources.Unpooled(connectionString);

    /// <summary>
    /// A name that one process has to itself until disposed; waits as long as another has it. The database drops it the moment the process is
    /// gone, so a killed one holds up nobody.
    /// </summary>
    public async Task<IAsyncDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(name, cancellationToken);
        while (true)
        {
            if (await named.TryAcquireAsync(TimeSpan.Zero, cancellationToken) is { } held)
            {
                return held;
            }

            // Asked again and again: a statement that waits for the lock keeps a snapshot, for which a migration that builds an index concurrently waits.
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>As <see cref="LockAsync"/>; null when another process has it.</summary>
    public async Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken cancellationToken) =>
        await (await NamedAsync(name, cancellationToken)).TryAcquireAsync(TimeSpan.Zero, cancellationToken);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>The key is PostgreSQL's own hash of the name, as servers before this library took it: both see each other during an update.</summary>
    private async Task<PostgresDistributedLock> NamedAsync(string name, CancellationToken cancellationToken)
    {
        await using var hash = pool.CreateCommand("SELECT hashtextextended($1, 11)");
        hash.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var key = (long)(await hash.ExecuteScalarAsync(cancellationToken))!;
        return new(new PostgresAdvisoryLockKey(key), Source);
    }
}
