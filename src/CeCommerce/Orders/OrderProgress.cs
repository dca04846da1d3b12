using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// Moves an order with its history and event, and passes the item to the buyer, or back, where the move ends the sale. Part of the caller's
/// transaction, which saves.
/// </summary>
internal sealed class OrderProgress(CommerceDatabase database, Claims claims, ItemCustody custody, ListingService listings, TimeProvider clock)
{
    public async Task<Outcome<Order>> MoveAsync(Order order, OrderState to, OrderMover by, CancellationToken cancellationToken)
    {
        var (old, now) = (order.State, clock.GetUtcNow());
        var moved = order.Move(to, by.Actor, now);
        if (moved.Error is not null)
        {
            return moved;
        }

        database.Record(order, by.Caller, old, now, by.Why);
        if (to == OrderState.HandedOver)
        {
            await listings.HandOverAsync(by.Caller, order.ListingId, cancellationToken);
        }

        if (to == OrderState.Completed)
        {
            // The order is locked first and custody after it, as by a server of the version before, whose change a trigger completes.
            await database.Database.ExecuteSqlAsync($"SELECT FROM orders.orders WHERE id = {order.Id.Value} FOR NO KEY UPDATE", cancellationToken);
            await custody.GiveToBuyerAsync(order.AsClaim(), order.OperatorId, now, cancellationToken);
        }

        if (to is OrderState.Cancelled or OrderState.PaymentFailed or OrderState.Refunded)
        {
            await GiveBackAsync(order, by.Caller, now, cancellationToken);
        }

        return moved;
    }

    private async Task GiveBackAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var given = order.State == OrderState.PaymentFailed
            ? await LeaveToHoldAsync(order, now, cancellationToken)
            : await claims.EndAsync(order.AsClaim(), now, cancellationToken);

        // Without its claim the order has nothing that could go back on the shelf.
        if (!given)
        {
            return;
        }

        var listing = await database.Set<Listing>()
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .SingleAsync(x => x.Id == order.ListingId, cancellationToken);
        await listings.TakeBackAsync(by, listing, cancellationToken);
    }

    /// <summary>After a refused payment the item stays with the buyer for what is left of their hold.</summary>
    private async Task<bool> LeaveToHoldAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hold = await database.Set<Hold>().SingleAsync(x => x.Id == order.HoldId, cancellationToken);
        hold.Return();
        return hold.IsLive(now)
            ? (await claims.ChangeAsync(order.AsClaim(), hold.AsClaim(), now, cancellationToken)).Error is null
            : await claims.EndAsync(order.AsClaim(), now, cancellationToken);
    }
}

/// <summary>Who moves an order, in which part, and why.</summary>
internal sealed record OrderMover(Caller Caller, OrderActor Actor, string? Why = null)
{
    public static readonly OrderMover System = new(Caller.System, OrderActor.System);
}
