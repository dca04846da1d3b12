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
        Topic = Topic.OfSubject(orderId.Value),
        IsWanted = IsOfOrders,
        Viewers = ViewersLike(caller),
        Read = (services, _, cancellation) => services.GetRequiredService<CommerceDatabase>().Set<Order>().AsNoTracking().VisibleTo(caller)
            .SingleOrDefaultAsync(x => x.Id == orderId, cancellation),
    };

    /// <summary>
    /// Every move of every order of the operator; for an app in its own name, which names no consumer, of every order that was placed through
    /// it; for the platform of all. Of moves of one order that follow each other quickly the last may come alone. What happened while nobody
    /// listened is found in `orders`. Ends with `SUBSCRIPTION_FELL_BEHIND` when a thousand orders wait to be taken.
    /// </summary>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = BuyingScopes.Read, Apps = true)]
    public static IAsyncEnumerable<OrderChange> OrdersChangedAsync(Caller caller, [FromServices] EventListeners listeners) => new Changes<OrderChange>(listeners)
    {
        Topic = caller switch
        {
            { Role: Role.Platform } => Topic.Everything,
            { OperatorId: { } tenant } => Topic.OfOperator(tenant),
            { ClientId: { } app } => Topic.OfApp(app),
            _ => throw new ArgumentOutOfRangeException(nameof(caller)),
        },
        IsWanted = IsOfOrders,
        Viewers = ViewersLike(caller),
        Read = (_, line, _) => Task.FromResult<OrderChange?>(OrderChange.Of(line)),
    };

    /// <summary>What is sent may show the listing beside the order.</summary>
    private static string ViewersLike(Caller caller) => $"{OrderVisibility.ViewersLike(caller)} {ListingVisibility.ViewersLike(caller)}";

    private static bool IsOfOrders(string kind) => kind.StartsWith(OrderEvents.Prefix, StringComparison.Ordinal);
}
