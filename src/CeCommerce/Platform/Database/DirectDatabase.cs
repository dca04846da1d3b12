using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>
/// Sessions of their own, for what lasts as long as a session does: LISTEN, and locks held by name. They lie beside the pool, so that nothing
/// of them is found by a request, and go straight to PostgreSQL where the pool goes through PgBouncer (CECOMMERCE_DATABASE_DIRECT).
/// </summary>
public sealed class DirectDatabase(string connectionString) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = DatabaseSources.Unpooled(connectionString);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
