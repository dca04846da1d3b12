using System.Runtime.CompilerServices;
using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

internal sealed class OrderSubscriptions
{
    /// <summary>
    /// The order as it stands when each of its moves is heard, on whichever server it happened: of moves that follow each other quickly the
    /// last may show twice. Silent for orders that the caller may not see.
    /// </summary>
    /// <param name="orderId">The order's identifier.</param>
    [Allow(Scope = BuyingScopes.Read)]
    public static async IAsyncEnumerable<Order> OrderChangedAsync(
        OrderId orderId,
        Caller caller,
        [FromServices] EventBroadcast events,
        [FromServices] IServiceScopeFactory scopes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var moves = events.ListenAsync(line => line.SubjectId == orderId.Value && line.Kind.StartsWith(OrderJournal.Prefix, StringComparison.Ordinal), cancellationToken);
        await foreach (var _ in moves)
        {
            await using var scope = scopes.CreateAsyncScope();
            var order = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Order>().AsNoTracking()
                .VisibleTo(caller)
                .SingleOrDefaultAsync(x => x.Id == orderId, cancellationToken);
            if (order is not null)
            {
                yield return order;
            }
        }
    }
}
