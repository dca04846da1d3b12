using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Many purchases in one statement, as far as the caller may see them.</summary>
internal sealed class PurchasesOfOrders(CommerceDatabase database) : BatchLoader<PurchaseId, Purchase>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Purchase?> Load(PurchaseId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override async Task<IReadOnlyDictionary<PurchaseId, Purchase>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation) =>
        await database.Set<Purchase>().AsNoTracking().VisibleTo(_caller).Where(purchase => keys.Contains(purchase.Id)).ToDictionaryAsync(purchase => purchase.Id, cancellation);
}
