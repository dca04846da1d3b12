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
        var placed = await database.Set<OrderLine>().AsNoTracking()
            .Where(line => keys.Contains(line.HoldId))
            .OrderBy(line => line.OrderId)
            .Select(line => new { line.HoldId, line.OrderId })
            .ToListAsync(cancellation);
        return placed.GroupBy(line => line.HoldId).ToDictionary(lines => lines.Key, lines => (OrderId?)lines.Last().OrderId);
    }
}
