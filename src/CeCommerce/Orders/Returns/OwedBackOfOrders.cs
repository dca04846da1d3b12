using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>Money of many purchases that is owed back to their buyers, oldest first, in one statement.</summary>
internal sealed class OwedBackOfOrders(CommerceDatabase database) : BatchLoader<PurchaseId, IReadOnlyList<LooseMoney>>
{
    /// <summary>As many receipts of one payer are asked for at the processor.</summary>
    private const int Most = 100;

    public IDataLoaderResult<IReadOnlyList<LooseMoney>> Of(Order order) => Require(order.PurchaseId);

    protected override async Task<IReadOnlyDictionary<PurchaseId, IReadOnlyList<LooseMoney>>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation)
    {
        var purchases = keys.Select(key => key.Value).ToList();
        var owed = await (
            from payment in database.Set<Payment>().AsNoTracking()
            where payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId)
            join money in database.Set<LooseMoney>().AsNoTracking() on payment.Id equals money.PaymentId
            where money.Reason != null
            orderby money.ReceivedAt, money.Id
            select new { payment.PurposeId, money }).ToListAsync(cancellation);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<LooseMoney>)[.. owed.Where(one => one.PurposeId == key.Value).Select(one => one.money).Take(Most)]);
    }
}
