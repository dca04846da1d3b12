using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What buyers of many purchases have to do to pay, in one statement; nothing any more once the money is not wanted.</summary>
internal sealed class ActionsOfPurchases(CommerceDatabase database) : BatchLoader<PurchaseId, BuyerAction>
{
    protected override async Task<IReadOnlyDictionary<PurchaseId, BuyerAction>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation)
    {
        var purchases = keys.Select(key => key.Value).ToList();
        var actions = await database.Set<Payment>().AsNoTracking()
            .Where(payment => payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId) && payment.Wanted == WantedOfMoney.Charge && payment.Action != null)
            .Select(payment => new { payment.PurposeId, payment.Action })
            .ToListAsync(cancellation);
        return actions.ToDictionary(found => PurchaseId.From(found.PurposeId), found => found.Action!);
    }
}
