using CeCommerce.Platform.Events;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Registers the database, its event log and the idempotency desk.</summary>
internal static class DatabaseFeature
{
    /// <summary>Two servers and a command fit into PostgreSQL's default of 100 connections; a request waits for one rather than being refused.</summary>
    private const int PoolSize = 40;

    public static IServiceCollection AddCommerceDatabase(this IServiceCollection services, Func<string> connectionString)
    {
        services.AddSingleton(_ => Source(connectionString()));
        services.AddDbContextPool<CommerceDatabase>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped<IdempotencyDesk>();
        services.AddScoped<IdempotencyMemory>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventTurns>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<EventBroadcast>();
        return services;
    }

    /// <summary>What only a serving process does: reading the log, and forgetting old idempotency keys.</summary>
    public static IServiceCollection AddDatabaseWorkers(this IServiceCollection services) => services
        .AddHostedService<IdempotencyCare>()
        .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
        .AddHostedService(provider => provider.GetRequiredService<EventBroadcast>());

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
