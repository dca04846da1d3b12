using CeCommerce.Platform.Database.Embedded;
using Npgsql;

namespace CeCommerce.Platform.Hosting;

/// <summary>The database that the settings name, or the embedded one; disposing lets go of the embedded one.</summary>
internal sealed class ProductDatabase(string connectionString, EmbeddedPostgres? embedded) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public static async Task<Outcome<ProductDatabase>> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Database is { } named)
        {
            return await OpenNamedAsync(named, cancellationToken);
        }

        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(settings.Home), cancellationToken);
        if (!started.Try(out var postgres, out var error))
        {
            return Outcome<ProductDatabase>.Refused(error);
        }

        if (!postgres.Directory.StartsWith(settings.Home, StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"The embedded PostgreSQL lies in {postgres.Directory}: its user cannot reach {settings.Home}.");
        }

        return new ProductDatabase(postgres.ConnectionString, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    private static async Task<Outcome<ProductDatabase>> OpenNamedAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var trial = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await trial.OpenAsync(cancellationToken);
            return new ProductDatabase(connectionString, embedded: null);
        }
        catch (NpgsqlException failure)
        {
            return new DatabaseUnreachable(failure.Message);
        }
    }
}
