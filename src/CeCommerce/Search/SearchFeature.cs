using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Search.Index;

namespace CeCommerce.Search;

/// <summary>Registers the search over published listings.</summary>
internal static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<IndexSource>()
        .AddSingleton<ListingIndex>()
        .AddSingleton<IndexServers>()
        .AddEventKinds(IndexServers.Kinds)
        .AddSingleton<OperatorNames>()
        .AddScoped<ListingDocuments>()
        .AddScoped<ListingFinder>()
        .AddGraphQLParts(parts => parts.Queries<SearchQueries>());

    /// <summary>What keeps the index up to date while the server runs.</summary>
    public static IServiceCollection AddIndexFeeder(this IServiceCollection services) => services.AddHostedService<IndexFeeder>();

    /// <summary>Opens the index and brings it to where the log stands before the first search is answered.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var index = services.GetRequiredService<ListingIndex>();
        await index.OpenAsync(cancellationToken);
        await index.CatchUpAsync(cancellationToken);
    }
}
