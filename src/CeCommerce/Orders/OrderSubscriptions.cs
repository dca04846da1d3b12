using CeCommerce.Checkout;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Execution;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

internal sealed class OrderSubscriptions
{
    /// <summary>
    /// The order as it stands when each of its moves is heard, on whichever server it happened: of moves that follow each other quickly the
    /// last may show twice, or alone. Silent for orders that the caller may not see.
    /// </summary>
    /// <param name="orderId">The order's identifier.</param>
    [Allow(Scope = BuyingScopes.Read)]
    public static IAsyncEnumerable<Order> OrderChangedAsync(OrderId orderId, Caller caller, [FromServices] EventListeners listeners) => new Changes<Order>(listeners)
    {
        SubjectId = orderId.Value,
        IsWanted = kind => kind.StartsWith(OrderEvents.Prefix, StringComparison.Ordinal),
        Viewers = $"{OrderVisibility.ViewersLike(caller)} {ListingVisibility.ViewersLike(caller)}",
        Read = (services, cancellation) => services.GetRequiredService<CommerceDatabase>().Set<Order>().AsNoTracking().VisibleTo(caller)
            .SingleOrDefaultAsync(x => x.Id == orderId, cancellation),
    };
}
