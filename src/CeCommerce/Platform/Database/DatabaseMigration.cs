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

    /// <summary>Leaves the database as it is.</summary>
    /// <exception cref="StartRefused">The database is of another version of the product.</exception>
    public static async Task RequireAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Database.GetMigrations().ToList();
        var applied = await AppliedAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        if (known.Except(applied).Count() is > 0 and var missing)
        {
            throw new StartRefused(new DatabaseOlder(missing));
        }

        if (applied.Except(known).Count() is > 0 and var unknown)
        {
            throw new StartRefused(new DatabaseNewer(unknown));
        }
    }

    private static async Task<bool> IsCurrentAsync(NpgsqlDataSource source, CommerceDatabase database, CancellationToken cancellationToken) =>
        !database.Database.GetMigrations().Except(await AppliedAsync(source, cancellationToken)).Any();

    /// <summary>Two cheap statements at every start instead of the migrator with its locks.</summary>
    private static async Task<string[]> AppliedAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var exists = source.CreateCommand("SELECT to_regclass('platform.migrations') IS NOT NULL");
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return [];
        }

        await using var applied = source.CreateCommand("SELECT array_agg(migration_id) FROM platform.migrations");
        return await applied.ExecuteScalarAsync(cancellationToken) as string[] ?? [];
    }
}

/// <summary>A command that changes nothing met a database that an older version of the product made, or none did yet.</summary>
/// <param name="Missing">How many changes of its shape it lacks.</param>
public sealed record DatabaseOlder(int Missing) : UserError("CECOMMERCE_DATABASE")
{
    public override string Code => "DATABASE_OLDER";

    public override LocalText Message => new(
        $"データベースはこのプログラムより古い版のものです（未適用の変更 {Missing} 件）。このコマンドはデータベースを変更しません。その版のプログラムで実行するか、migrate で更新してから実行してください。",
        $"The database is of an older version than this program ({Missing} change(s) of it are missing), and this command changes nothing. Run it with the program of that version, or bring the database up to date with migrate first.");
}

/// <summary>A command that changes nothing met a database that a newer version of the product made.</summary>
/// <param name="Unknown">How many changes of its shape this program does not know.</param>
public sealed record DatabaseNewer(int Unknown) : UserError("CECOMMERCE_DATABASE")
{
    public override string Code => "DATABASE_NEWER";

    public override LocalText Message => new(
        $"データベースはこのプログラムより新しい版のものです（このプログラムの知らない変更 {Unknown} 件）。その版のプログラムで実行してください。",
        $"The database is of a newer version than this program, which does not know {Unknown} change(s) of it. Run the program of that version.");
}
