using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Execution;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Listings as they change, whichever server process changed them.</summary>
internal sealed class ListingSubscriptions
{
    /// <summary>One listing as it is after each of its changes; of changes that follow each other faster than they are taken, the last. Ends when it may no
    /// longer be seen.</summary>
    /// <param name="id">`lst_…`.</param>
    [Public]
    public static IAsyncEnumerable<Listing> ListingChanged(ListingId id, Caller caller, [FromServices] EventListeners listeners) => new Changes<Listing>(listeners)
    {
        Topic = Topic.OfSubject(id.Value),
        IsWanted = kind => kind.StartsWith(ListingEvents.Prefix, StringComparison.Ordinal),
        Viewers = ListingVisibility.ViewersLike(caller),
        Read = async (services, _, cancellation) => await services.GetRequiredService<CommerceDatabase>().Set<Listing>().AsNoTracking().WithItemAndOperator()
            .VisibleTo(await services.AsOfNowAsync(caller, cancellation)).SingleOrDefaultAsync(x => x.Id == id, cancellation),
        EndsUnseen = true,
    };
}
