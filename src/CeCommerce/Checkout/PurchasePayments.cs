using CeCommerce.Payments;

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
}
