using CeCommerce.Items;
using CeCommerce.Passports.Valuation;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What completed orders say of prices: units that were sold for good, at the whole price.</summary>
internal sealed class ModelSalesOfOrders(CommerceDatabase database) : IModelSales
{
    private const int Batch = 500;

    public async Task<ModelSales> AfterAsync(SalePosition position, CancellationToken cancellationToken)
    {
        var ids = await database.Database.SqlQuery<Guid>(
            $"""
            SELECT id AS "Value" FROM orders.orders
            WHERE handed_over_at IS NOT NULL AND (handed_over_at, id) > ({position.HandedOverAt.ToUniversalTime()}, {position.Id}) AND state = 'Completed'
            ORDER BY handed_over_at, id LIMIT {Batch}
            """).ToListAsync(cancellationToken);
        OrderId[] wanted = [.. ids.Select(OrderId.From)];
        var orders = await database.Set<Order>().AsNoTracking().Where(order => wanted.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancellationToken);
        var sold = orders.Values.SelectMany(order => order.Lines.Where(IsSale).Select(line => (Order: order, Line: line))).ToList();
        var units = await UnitsAsync([.. sold.Select(sale => new Moment(sale.Line.ItemId.Value, sale.Order.PlacedAt))], cancellationToken);
        return new(
            [.. sold.Select(sale => SaleOf(sale.Order, sale.Line, units))],
            wanted.Length < Batch ? null : new(orders[wanted[^1]].HandedOverAt!.Value, ids[^1]));
    }

    private static bool IsSale(OrderLine line) =>
        line is { EndedAt: null, RefundedAmount: 0, Price: { Currency: Money.Yen, Amount: > 0 } } && line.Snapshot.Kind != ListingKind.Sharing;

    /// <summary>The words of the contract, and the facts that were on record when it was made.</summary>
    private static ModelSale SaleOf(Order order, OrderLine line, Dictionary<Moment, PastItem> units)
    {
        var unit = units[new(line.ItemId.Value, order.PlacedAt)];
        var asSold = unit with { Description = unit.Description with { Model = line.Snapshot.Model, Condition = line.Snapshot.Condition } };
        return new($"order-line:{order.Id}:{line.Number}", line.ItemId, asSold, line.Price.Amount, order.PlacedAt);
    }

    private async Task<Dictionary<Moment, PastItem>> UnitsAsync(Moment[] asked, CancellationToken cancellationToken)
    {
        var versions = await database.VersionsAsync<ItemVersion>(asked, cancellationToken);
        ItemId[] ids = [.. asked.Select(one => ItemId.From(one.SubjectId)).Distinct()];
        var items = await database.Set<Item>().AsNoTracking().Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id.Value, cancellationToken);
        return asked.Distinct().ToDictionary(one => one, one => versions.TryGetValue(one, out var version) ? version.Content : items[one.SubjectId].AsPast());
    }
}
