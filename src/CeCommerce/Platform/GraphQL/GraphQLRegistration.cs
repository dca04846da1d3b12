using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Platform.GraphQL;

/// <summary>How features and the host add GraphQL.</summary>
public static class GraphQLRegistration
{
    /// <summary>Adds a feature's part of the schema; may be called by every feature, in any order.</summary>
    public static IServiceCollection AddGraphQLParts(this IServiceCollection services, Action<GraphQLParts> add)
    {
        add(PartsOf(services));
        return services;
    }

    private static GraphQLParts PartsOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(GraphQLParts))?.ImplementationInstance is GraphQLParts known)
        {
            return known;
        }

        var parts = new GraphQLParts();
        services.AddSingleton(parts);
        AddSettings(services);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallerReader, TokenCallers>();
        services.AddSingleton<CommerceSchema>().AddScoped<NodeLoader>();
        services.AddSingleton<DocumentTexts>().AddSingleton<DocumentCache>().AddSingleton<CostBuckets>().AddSingleton<Occupancy>();
        services.AddSingleton<OperationTelemetry>().AddSingleton<OperationRunner>().AddSingleton<StrategyByKind>().AddSingleton<StreamStrategy>();
        services.AddSingleton<HttpTransport>().AddSingleton<EventStreamTransport>().AddSingleton<WebSocketTransport>().AddSingleton<SocketServices>();
        return parts;
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.TryAddSingleton(provider => GraphQLSettings.Read(provider.GetService<IConfiguration>()).Try(out var settings, out var error)
            ? settings
            : throw new StartRefused(error));
        services.TryAddSingleton(provider => provider.GetRequiredService<GraphQLSettings>().Limits);
        services.TryAddSingleton(provider => provider.GetRequiredService<GraphQLSettings>().TrustedDocuments);
        services.TryAddSingleton<ITrustedDocuments>(provider => new TrustedDocumentFolder(Path.Combine(
            provider.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory,
            provider.GetRequiredService<TrustedDocumentSettings>().Folder)));
    }
}
