using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Registers the database.</summary>
internal static class DatabaseFeature
{
    public static IServiceCollection AddCommerceDatabase(this IServiceCollection services, Settings settings, Func<string> connectionString)
    {
        services.AddSingleton(_ => DatabaseSources.Pooled(connectionString()));
        services.AddSingleton(provider => new DirectDatabase(provider.GetRequiredService<NpgsqlDataSource>(), settings.DatabaseDirect ?? connectionString()));
        services.AddDbContextPool<CommerceDatabase>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetServices<IInterceptor>()));
        return services;
    }

    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) => options
        .UseNpgsql(source, npgsql => npgsql
            .MigrationsHistoryTable("migrations", "platform")
            .ExecutionStrategy(dependencies => new FreshSessions(dependencies, source)))
        .UseSnakeCaseNamingConvention();
}
