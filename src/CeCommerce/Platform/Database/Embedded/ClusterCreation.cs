namespace CeCommerce.Platform.Database.Embedded;

/// <summary>Makes a new cluster; it appears under its final name only when it is complete, so a kill half-way leaves nothing to repair.</summary>
internal sealed class ClusterCreation(PostgresAccount account, string cluster)
{
    public string Cluster => cluster;

    private string Data => Path.Combine(cluster, "data");

    /// <summary>Major version that wrote the data, e.g. <c>15</c>; null when there are none yet.</summary>
    public string? ExistingVersion()
    {
        var version = Path.Combine(Data, "PG_VERSION");
        return File.Exists(version) ? File.ReadAllText(version).Trim() : null;
    }

    public async Task<PostgresDidNotStart?> EnsureAsync(PostgresBinaries binaries, bool durable, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Data))
        {
            return null;
        }

        var unfinished = Data + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        string[] arguments = ["-D", unfinished, "-U", "cecommerce", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"];
        var made = await account.RunAsync(binaries.InitDb, durable ? arguments : [.. arguments, "--no-sync"], cluster, "", cancellationToken);
        if (made.Failed)
        {
            return new PostgresDidNotStart("initdb", made.Output);
        }

        string[] single = durable ? ["--single", "-D", unfinished, "postgres"] : ["--single", "-F", "-D", unfinished, "postgres"];
        var filled = await account.RunAsync(binaries.Postgres, single, cluster, "CREATE DATABASE cecommerce\n", cancellationToken);
        if (filled.Failed || filled.Output.Contains("ERROR:", StringComparison.Ordinal))
        {
            return new PostgresDidNotStart("create database", filled.Output);
        }

        Directory.Move(unfinished, Data);
        return null;
    }
}
