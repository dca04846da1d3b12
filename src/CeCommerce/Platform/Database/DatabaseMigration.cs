using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Brings the database to the shape of this program; one process at a time, which its caller sees to.</summary>
internal static class DatabaseMigration
{
    private const int Attempts = 20;

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
        await MigrateAsync(database, cancellationToken);
    }

    /// <summary>
    /// Servers of the version before work on. Where one of them and a migration want each other's tables, PostgreSQL ends either; a migration then begins
    /// again, with those before it done.
    /// </summary>
    public static async Task MigrateAsync(CommerceDatabase database, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.Database.MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception inTheWay) when (attempt < Attempts && PassingFailure.IsCauseOf(inTheWay))
            {
                // The other one has what it wanted by now: PostgreSQL waits a second before it calls two transactions deadlocked.
            }
        }
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
