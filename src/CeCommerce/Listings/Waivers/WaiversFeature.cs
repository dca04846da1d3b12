using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Waivers;

/// <summary>Registers waivers.</summary>
internal static class WaiversFeature
{
    public static IServiceCollection AddWaivers(this IServiceCollection services) => services
        .AddWaiverScopes()
        .AddEventKinds(WaiverEvents.Kinds)
        .AddScoped<WaiverService>()
        .AddScoped<WaiversById>()
        .AddGraphQLParts(parts => parts
            .Queries<WaiverQueries>()
            .Mutations<WaiverMutations>()
            .Type<Waiver, WaiverGraphType>()
            .Node<Waiver, WaiverId>(FindAsync, ListingScopes.Read)
            .Error<WaiverNotFound>()
            .Error<WaiverEnded>()
            .Error<WaivedAlready>()
            .Error<WaiversBusy>()
            .Error<WaiverEvidenceInvalid>()
            .Error<WaiverValueInvalid>()
            .Error<ClauseUnknown>()
            .Error<ClauseNotWaivable>());

    /// <summary>With what readers of a waiver ask next.</summary>
    public static IQueryable<Waiver> Whole(this IQueryable<Waiver> waivers) => waivers
        .Include(x => x.Operator)
        .Include(x => x.Listing).ThenInclude(x => x!.Operator)
        .Include(x => x.Listing).ThenInclude(x => x!.Item);

    private static async Task<IReadOnlyDictionary<WaiverId, Waiver>> FindAsync(IReadOnlyCollection<WaiverId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Waiver>().AsNoTracking().Whole().VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
