using System.Globalization;

namespace CeCommerce.Platform.Database.Embedded;

/// <summary>What <c>postmaster.pid</c> and the process table say about a cluster.</summary>
internal enum PostmasterState
{
    /// <summary>No process serves this data directory, whatever stale files say.</summary>
    Down,

    /// <summary>A process is starting, recovering or stopping: wait.</summary>
    Busy,

    /// <summary>It accepts connections.</summary>
    Ready,
}

/// <summary>The server process of one cluster directory.</summary>
internal sealed class Postmaster(PostgresBinaries binaries, PostgresAccount account, string cluster)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private string Data => Path.Combine(cluster, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private string Log => Path.Combine(cluster, "postgres.log");

    public PostmasterState State()
    {
        var lines = PidLines();
        if (lines.Length == 0 || !IsPostmaster(lines[0]))
        {
            return PostmasterState.Down;
        }

        // The eighth line is the status: starting, ready, stopping.
        return lines.Length > 7 && lines[7].Trim() == "ready" ? PostmasterState.Ready : PostmasterState.Busy;
    }

    /// <summary>Makes sure that the cluster accepts connections; answers null, or the server's own words why it does not.</summary>
    public async Task<string?> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < s_patience)
        {
            var state = await SettleAsync(cancellationToken);
            if (state != PostmasterState.Down)
            {
                return state == PostmasterState.Ready ? null : NoAnswer();
            }

            RemoveStaleFiles();
            if (await LaunchAsync(settings, cancellationToken) is not { } failure)
            {
                return null;
            }

            // After a kill -9 of the postmaster its last children need a moment to notice and let go of the shared memory.
            if (!failure.Contains("shared memory block", StringComparison.Ordinal))
            {
                return failure;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        return NoAnswer();
    }

    /// <summary>Ends all sessions, writes a checkpoint (unless <paramref name="discard"/>) and waits until the process is gone.</summary>
    public async Task StopAsync(bool discard, CancellationToken cancellationToken)
    {
        await account.RunAsync(binaries.PgCtl, ["stop", "-D", Data, "-m", discard ? "immediate" : "fast", "-W"], cluster, "", cancellationToken);
        await SettleAsync(cancellationToken, PostmasterState.Ready);
    }

    private async Task<PostmasterState> SettleAsync(CancellationToken cancellationToken, PostmasterState alsoWaitIn = PostmasterState.Busy)
    {
        var since = TimeProvider.System.GetTimestamp();
        var state = State();
        while ((state == PostmasterState.Busy || state == alsoWaitIn) && TimeProvider.System.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(s_pause, cancellationToken);
            state = State();
        }

        return state;
    }

    private async Task<string?> LaunchAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var logged = File.Exists(Log) ? new FileInfo(Log).Length : 0;
        var arguments = settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
        using var process = account.Launch(binaries.Postgres, ["-D", Data, .. arguments], cluster, Log);
        while (State() != PostmasterState.Ready)
        {
            if (process.HasExited)
            {
                return LogSince(logged);
            }

            await Task.Delay(s_pause, cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// A number in a stale pid file may by now be somebody else's process, which PostgreSQL cannot tell from a running server; we
    /// hold the gate and have looked at that process, so we can. Data are safe: shared memory is keyed by the directory's inode.
    /// </summary>
    private void RemoveStaleFiles()
    {
        File.Delete(PidFile);
        File.Delete(Path.Combine(cluster, ".s.PGSQL.5432.lock"));
    }

    private bool IsPostmaster(string pid)
    {
        if (!int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        try
        {
            return File.ReadAllText($"/proc/{number}/cmdline").Split('\0').Contains(Data);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string[] PidLines()
    {
        try
        {
            return File.ReadAllLines(PidFile);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private string NoAnswer() => $"no answer within {s_patience.TotalSeconds:F0} seconds; see {Log}";

    private string LogSince(long position)
    {
        using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = Math.Min(position, stream.Length);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
