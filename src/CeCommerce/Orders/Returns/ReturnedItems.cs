using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>Who has a unit whose money went back: the operator where it was returned, to inspect and offer it again; otherwise its buyer. Part of the caller's transaction, which saves.</summary>
internal sealed class ReturnedItems(CommerceDatabase database, Claims claims, ItemCustody custody, ListingService listings, OrderClock clock)
{
    public async Task PassAsync(Order order, OrderLine line, bool toOperator, CancellationToken cancellationToken)
    {
        if (!toOperator)
        {
            await custody.GiveToBuyerAsync(order.ClaimOf(line), order.OperatorId, clock.Now, cancellationToken);
        }
        else if (await claims.EndAsync(order.ClaimOf(line), clock.Now, cancellationToken))
        {
            var listing = await database.Set<Listing>().Include(x => x.Operator).Include(x => x.Item).ThenInclude(x => x.Serials).AsSingleQuery()
                .SingleAsync(x => x.Id == line.ListingId, cancellationToken);
            listings.Return(Caller.System, listing);
        }
    }
}
