using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal.Keys;
using Npgsql;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Keys in a database of their own.</summary>
public sealed class PostgresKeyStoreTests(TestCluster cluster) : KeyStoreContract
{
    private readonly List<PostgresKeyStore> _stores = [];
    private string _connectionString = "";

    public override async ValueTask InitializeAsync()
    {
        _connectionString = await cluster.CreateEmptyDatabaseAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await cluster.DropDatabaseAsync(_connectionString);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_database_of_the_product_keeps_no_keys()
    {
        var product = await cluster.CreateDatabaseAsync();
        await using (var store = new PostgresKeyStore(product))
        {
            var refused = await Assert.ThrowsAsync<KeyStoreFailure>(() => store.IdentityAsync(Stop));
            Assert.Equal(KeyTrouble.Denied, refused.Trouble);
        }

        await cluster.DropDatabaseAsync(product);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_and_so_is_a_server_that_is_silent()
    {
        await using var missing = new PostgresKeyStore(new NpgsqlConnectionStringBuilder(_connectionString) { Database = "nowhere" }.ConnectionString);
        Assert.Equal(KeyTrouble.Denied, (await Assert.ThrowsAsync<KeyStoreFailure>(() => missing.IdentityAsync(Stop))).Trouble);
        await using var silent = new PostgresKeyStore("Host=127.0.0.1;Port=1;Database=keys;Timeout=2");
        Assert.Equal(KeyTrouble.Unreachable, (await Assert.ThrowsAsync<KeyStoreFailure>(() => silent.IdentityAsync(Stop))).Trouble);
    }

    private protected override Task<IKeyStore> MakeAsync()
    {
        var store = new PostgresKeyStore(_connectionString);
        _stores.Add(store);
        return Task.FromResult<IKeyStore>(store);
    }
}
