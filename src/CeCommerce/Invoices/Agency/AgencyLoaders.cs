using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Agency;

/// <summary>What many operators told last of their registration, in one statement.</summary>
internal sealed class NoticesOfOperators(CommerceDatabase database) : BatchLoader<OperatorId, RegistrationNotice>
{
    protected override async Task<IReadOnlyDictionary<OperatorId, RegistrationNotice>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var notices = await database.Set<RegistrationNotice>().AsNoTracking().Where(x => keys.Contains(x.OperatorId)).ToListAsync(cancellation);
        return notices.GroupBy(notice => notice.OperatorId).ToDictionary(ofOne => ofOne.Key, ofOne => ofOne.MaxBy(notice => notice.NotifiedAt)!);
    }
}

/// <summary>The copies of many documents in one statement; none of those that their seller issued.</summary>
internal sealed class CopiesOfInvoices(CommerceDatabase database) : BatchLoader<InvoiceId, SellerCopy>
{
    protected override async Task<IReadOnlyDictionary<InvoiceId, SellerCopy>> LoadAsync(IReadOnlyCollection<InvoiceId> keys, CancellationToken cancellation) =>
        await database.Set<SellerCopy>().AsNoTracking().Where(x => keys.Contains(x.InvoiceId)).ToDictionaryAsync(x => x.InvoiceId, cancellation);
}
