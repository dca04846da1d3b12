using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;

namespace CeCommerce.Checkout;

/// <summary>Passes what is heard of a purchase's payment to all that follow the purchase.</summary>
internal sealed class PurchasePayments(IEnumerable<IFollowPurchase> followers) : IFollowPayment
{
    public string Kind => Purchase.Purpose;

    public async Task LockAsync(Guid purpose, CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
        {
            await follower.LockAsync(PurchaseId.From(purpose), cancellationToken);
        }
    }

    public async Task HeardAsync(Payment payment, Charge charge, CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
        {
            await follower.HeardAsync(PurchaseId.From(payment.PurposeId), payment, charge, cancellationToken);
        }
    }

    public async Task DisputedAsync(Payment payment, DisputedMoney money, CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
        {
            await follower.DisputedAsync(PurchaseId.From(payment.PurposeId), money, cancellationToken);
        }
    }
}
