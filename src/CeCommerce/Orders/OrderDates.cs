using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What happens to an order when its date has come. Part of the caller's transaction, which saves.</summary>
internal sealed class OrderDates(OrderProgress progress, Deliveries deliveries, ReturnService returns, OrderClock clock)
{
    public const string Unpaid = "payment deadline";
    public const string Unshipped = "not shipped in time";

    /// <summary>What the order's date says; refused when the payment has come, or the date has moved, since the list was made.</summary>
    public async Task<Outcome<Order>> MoveAsync(Order order, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        switch (order.State)
        {
            case OrderState.PaymentPending or OrderState.AwaitingPayment when order.PaymentDueAt <= now:
                order.Because(Unpaid);
                return await progress.MoveAsync(order, OrderState.Cancelled, OrderMover.System with { Why = Unpaid }, cancellationToken);
            case OrderState.Paid or OrderState.HandedOver or OrderState.Delivered when order.LinesDueAt <= now:
                return await returns.ByDateAsync(order, cancellationToken);
            case OrderState.Paid when order.ShipBy <= now:
                order.Because(Unshipped);
                return await progress.MoveAsync(order, OrderState.RefundPending, OrderMover.System with { Why = Unshipped }, cancellationToken);
            case OrderState.HandedOver when order.TimeLeft is null && order.DeliveredAtLatest <= now:
                var delivered = await deliveries.DeliverByDateAsync(order, cancellationToken);
                return delivered.Error is null && order.CompletesAt <= now ? await CompleteAsync(order, cancellationToken) : delivered;
            case OrderState.HandedOver or OrderState.Delivered when order.CompletesAt <= now:
                return await CompleteAsync(order, cancellationToken);
            default:
                return new OrderMoveRefused(order.Id, order.State, order.State, []);
        }
    }

    private Task<Outcome<Order>> CompleteAsync(Order order, CancellationToken cancellationToken) =>
        progress.MoveAsync(order, OrderState.Completed, OrderMover.System with { Why = "no objection after hand-over" }, cancellationToken);
}
