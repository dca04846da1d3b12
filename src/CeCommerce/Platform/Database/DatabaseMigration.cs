using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Brings the database to the shape of this program; one process at a time, which its caller sees to.</summary>
internal static class DatabaseMigration
{
    public static async Task ApplyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        if (await IsCurrentAsync(services.GetRequiredService<NpgsqlDataSource>(), database, cancellationToken))
        {
            return;
        }

        // A statement over many rows takes the time that it takes; cut off, it would begin anew at each start.
        database.Database.SetCommandTimeout(0);
        await database.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Two cheap statements at every start instead of the migrator with its locks.</summary>
    private static async Task<bool> IsCurrentAsync(NpgsqlDataSource source, CommerceDatabase database, CancellationToken cancellationToken)
    {
        await using var exists = source.CreateCommand("SELECT to_regclass('platform.migrations') IS NOT NULL");
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        await using var applied = source.CreateCommand("SELECT array_agg(migration_id) FROM platform.migrations");
        var known = await applied.ExecuteScalarAsync(cancellationToken) as string[] ?? [];
        return database.Database.GetMigrations().All(known.Contains);
    }
}
