namespace CeCommerce.Platform.Database.Embedded;

/// <summary>
/// Who uses a cluster, kept by the kernel as file locks, so that a killed process counts as gone at once: the <em>gate</em> is held
/// while somebody starts or stops the cluster, and <em>users</em> is held, shared, by everyone who uses it. Whoever closes it last
/// finds nobody else there and stops the cluster.
/// </summary>
internal sealed class ClusterLease(string directory) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private readonly string _gate = Path.Combine(directory, "gate.lock");
    private readonly string _users = Path.Combine(directory, "users.lock");
    private FileStream? _use;

    /// <summary>Waits until nobody else starts or stops the cluster; dispose the answer to let the next one in.</summary>
    public async Task<IDisposable> EnterGateAsync(CancellationToken cancellationToken)
    {
        var waitingSince = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryOpen(_gate, FileAccess.ReadWrite, FileShare.None) is { } gate)
            {
                return gate;
            }

            if (TimeProvider.System.GetElapsedTime(waitingSince) > s_patience)
            {
                throw new IOException($"another process has held {_gate} for {s_patience.TotalSeconds:F0} seconds");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    /// <summary>Counts this process as a user until <see cref="LeaveAsLast"/> or the end of the process; call inside the gate.</summary>
    public void Join() => _use ??= TryOpen(_users, FileAccess.Read, FileShare.Read)
        ?? throw new IOException($"{_users} is locked by a program that is not CeCommerce");

    /// <summary>No longer a user; true when nobody else is. Call inside the gate.</summary>
    public bool LeaveAsLast()
    {
        Dispose();
        using var alone = TryOpen(_users, FileAccess.Read, FileShare.None);
        return alone is not null;
    }

    public void Dispose()
    {
        _use?.Dispose();
        _use = null;
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
