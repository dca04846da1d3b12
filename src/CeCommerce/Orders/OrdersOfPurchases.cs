using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>The orders of many purchases in one statement, as far as the caller may see them.</summary>
internal sealed class OrdersOfPurchases(CommerceDatabase database) : BatchLoader<PurchaseId, IReadOnlyList<Order>>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<IReadOnlyList<Order>> Load(PurchaseId id, Caller caller)
    {
        _caller = caller;
        return Require(id);
    }

    /// <summary>The order of a purchase with one operator, as it stands now.</summary>
    public async Task<Outcome<Order>> OnlyAsync(Outcome<PurchaseId> purchase, CancellationToken cancellationToken) => purchase.Try(out var id, out var refusal)
        ? (await database.FindAsync<Order>([OrderId.From(id.Value)], cancellationToken))!
        : Outcome<Order>.Refused(refusal);

    /// <summary>All orders of a purchase with the purchase, as they stand now.</summary>
    public Task<List<Order>> AllAsync(PurchaseId purchase, CancellationToken cancellationToken) =>
        database.Set<Order>().Include(order => order.Purchase).Where(order => order.PurchaseId == purchase).OrderBy(order => order.Id).ToListAsync(cancellationToken);

    protected override async Task<IReadOnlyDictionary<PurchaseId, IReadOnlyList<Order>>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation)
    {
        var orders = (await database.Set<Order>().AsNoTracking().VisibleTo(_caller).Where(order => keys.Contains(order.PurchaseId)).OrderBy(order => order.Id).ToListAsync(cancellation))
            .ToLookup(order => order.PurchaseId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<Order>)[.. orders[key]]);
    }
}
