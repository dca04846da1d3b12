namespace CeCommerce.Platform.Database.Embedded;

/// <summary>Settings of the embedded cluster: a small machine that it shares with the server, and nobody else on it.</summary>
internal static class ClusterTuning
{
    /// <summary>So that three processes on one home cannot use up the connections of the cluster; a request that finds none waits for one.</summary>
    public const int ConnectionsOfProcess = 30;

    public static IReadOnlyDictionary<string, string> For(string socketDirectory, bool durable)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = $"\"{socketDirectory.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            ["unix_socket_permissions"] = "0700",
            ["port"] = "5432",
            ["max_connections"] = "100",
            ["shared_buffers"] = "64MB",
            ["effective_cache_size"] = "512MB",
            ["random_page_cost"] = "1.1",
            ["max_wal_size"] = "1GB",
            ["wal_compression"] = "on",
            // Short OLTP statements: compiling them costs more than running them.
            ["jit"] = "off",
            // Two cores, and many callers: a second worker for one of them is taken from another.
            ["max_parallel_workers_per_gather"] = "0",
            ["timezone"] = "UTC",
            // The log must not hold what customers typed: neither failing statements nor the values of a violated key.
            ["log_min_error_statement"] = "panic",
            ["log_error_verbosity"] = "terse",
        };
        if (!durable)
        {
            settings["fsync"] = settings["synchronous_commit"] = settings["full_page_writes"] = settings["autovacuum"] = "off";
        }

        return settings;
    }
}
