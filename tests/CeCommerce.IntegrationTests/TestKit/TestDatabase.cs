using Npgsql;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>A fresh, migrated database for one test class: <c>IClassFixture&lt;TestDatabase&gt;</c>.</summary>
public sealed class TestDatabase(TestCluster cluster) : IAsyncLifetime
{
    private NpgsqlDataSource? _source;

    public string ConnectionString { get; private set; } = "";

    /// <summary>For SQL that a test writes by hand.</summary>
    public NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(ConnectionString);

    public async ValueTask InitializeAsync() => ConnectionString = await cluster.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        await cluster.DropDatabaseAsync(ConnectionString);
    }
}
