using CeCommerce.Checkout;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>The last order over each of many holds in one statement: for what Checkout shows of a hold without knowing orders.</summary>
internal sealed class OrdersOfHolds(CommerceDatabase database) : BatchLoader<HoldId, OrderId?>
{
    protected override async Task<IReadOnlyDictionary<HoldId, OrderId?>> LoadAsync(IReadOnlyCollection<HoldId> keys, CancellationToken cancellation)
    {
        var placed = await database.Set<Order>().AsNoTracking()
            .Where(order => keys.Contains(order.HoldId))
            .OrderBy(order => order.Id)
            .Select(order => new { order.HoldId, order.Id })
            .ToListAsync(cancellation);
        return placed.GroupBy(order => order.HoldId).ToDictionary(orders => orders.Key, orders => (OrderId?)orders.Last().Id);
    }
}
