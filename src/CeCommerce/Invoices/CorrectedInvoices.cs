using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>The documents that returns give back of, and those in whose stead others stand, in one statement.</summary>
internal sealed class CorrectedInvoices(CommerceDatabase database) : BatchLoader<InvoiceId, Invoice>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Invoice?> Load(InvoiceId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override async Task<IReadOnlyDictionary<InvoiceId, Invoice>> LoadAsync(IReadOnlyCollection<InvoiceId> keys, CancellationToken cancellation) =>
        await database.Set<Invoice>().AsNoTracking().Whole().VisibleTo(_caller).Where(x => keys.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
