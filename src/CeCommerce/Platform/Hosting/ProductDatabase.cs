using CeCommerce.Platform.Database;
using CeCommerce.Platform.Database.Embedded;
using Npgsql;

namespace CeCommerce.Platform.Hosting;

/// <summary>The database that the settings name, or the embedded one; disposing lets go of the embedded one.</summary>
internal sealed class ProductDatabase(Settings settings, bool serving) : IAsyncDisposable
{
    /// <summary>A cluster whose processes were killed reads its log before it answers; longer than that is for the operator to look at.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private Task<IUserError?>? _opening;
    private EmbeddedPostgres? _embedded;
    private string? _connectionString;

    /// <summary>Npgsql's form; known once it is open.</summary>
    public string ConnectionString => _connectionString ?? throw new InvalidOperationException("The database is not open yet.");

    /// <summary>Opens it beside the caller's own work; answers the refusal when it cannot be opened.</summary>
    public Task<IUserError?> OpenAsync(CancellationToken cancellationToken) => _opening = Task.Run(
        () => settings.Database is { } named ? OpenNamedAsync(named, cancellationToken) : StartEmbeddedAsync(cancellationToken), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_opening is not null)
        {
            // A cluster that is still coming up is let go of too; whether it came up is the opener's to hear.
            await ((Task)_opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private async Task<IUserError?> StartEmbeddedAsync(CancellationToken cancellationToken)
    {
        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(settings.Home), cancellationToken);
        if (!started.Try(out var postgres, out var error))
        {
            return error;
        }

        if (serving && !postgres.Directory.StartsWith(settings.Home, StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"The embedded PostgreSQL lies in {postgres.Directory}: its user cannot reach {settings.Home}.");
        }

        _embedded = postgres;
        return await OpenNamedAsync(postgres.ConnectionString, cancellationToken);
    }

    private async Task<IUserError?> OpenNamedAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(connectionString, cancellationToken);
            await (settings.DatabaseDirect is { } direct ? TryAsync(direct, cancellationToken) : Task.CompletedTask);
            _connectionString = connectionString;
            return null;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return new DatabaseMissing(new NpgsqlConnectionStringBuilder(connectionString).Database ?? "");
        }
        catch (NpgsqlException failure)
        {
            return new DatabaseUnreachable(failure.Message);
        }
    }

    private static async Task TryAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = DatabaseSources.Unpooled(connectionString);
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var trial = await source.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (PostgresException starting) when (starting.SqlState == PostgresErrorCodes.CannotConnectNow && TimeProvider.System.GetElapsedTime(since) < Recovery)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
