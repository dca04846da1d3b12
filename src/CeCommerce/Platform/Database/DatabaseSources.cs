using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>What the product wants of a connection where whoever runs it has not said otherwise in the connection string.</summary>
internal static class DatabaseSources
{
    /// <summary>Two servers and a command fit into PostgreSQL's default of 100 connections; a request waits for one rather than being refused.</summary>
    private const int PoolSize = 40;

    /// <summary>More than the product has statements that come often; each costs a session some tens of kilobytes, and the one not used for longest makes room.</summary>
    private const int PreparedStatements = 150;

    /// <summary>A statement that came once may never come again.</summary>
    private const int UsesBeforePreparing = 2;

    /// <summary>How often a silent session asks whether the server is still there; a firewall may have forgotten it.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The pool that requests and workers share. Statements stay prepared, and nothing is reset when a connection comes back: no code may leave
    /// anything in a pooled session, be it a setting, a lock or a temporary table, that outlives its transaction.
    /// </summary>
    public static NpgsqlDataSource Pooled(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "cecommerce" };
        Default(builder, "Maximum Pool Size", PoolSize);
        Default(builder, "Max Auto Prepare", PreparedStatements);
        Default(builder, "Auto Prepare Min Usages", UsesBeforePreparing);
        Default(builder, "No Reset On Close", true);
        return builder.Build();
    }

    /// <summary>Sessions that are opened and closed one by one, for locks and notifications: the database's own types are not read for them.</summary>
    public static NpgsqlDataSource Unpooled(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "cecommerce direct" };
        builder.ConnectionStringBuilder.Pooling = false;
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        Default(builder, "Keepalive", (int)Heartbeat.TotalSeconds);
        return builder.Build();
    }

    private static void Default(NpgsqlDataSourceBuilder builder, string keyword, object value)
    {
        if (!builder.ConnectionStringBuilder.ShouldSerialize(keyword))
        {
            builder.ConnectionStringBuilder[keyword] = value;
        }
    }
}
