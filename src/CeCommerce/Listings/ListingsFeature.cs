using CeCommerce.Items.Acts;
using CeCommerce.Listings.Demo;
using CeCommerce.Listings.Oversight;
using CeCommerce.Listings.Shelf;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Standards;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Registers listings.</summary>
internal static class ListingsFeature
{
    public static IServiceCollection AddListings(this IServiceCollection services) => services
        .AddListingScopes()
        .AddEventKinds(ListingEvents.Kinds)
        .AddSingleton<ShelfClock>()
        .AddScoped<ListingService>()
        .AddScoped<ListingDraftService>()
        .AddScoped<ItemDescriptionService>()
        .AddScoped<IFollowItems, ListingsOfItem>()
        .AddScoped<ShelfReview>()
        .AddScoped<RecallReview>()
        .AddScoped<ShelfPasses>()
        .AddScoped<ShelfChanges>()
        .AddScoped<ShelfLooks>()
        .AddScoped<ShelfRows>()
        .AddScoped<ListingReviews>()
        .AddScoped<ShelfImpact>()
        .AddScoped<DemoListings>()
        .AddScoped<DemoWorkshop>()
        .AddScoped<PricesOfListings>()
        .AddScoped<RecordsOfLeases>()
        .AddScoped<CompliancesAsOf>()
        .AddScoped<CompliancesKnownNow>()
        .AddScoped<InputsAsOf>()
        .AddScoped<CompliancesOfOperators>()
        .AddScoped<DeadlinesOfOperators>()
        .AddScoped<TrendsOfOperators>()
        .AddScoped<VerdictsOfListings>()
        .AddScoped<InputsOfVerdicts>()
        .AddGraphQLParts(parts => parts
            .Queries<ListingQueries>()
            .Mutations<ListingMutations>()
            .Subscriptions<ListingSubscriptions>()
            .Type<Listing, ListingGraphType>()
            .Type<PriceChange, PriceChangeGraphType>()
            .Type<LeaseDisclosureRecord, LeaseDisclosureRecordGraphType>()
            .Type<ShelfPass, ShelfPassGraphType>()
            .Type<Compliance, ComplianceGraphType>()
            .Type<ComplianceFinding, ComplianceFindingGraphType>()
            .Type<StoredAssessment, VerdictGraphType>()
            .Extend<Listing>(VerdictGraphType.AddTo)
            .Extend<Operator>(AddCompliance)
            .Node<Listing, ListingId>(FindAsync)
            .Error<ListingNotFound>()
            .Error<ListingMoveRefused>()
            .Error<ListingSuspended>()
            .Error<ListingClosed>()
            .Error<StandardsNotMet>()
            .Error<ListingValueInvalid>()
            .Error<ListingChangedMeanwhile>());

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddListingWorkers(this IServiceCollection services) => services.AddHostedService<ShelfWorker>().AddHostedService<RecallWorker>();

    private static async Task<IReadOnlyDictionary<ListingId, Listing>> FindAsync(IReadOnlyCollection<ListingId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);

    private static void AddCompliance(ObjectGraphType<Operator> graph) => graph.Field<CommerceObjectType<OperatorCompliance>>("compliance")
        .Description("How its listings on the shelf stand with the rules; null to others than the operator itself and those who audit it, with `compliance:read`.")
        .Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform)
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesInside(field.Source.Id.Value, StandardsFeature.ComplianceRead)
            ? field.RequestServices!.GetRequiredService<CompliancesOfOperators>().Require(field.Source.Id)
            : null);

    /// <summary>One join for what nearly every reader of a listing asks next.</summary>
    public static IQueryable<Listing> WithItemAndOperator(this IQueryable<Listing> listings) => listings.Include(x => x.Item).Include(x => x.Operator);
}
