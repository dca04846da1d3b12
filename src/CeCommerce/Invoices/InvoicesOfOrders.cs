using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>The documents of many orders in one statement, as far as the caller may see them.</summary>
internal sealed class InvoicesOfOrders(CommerceDatabase database) : BatchLoader<OrderId, IReadOnlyList<Invoice>>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<IReadOnlyList<Invoice>> Load(OrderId id, Caller caller)
    {
        _caller = caller;
        return Require(id);
    }

    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<Invoice>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var invoices = _caller.Scopes.Contains(InvoiceScopes.Read)
            ? await database.Set<Invoice>().AsNoTracking().Whole().VisibleTo(_caller).Where(x => keys.Contains(x.OrderId)).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync(cancellation)
            : [];
        var byOrder = invoices.ToLookup(x => x.OrderId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<Invoice>)[.. byOrder[key]]);
    }
}
