using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What buyers and operators do with an order after it was placed.</summary>
internal sealed class OrderService(OrderActs acts, OrderProgress progress, OrderClosing closing, ShipmentService shipments, ArrivalService arrivals)
{
    /// <summary>Before payment the order just ends; after it the money goes back, until the item is handed over.</summary>
    public Task<Outcome<Order>> CancelAsync(OrderAct act, string? reason, CancellationToken cancellationToken) => closing.CloseAsync(
        new(act, "cancelOrder", reason), order => order.State == OrderState.Paid ? OrderState.RefundPending : OrderState.Cancelled, cancellationToken);

    /// <summary>The operator gives the money of a paid order back; not after the hand-over.</summary>
    public Task<Outcome<Order>> RefundAsync(OrderAct act, string? reason, CancellationToken cancellationToken) =>
        closing.CloseAsync(new(act, "refundOrder", reason), _ => OrderState.RefundPending, cancellationToken);

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

    internal static bool TooLong(string? text, int limit) => text is not null && (text.Length > limit || !StorableText.Is(text));
}
