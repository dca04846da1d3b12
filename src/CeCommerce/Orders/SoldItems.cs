using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>Passes what an order sells to its buyer, or back. Part of the caller's transaction, which saves.</summary>
internal sealed class SoldItems(CommerceDatabase database, Claims claims, ItemCustody custody, ListingService listings)
{
    public async Task HandOverAsync(Order order, Caller by, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines)
        {
            await listings.HandOverAsync(by, line.ListingId, cancellationToken);
        }
    }

    /// <summary>The sale is completed: the items are the buyer's.</summary>
    public async Task GiveToBuyerAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The order is locked first and custody after it, as by a server of the version before, whose change a trigger completes.
        await database.SendAsync($"SELECT FROM orders.orders WHERE id = {order.Id.Value} FOR NO KEY UPDATE", cancellationToken);
        foreach (var line in order.Lines.Where(line => line.State != LineState.Refunded))
        {
            await custody.GiveToBuyerAsync(order.ClaimOf(line), order.OperatorId, now, cancellationToken);
        }
    }

    /// <summary>The sale has ended without success.</summary>
    public async Task GiveBackAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines.Where(line => line.State != LineState.Refunded))
        {
            var claim = order.ClaimOf(line);
            var given = order.State == OrderState.PaymentFailed
                ? await LeaveToHoldAsync(line, claim, now, cancellationToken)
                : await claims.EndAsync(claim, now, cancellationToken);

            // Without its claim the line has nothing that could go back on the shelf.
            if (given)
            {
                await listings.TakeBackAsync(by, await ListingOfAsync(line, cancellationToken), cancellationToken);
            }
        }
    }

    private Task<Listing> ListingOfAsync(OrderLine line, CancellationToken cancellationToken) => database.Set<Listing>()
        .Include(x => x.Operator)
        .Include(x => x.Item).ThenInclude(x => x.Serials)
        .AsSingleQuery()
        .SingleAsync(x => x.Id == line.ListingId, cancellationToken);

    /// <summary>After a refused payment the item stays with the buyer for what is left of their hold.</summary>
    private async Task<bool> LeaveToHoldAsync(OrderLine line, Claim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hold = await database.Set<Hold>().SingleAsync(x => x.Id == line.HoldId, cancellationToken);
        hold.Return();
        return hold.IsLive(now)
            ? (await claims.ChangeAsync(claim, hold.AsClaim(), now, cancellationToken)).Error is null
            : await claims.EndAsync(claim, now, cancellationToken);
    }
}
