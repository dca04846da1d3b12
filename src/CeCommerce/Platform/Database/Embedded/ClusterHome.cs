using System.Text;

namespace CeCommerce.Platform.Database.Embedded;

/// <summary>
/// Where a cluster lies: <c>{home}/postgres</c> is ours and holds the locks; the cluster's own directory, closed to all but its
/// account, is <c>{home}/postgres/cluster</c> with <c>data</c>, the socket and <c>postgres.log</c>. When the account cannot walk to it
/// (a home below <c>/root</c>) or the socket's path is too long for the kernel, the cluster lies elsewhere and
/// <c>{home}/postgres/location</c> names the place; deleting the home then also forgets that cluster.
/// </summary>
internal sealed class ClusterHome
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string SocketName = ".s.PGSQL.5432";

    // sizeof(sockaddr_un.sun_path) less the closing zero.
    private const int LongestSocketPath = 107;

    private readonly PostgresAccount _account;

    public ClusterHome(string home, PostgresAccount account)
    {
        _account = account;
        Own = Path.Combine(home, "postgres");
        foreach (var directory in new[] { home, Own }.Where(directory => !Directory.Exists(directory)))
        {
            Directory.CreateDirectory(directory);
            File.SetUnixFileMode(directory, account.UserName is null ? Closed : Passable);
        }
    }

    /// <summary>The directory of this process' user, with the locks.</summary>
    public string Own { get; }

    /// <summary>Decides, or remembers, where the cluster is; call inside the gate.</summary>
    public string Locate()
    {
        var pointer = Path.Combine(Own, "location");
        if (File.Exists(pointer))
        {
            return File.ReadAllText(pointer).Trim();
        }

        var near = Path.Combine(Own, "cluster");
        if (IsReachable(Own) && Fits(near))
        {
            return near;
        }

        var far = Path.Combine(Elsewhere(), TypedId.Format("pg", Guid.CreateVersion7()), "cluster");
        if (!Fits(far))
        {
            throw new IOException($"the path {near} is too long for a socket, and so is {far}; choose a shorter CECOMMERCE_HOME");
        }

        File.WriteAllText(pointer, far);
        return far;
    }

    /// <summary>The directory of the cluster's account, made when it is not there yet.</summary>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        var cluster = Locate();
        if (!Directory.Exists(cluster))
        {
            var parent = Path.GetDirectoryName(cluster)!;
            Directory.CreateDirectory(parent);
            if (_account.UserName is not null && parent != Own)
            {
                File.SetUnixFileMode(parent, Passable);
                File.SetUnixFileMode(Path.GetDirectoryName(parent)!, Passable);
            }
        }

        if (!Directory.Exists(Path.Combine(cluster, "data")))
        {
            await _account.OwnAsync(cluster, cancellationToken);
        }

        return cluster;
    }

    private static bool Fits(string cluster) => Encoding.UTF8.GetByteCount(Path.Combine(cluster, SocketName)) <= LongestSocketPath;

    private bool IsReachable(string? directory)
    {
        for (; _account.UserName is not null && directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (!File.GetUnixFileMode(directory).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    private string Elsewhere() => _account.UserName is not null
        ? "/var/lib/cecommerce"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "cecommerce");
}
