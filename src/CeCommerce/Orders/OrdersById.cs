using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>Many orders by their ids in one statement, as far as the caller may see them.</summary>
internal sealed class OrdersById(CommerceDatabase database) : BatchLoader<OrderId, Order>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Order?> Load(OrderId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override async Task<IReadOnlyDictionary<OrderId, Order>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation) =>
        await database.Set<Order>().AsNoTracking().VisibleTo(_caller).Where(order => keys.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancellation);
}
