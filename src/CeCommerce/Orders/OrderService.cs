using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What buyers and operators do with an order after it was placed.</summary>
internal sealed class OrderService(OrderActs acts, OrderProgress progress, OrderSettlements settlements, ShipmentService shipments, ArrivalService arrivals)
{
    public const int ReasonLength = 500;

    /// <summary>Before payment the order just ends; after it the money goes back, until the item is handed over.</summary>
    public Task<Outcome<Order>> CancelAsync(OrderAct act, string? reason, CancellationToken cancellationToken) => CloseAsync(
        act, "cancelOrder", reason, order => order.State == OrderState.Paid ? OrderState.RefundPending : OrderState.Cancelled, cancellationToken);

    /// <summary>The operator gives the money of a paid order back; not after the hand-over.</summary>
    public Task<Outcome<Order>> RefundAsync(OrderAct act, string? reason, CancellationToken cancellationToken) =>
        CloseAsync(act, "refundOrder", reason, _ => OrderState.RefundPending, cancellationToken);

    /// <summary>As shipping, with fewer words; a number that no carrier could have given is taken as it is.</summary>
    public Task<Outcome<Order>> HandOverAsync(OrderAct act, Dispatch dispatch, CancellationToken cancellationToken) =>
        ShipmentService.TooLong(dispatch) is { } refused
            ? Task.FromResult<Outcome<Order>>(refused)
            : acts.DoAsync(
                act,
                "handOver",
                dispatch.Serials is null
                    ? new { order = act.OrderId.ToString(), carrier = dispatch.Carrier, trackingNumber = dispatch.TrackingNumber }
                    : (object)new { order = act.OrderId.ToString(), dispatch },
                (order, by) => shipments.DispatchAsync(order, by, dispatch, cancellationToken),
                cancellationToken);

    public Task<Outcome<Order>> CompleteAsync(OrderAct act, CancellationToken cancellationToken) => CompleteAsync(act, null, cancellationToken);

    /// <summary>With what the buyer says to each point of the checklist; null when they were not asked.</summary>
    public Task<Outcome<Order>> CompleteAsync(OrderAct act, IReadOnlyList<ArrivalAnswerInput>? answers, CancellationToken cancellationToken) => acts.DoAsync(
        act,
        "completeOrder",
        answers is null ? new { order = act.OrderId.ToString() } : (object)new { order = act.OrderId.ToString(), answers },
        (order, by) => answers is null ? progress.MoveAsync(order, OrderState.Completed, by, cancellationToken) : arrivals.CompleteAsync(order, by, answers, cancellationToken),
        cancellationToken);

    private async Task<Outcome<Order>> CloseAsync(
        OrderAct act, string operation, string? reason, Func<Order, OrderState> to, CancellationToken cancellationToken)
    {
        if (TooLong(reason, ReasonLength))
        {
            return new OrderTextTooLong(ReasonLength, "input", "reason");
        }

        var closed = await acts.DoAsync(
            act,
            operation,
            new { order = act.OrderId.ToString(), reason },
            (order, by) =>
            {
                order.Because(reason);
                return progress.MoveAsync(order, to(order), by with { Why = reason }, cancellationToken);
            },
            cancellationToken);

        // What was decided stands; the processor hears of it now, or from the sweep when it cannot be reached.
        return closed.Try(out var order, out _) && order.State is OrderState.Cancelled or OrderState.RefundPending ? await settlements.ReleaseAsync(order, cancellationToken) : closed;
    }

    internal static bool TooLong(string? text, int limit) => text is not null && (text.Length > limit || text.Contains('\0', StringComparison.Ordinal));
}
