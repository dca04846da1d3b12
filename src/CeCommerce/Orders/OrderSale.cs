using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>Makes the order of one contract: turns the holds' claims into sales and takes the listings off the shelf. Part of the purchase's transaction, which saves.</summary>
internal sealed class OrderSale(CommerceDatabase database, Claims claims, ListingService listings, LineFees fees, OrderSettings settings) : ISell
{
    public async Task<Outcome<Sold>> SellAsync(Sale sale, CancellationToken cancellationToken)
    {
        var now = sale.Purchase.PlacedAt;
        var order = Order.Place(sale, now + settings.PaymentTime);
        foreach (var (hold, line) in sale.Contract.Holds.Zip(order.Lines))
        {
            // What was held is the buyer's if they pay: the database lets one through.
            if ((await claims.ChangeAsync(hold.AsClaim(), order.ClaimOf(line), now, cancellationToken)).Error is { } lost)
            {
                return Outcome<Sold>.Refused(lost);
            }

            // Once the item is claimed a listing of it that was published before is seen here and paused, one after it is refused.
            if (listings.Sell(sale.By, hold.Listing).Error is { } refused)
            {
                return Outcome<Sold>.Refused(refused);
            }

            await listings.PauseOthersAsync(sale.By, hold.Listing, "item sold", cancellationToken);
        }

        database.Add(order);
        if (OrderDelivery.Of(order) is { } delivery)
        {
            database.Add(delivery);
        }

        await fees.FreezeAsync(order, cancellationToken);
        database.Record(order, sale.By, old: null, now);
        return new Sold(order, new(order.OperatorId, order.Total.Amount), order.PaymentDueAt);
    }
}
