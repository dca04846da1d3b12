using CeCommerce.Payments;

namespace CeCommerce.Orders;

/// <summary>The payments of orders. Part of the caller's transaction, which saves.</summary>
internal sealed class OrderMoney(PaymentIntents payments)
{
    /// <summary>The kind of purpose that an order is.</summary>
    public const string Purpose = "order";

    public Payment Begin(Order order) => payments.Begin(
        new(Purpose, order.Id.Value, order.Id.ToString()),
        new(order.PaymentMethod, order.Total, [new(order.OperatorId, order.Total.Amount)], order.ClientId, order.PaymentDueAt));

    /// <summary>The payment of an order; begun now where a server of the version before placed the order.</summary>
    public async Task<Payment> OfAsync(Order order, CancellationToken cancellationToken) =>
        await payments.FindAsync(Purpose, order.Id.Value, cancellationToken) ?? Begin(order);

    /// <summary>The order's money is not wanted any more.</summary>
    public async Task ReleaseAsync(Order order, CancellationToken cancellationToken) => payments.Release(await OfAsync(order, cancellationToken));
}
