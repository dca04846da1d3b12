using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Payments.Saved;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>With what of their buyer's many purchases were paid, for that buyer alone, in two statements.</summary>
internal sealed class SavedMethodsOfPurchases(CommerceDatabase database) : BatchLoader<PurchaseId, SavedMethod>
{
    private Caller _caller = Caller.Anonymous;

    /// <summary>Null without the scope by which they are read anywhere else.</summary>
    public IDataLoaderResult<SavedMethod?>? Of(Order order, Caller caller)
    {
        _caller = caller;
        return PayerOwner.Of(caller) is not null && caller.Scopes.Contains(SavedMethodScopes.Read) ? Load(order.PurchaseId) : null;
    }

    protected override async Task<IReadOnlyDictionary<PurchaseId, SavedMethod>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation)
    {
        var purchases = keys.Select(key => key.Value).ToList();
        var charges = await database.Set<Payment>().AsNoTracking()
            .Where(payment => payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId) && payment.Captured && !payment.PaidOtherwise && payment.Saved != null)
            .Select(payment => new { payment.PurposeId, payment.Saved })
            .ToListAsync(cancellation);
        var named = charges.ToDictionary(charge => PurchaseId.From(charge.PurposeId), charge => TypedId.Parse<SavedMethodId>(charge.Saved!.Id));
        var ids = named.Values.Distinct().ToList();
        var methods = ids is [] ? [] : await database.Set<SavedMethod>().AsNoTracking().OwnedBy(_caller).Where(method => ids.Contains(method.Id)).ToDictionaryAsync(method => method.Id, cancellation);
        return named.Where(one => methods.ContainsKey(one.Value)).ToDictionary(one => one.Key, one => methods[one.Value]);
    }
}
