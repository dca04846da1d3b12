using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What is done to an order: which, by whom, with which idempotency key.</summary>
internal sealed record OrderAct(Caller Caller, OrderId OrderId, string IdempotencyKey);

/// <summary>Does something to an order that the caller may see, once for a key, in one transaction.</summary>
internal sealed class OrderActs(CommerceDatabase database, AtomicChanges changes)
{
    public Task<Outcome<Order>> DoAsync(
        OrderAct act, string operation, object content, Func<Order, OrderMover, Task<Outcome<Order>>> change, CancellationToken cancellationToken) =>
        changes.OnceAsync(
            new(act.Caller, operation, act.IdempotencyKey, content),
            async () =>
            {
                var order = await database.Set<Order>().VisibleTo(act.Caller).SingleOrDefaultAsync(x => x.Id == act.OrderId, cancellationToken);
                if (order is null || OrderVisibility.ActorOf(act.Caller) is not { } actor)
                {
                    return new OrderNotFound(act.OrderId.ToString(), "input", "orderId");
                }

                var changed = await change(order, new(act.Caller, actor));
                return changed.Error is OrderMoveRefused refused ? refused with { At = ["input", "orderId"] } : changed;
            },
            order => order.Id.ToString(),
            name => FindAgainAsync(act.Caller, name, cancellationToken),
            cancellationToken);

    private Task<Order> FindAgainAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<OrderId>(name);
        return database.Set<Order>().VisibleTo(caller).SingleAsync(order => order.Id == id, cancellationToken);
    }
}
