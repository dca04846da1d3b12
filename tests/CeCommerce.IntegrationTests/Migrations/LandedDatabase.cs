using System.Reflection;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>
/// A database as an earlier version left it: migrated to that version's last migration, with the rows of <c>landed.sql</c> that it wrote
/// (<c>landed-rows</c> made them), and brought up to date only when the test says so.
/// </summary>
public sealed class LandedDatabase(TestCluster cluster) : IAsyncLifetime
{
    public const string LastMigration = "20261125160021_OrderUpkeep";

    private NpgsqlDataSource? _source;

    public string ConnectionString { get; private set; } = "";

    public NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(ConnectionString);

    /// <summary>One more, for a test that needs its own; not there yet.</summary>
    public LandedDatabase Another() => new(cluster);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await cluster.CreateEmptyDatabaseAsync();
        await MigrateAsync(LastMigration);
        await ExecuteAsync(await RowsAsync());
    }

    /// <summary>Brings the database to the newest migration, as a server does that starts.</summary>
    public Task MigrateAsync() => MigrateAsync(DatabaseMigration.MigrateAsync);

    /// <summary>Brings the database to that migration.</summary>
    public Task MigrateAsync(string target) => MigrateAsync((database, stop) => database.Database.MigrateAsync(target, stop));

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of all rows.</summary>
    public async Task<List<T>> ListAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            values.Add(await reader.GetFieldValueAsync<T>(0, TestContext.Current.CancellationToken));
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        await cluster.DropDatabaseAsync(ConnectionString);
    }

    private async Task MigrateAsync(Func<CommerceDatabase, CancellationToken, Task> migrate)
    {
        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, Source);
        await using var database = new CommerceDatabase(options.Options);
        await migrate(database, TestContext.Current.CancellationToken);
        await Source.ReloadTypesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> RowsAsync()
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("landed.sql")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
