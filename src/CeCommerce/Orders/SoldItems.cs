using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>Takes what an order sells off the shelf, and passes it to its buyer or back. Part of the caller's transaction, which saves.</summary>
internal sealed class SoldItems(CommerceDatabase database, Claims claims, ItemCustody custody, ListingService listings)
{
    /// <summary>What was held is the buyer's if they pay; why not, when the hold keeps it no longer.</summary>
    public async Task<IUserError?> ClaimAsync(Hold hold, Order order, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await claims.ChangeAsync(hold.AsClaim(), order.AsClaim(), now, cancellationToken)).Error;

    /// <summary>Once the item is claimed; a listing of it that was published before is seen here and paused, one after it is refused.</summary>
    public async Task<IUserError?> TakeOffShelfAsync(Listing listing, Caller by, CancellationToken cancellationToken)
    {
        if (listings.Sell(by, listing).Error is { } refused)
        {
            return refused;
        }

        await listings.PauseOthersAsync(by, listing, "item sold", cancellationToken);
        return null;
    }

    public Task HandOverAsync(Order order, Caller by, CancellationToken cancellationToken) => listings.HandOverAsync(by, order.ListingId, cancellationToken);

    /// <summary>The sale is completed: the item is the buyer's.</summary>
    public async Task GiveToBuyerAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The order is locked first and custody after it, as by a server of the version before, whose change a trigger completes.
        await database.Database.ExecuteSqlAsync($"SELECT FROM orders.orders WHERE id = {order.Id.Value} FOR NO KEY UPDATE", cancellationToken);
        await custody.GiveToBuyerAsync(order.AsClaim(), order.OperatorId, now, cancellationToken);
    }

    /// <summary>The sale has ended without success.</summary>
    public async Task GiveBackAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
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
