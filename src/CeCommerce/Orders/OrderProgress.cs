using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>
/// Moves an order on, whoever asks for it: its history and event, what becomes of the item, and whether its money is still wanted. Part of the caller's
/// transaction, which saves.
/// </summary>
internal sealed class OrderProgress(CommerceDatabase database, SoldItems items, OrderMoney money, IEnumerable<IFollowOrder> followers, TimeProvider clock)
{
    public async Task<Outcome<Order>> MoveAsync(Order order, OrderState to, OrderMover by, CancellationToken cancellationToken)
    {
        if (to is OrderState.Completed or OrderState.RefundPending && await money.DisputeAsync(order, cancellationToken) is { } disputed)
        {
            return disputed;
        }

        var (old, now) = (order.State, clock.GetUtcNow());
        var moved = order.Move(to, by.Actor, now);
        if (moved.Error is not null)
        {
            return moved;
        }

        database.Record(order, by.Caller, old, now, by.Why);
        if (to == OrderState.HandedOver)
        {
            await items.HandOverAsync(order, by.Caller, cancellationToken);
        }

        if (to == OrderState.Completed)
        {
            await items.GiveToBuyerAsync(order, now, cancellationToken);
        }

        if (to.IsBack())
        {
            await items.GiveBackAsync(order, by.Caller, now, cancellationToken);
        }

        if (to is OrderState.Cancelled or OrderState.PaymentFailed or OrderState.RefundPending)
        {
            await money.ReleaseAsync(order, cancellationToken);
        }

        foreach (var follower in followers)
        {
            await follower.MovedAsync(order, by.Caller, now, cancellationToken);
        }

        return moved;
    }
}

/// <summary>Who moves an order, in which part, and why.</summary>
internal sealed record OrderMover(Caller Caller, OrderActor Actor, string? Why = null)
{
    public static readonly OrderMover System = new(Caller.System, OrderActor.System);
}
