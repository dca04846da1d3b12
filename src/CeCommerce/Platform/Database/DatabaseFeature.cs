using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Registers the database.</summary>
internal static class DatabaseFeature
{
    /// <summary>Two servers and a command fit into PostgreSQL's default of 100 connections; a request waits for one rather than being refused.</summary>
    private const int PoolSize = 40;

    public static IServiceCollection AddCommerceDatabase(this IServiceCollection services, Func<string> connectionString)
    {
        services.AddSingleton(_ => Source(connectionString()));
        services.AddDbContextPool<CommerceDatabase>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }

    private static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "cecommerce" };
        if (!builder.ConnectionStringBuilder.ShouldSerialize("Maximum Pool Size"))
        {
            builder.ConnectionStringBuilder.MaxPoolSize = PoolSize;
        }

        return builder.Build();
    }

    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) => options
        .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migrations", "platform"))
        .UseSnakeCaseNamingConvention();
}
