using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>The money of orders: the payment of their purchase. Part of the caller's transaction, which saves.</summary>
internal sealed class OrderMoney(CommerceDatabase database, PaymentIntents payments)
{
    private static readonly OrderState[] Keeps = [.. Enum.GetValues<OrderState>().Where(state => !state.IsOver())];

    /// <summary>The payment of an order; begun now where a server of a version before payments had purposes placed the order.</summary>
    public async Task<Payment> OfAsync(Order order, CancellationToken cancellationToken) =>
        await payments.FindAsync(Purchase.Purpose, order.PurchaseId.Value, cancellationToken)
        ?? payments.Begin(
            new(Purchase.Purpose, order.PurchaseId.Value, Purchase.NameOf(order.PurchaseId)),
            new(order.PaymentMethod, order.Total, [new(order.OperatorId, order.Total.Amount)], order.ClientId, order.PaymentDueAt));

    /// <summary>The order's money is not wanted any more; the payment is released with the last of its purchase.</summary>
    public async Task ReleaseAsync(Order order, CancellationToken cancellationToken)
    {
        var payment = await OfAsync(order, cancellationToken);
        if (payment.Shares.Count == 1 || !await database.Set<Order>().AnyAsync(x => x.PurchaseId == order.PurchaseId && x.Id != order.Id && Keeps.Contains(x.State), cancellationToken))
        {
            payments.Release(payment);
        }
    }
}
