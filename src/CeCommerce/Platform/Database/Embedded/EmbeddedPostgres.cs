using System.ComponentModel;
using Npgsql;

namespace CeCommerce.Platform.Database.Embedded;

/// <summary>How an embedded cluster is kept.</summary>
/// <param name="Home">CECOMMERCE_HOME, an absolute path; the cluster lies in <c>postgres</c> below it.</param>
/// <param name="Durable">False only for tests: nothing is synced, and stopping throws away what is not yet written.</param>
public sealed record EmbeddedPostgresOptions(string Home, bool Durable = true);

/// <summary>
/// A private PostgreSQL cluster of the machine's own programs, used until disposed. Processes with the same home share it: the first
/// starts it, the last one out stops it (<see cref="ClusterLease"/>), and what a killed process left behind is found or recovered at the
/// next start. It listens on no port: only a socket in a directory that no other user can enter, which is why it asks for no password.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Name = "cecommerce";

    private readonly ClusterLease _lease;
    private readonly Postmaster _postmaster;
    private readonly bool _durable;
    private bool _released;

    private EmbeddedPostgres(ClusterLease lease, Postmaster postmaster, string directory, bool durable)
    {
        (_lease, _postmaster, _durable) = (lease, postmaster, durable);
        Directory = directory;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = directory, Port = 5432, Username = Name, Database = Name, MaxPoolSize = ClusterTuning.ConnectionsOfProcess }.ConnectionString;
    }

    /// <summary>Npgsql's form; the same for every process that shares the cluster.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the cluster lies: below the home, or elsewhere when the cluster's account cannot reach the home.</summary>
    public string Directory { get; }

    public static async Task<Outcome<EmbeddedPostgres>> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken = default)
    {
        try
        {
            var account = PostgresAccount.OfThisProcess();
            var home = new ClusterHome(options.Home, account);
            var lease = new ClusterLease(home.Own);
            using var gate = await lease.EnterGateAsync(cancellationToken);
            var started = await StartInsideGateAsync(options, home, account, lease, cancellationToken);
            if (started.Error is not null)
            {
                lease.Dispose();
            }

            return started;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new HomeUnusable(options.Home, failure.Message);
        }
        catch (Win32Exception failure)
        {
            return new PostgresDidNotStart("exec", failure.Message);
        }
    }

    /// <summary>Lets go of the cluster; it stops when nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_released)
        {
            return;
        }

        _released = true;
        using var gate = await _lease.EnterGateAsync(CancellationToken.None);
        if (_lease.LeaveAsLast())
        {
            await _postmaster.StopAsync(discard: !_durable, CancellationToken.None);
        }
    }

    private static async Task<Outcome<EmbeddedPostgres>> StartInsideGateAsync(
        EmbeddedPostgresOptions options, ClusterHome home, PostgresAccount account, ClusterLease lease, CancellationToken cancellationToken)
    {
        var creation = new ClusterCreation(account, await home.PrepareAsync(cancellationToken));
        if (PostgresBinaries.Find(Environment.GetEnvironmentVariable("PATH"), PostgresBinaries.PackagedRoot, creation.ExistingVersion()) is not { } binaries)
        {
            return new PostgresMissing();
        }

        if (await creation.EnsureAsync(binaries, options.Durable, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        lease.Join();
        var postmaster = new Postmaster(binaries, account, creation.Cluster);
        if (await postmaster.StartAsync(ClusterTuning.For(creation.Cluster, options.Durable), cancellationToken) is { } reason)
        {
            return new PostgresDidNotStart("postgres", reason);
        }

        return new EmbeddedPostgres(lease, postmaster, creation.Cluster, options.Durable);
    }
}
