using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Platform.Database.Embedded;
using CeCommerce.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>
/// One PostgreSQL for the whole run, in a home of its own below the temporary directory, not durable and gone afterwards. Holds a template
/// database with every startup step applied, from which test classes get theirs (<see cref="TestDatabase"/>).
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Template = "prepared";

    private readonly TemporaryHome _home = new();
    private readonly Lazy<Task> _template;
    private EmbeddedPostgres? _postgres;

    public TestCluster() => _template = new Lazy<Task>(PrepareTemplateAsync);

    /// <summary>To the database that it began with, which nobody uses.</summary>
    public string ConnectionString => _postgres!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await TemporaryHome.SweepAsync();
        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_home.Path, Durable: false));
        _postgres = started.Try(out var postgres, out var error) ? postgres : throw new InvalidOperationException(error.Message.En);
    }

    /// <summary>Makes a new database with every migration and the demo data, and answers how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await _template.Value;
        var name = TypedId.Format("test", Guid.CreateVersion7());
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        return Named(name);
    }

    /// <summary>Makes a new database without anything in it.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = TypedId.Format("test", Guid.CreateVersion7());
        await ExecuteAsync($"CREATE DATABASE {name}");
        return Named(name);
    }

    /// <summary>Drops a database, with whoever is still connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _home.Dispose();
    }

    private async Task PrepareTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        // Before the servers that will use it begin: what is on record there is older than what they do.
        var settings = TestSettings.With(Named(Template), _home.Path, new TestClock(TestClock.Today.AddHours(-1)));
        var composition = Features.Composition;
        var services = new ServiceCollection();
        services.AddLogging();
        composition.AddServices(services, settings, () => Named(Template));
        await using (var provider = services.BuildServiceProvider())
        {
            await StartupStep.RunAllAsync(composition.Steps, provider, settings, serving: false, CancellationToken.None);
        }

        // A template must have no sessions.
        await using var pool = new NpgsqlConnection(Named(Template));
        NpgsqlConnection.ClearPool(pool);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres!.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Named(string database) => new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;
}
