using CeCommerce.Items.Acts;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Registers listings.</summary>
internal static class ListingsFeature
{
    public static IServiceCollection AddListings(this IServiceCollection services) => services
        .AddListingScopes()
        .AddEventKinds(ListingEvents.Kinds)
        .AddScoped<ListingService>()
        .AddScoped<ListingDraftService>()
        .AddScoped<IFollowItems, ListingsOfItem>()
        .AddScoped<ShelfReview>()
        .AddScoped<DemoListings>()
        .AddScoped<PricesOfListings>()
        .AddScoped<RecordsOfLeases>()
        .AddGraphQLParts(parts => parts
            .Queries<ListingQueries>()
            .Mutations<ListingMutations>()
            .Subscriptions<ListingSubscriptions>()
            .Type<Listing, ListingGraphType>()
            .Type<PriceChange, PriceChangeGraphType>()
            .Type<LeaseDisclosureRecord, LeaseDisclosureRecordGraphType>()
            .Type<Compliance, ComplianceGraphType>()
            .Type<ComplianceFinding, ComplianceFindingGraphType>()
            .Node<Listing, ListingId>(FindAsync)
            .Error<ListingNotFound>()
            .Error<ListingMoveRefused>()
            .Error<ListingSuspended>()
            .Error<ListingClosed>()
            .Error<StandardsNotMet>()
            .Error<ListingValueInvalid>()
            .Error<ListingChangedMeanwhile>());

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddListingWorkers(this IServiceCollection services) => services.AddHostedService<ShelfWorker>();

    private static async Task<IReadOnlyDictionary<ListingId, Listing>> FindAsync(IReadOnlyCollection<ListingId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);

    /// <summary>One join for what nearly every reader of a listing asks next.</summary>
    public static IQueryable<Listing> WithItemAndOperator(this IQueryable<Listing> listings) => listings.Include(x => x.Item).Include(x => x.Operator);
}
