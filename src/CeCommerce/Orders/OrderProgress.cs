using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// Moves an order with its history and event, and gives the item back where the move ends the sale. Part of the caller's
/// transaction, which saves.
/// </summary>
internal sealed class OrderProgress(CommerceDatabase database, Claims claims, ListingService listings, TimeProvider clock)
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
        if (to is OrderState.Cancelled or OrderState.PaymentFailed or OrderState.Refunded)
        {
            await GiveBackAsync(order, by.Caller, now, cancellationToken);
        }

        return moved;
    }

    /// <summary>After a refused payment the item stays with the buyer for what is left of their hold; otherwise it is free at once.</summary>
    private async Task GiveBackAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.State == OrderState.PaymentFailed && order.HoldExpiresAt > now)
        {
            var hold = new Claim(order.ClaimId, order.ItemId, ClaimKind.Hold, order.HoldId.Value, order.PlacedAt, order.HoldExpiresAt);
            await claims.ChangeAsync(hold, now, cancellationToken);
        }
        else
        {
            await claims.EndAsync(order.ClaimId, now, cancellationToken);
        }

        var listing = await database.Set<Listing>()
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .SingleAsync(x => x.Id == order.ListingId, cancellationToken);
        listings.TakeBack(by, listing);
    }
}

/// <summary>Who moves an order, in which part, and why.</summary>
internal sealed record OrderMover(Caller Caller, OrderActor Actor, string? Why = null)
{
    public static readonly OrderMover System = new(Caller.System, OrderActor.System);
}
