using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>A database that ends all sessions and takes none, until this is disposed of.</summary>
internal sealed class GoneDatabase : IAsyncDisposable
{
    private readonly NpgsqlConnection _beside;
    private readonly string _name;
    private readonly string _connectionString;

    private GoneDatabase(string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        (_connectionString, _name) = (connectionString, address.Database!);
        address.Database = "postgres";
        _beside = new(address.ConnectionString);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<GoneDatabase> TakeAsync(string connectionString)
    {
        var gone = new GoneDatabase(connectionString);
        await gone._beside.OpenAsync(Stop);
        await gone.RunAsync($"ALTER DATABASE {gone._name} WITH ALLOW_CONNECTIONS false");
        await gone.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{gone._name}'");
        return gone;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"ALTER DATABASE {_name} WITH ALLOW_CONNECTIONS true");
        await _beside.DisposeAsync();

        // Those of the test itself were ended too.
        await using var own = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(own);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _beside);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
