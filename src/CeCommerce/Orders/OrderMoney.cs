using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>The money of orders: the payment of their purchase. Part of the caller's transaction, which saves.</summary>
internal sealed class OrderMoney(CommerceDatabase database, PaymentIntents payments, OpenDisputes disputes, IEnumerable<IFollowRefund> followers)
{
    public Task<Payment?> FindAsync(Order order, CancellationToken cancellationToken) => payments.FindAsync(Purchase.Purpose, order.PurchaseId.Value, cancellationToken);

    /// <summary>While the buyer's bank has the money nothing is given back, and nobody has earned it; null when it does not.</summary>
    public Task<PaymentDisputed?> DisputeAsync(Order order, CancellationToken cancellationToken) => disputes.OfAsync(Purchase.Purpose, order.PurchaseId.Value, cancellationToken);

    /// <summary>The payment of an order; begun now where a server of a version before payments had purposes placed the order.</summary>
    public async Task<Payment> OfAsync(Order order, CancellationToken cancellationToken) =>
        await FindAsync(order, cancellationToken)
        ?? payments.Begin(
            new(Purchase.Purpose, order.PurchaseId.Value, Purchase.NameOf(order.PurchaseId)),
            new(order.PaymentMethod, order.Total, [new(order.OperatorId, order.Total.Amount)], order.ClientId, order.PaymentDueAt));

    /// <summary>The order's money is not wanted any more: its part goes back, and what else there is with the last order of the purchase.</summary>
    public async Task ReleaseAsync(Order order, CancellationToken cancellationToken)
    {
        var payment = await OfAsync(order, cancellationToken);
        if (order.State == OrderState.PaymentFailed || payment.Shares.Count == 1 || await IsLastAsync(order, cancellationToken))
        {
            payments.Release(payment);
            return;
        }

        payments.GiveBack(payment, new(order.OperatorId, order.Total.Amount), order.Id.Value);
    }

    /// <summary>Part of the order's money goes back, for a cause of its own.</summary>
    public async Task GiveBackAsync(Order order, GivenBack back, CancellationToken cancellationToken)
    {
        payments.GiveBack(await OfAsync(order, cancellationToken), new(order.OperatorId, back.OfLine.Amount + back.OfOrder.Amount), back.Cause);
        foreach (var follower in followers)
        {
            await follower.DecidedAsync(order, back, cancellationToken);
        }
    }

    private async Task<bool> IsLastAsync(Order order, CancellationToken cancellationToken) =>
        (await database.Set<Order>().Where(x => x.PurchaseId == order.PurchaseId).ToListAsync(cancellationToken)).TrueForAll(other => other.Id == order.Id || other.State.IsOver());
}
