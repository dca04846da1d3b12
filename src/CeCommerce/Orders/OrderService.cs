using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What is done to an order: which, by whom, with which idempotency key.</summary>
internal sealed record OrderAct(Caller Caller, OrderId OrderId, string IdempotencyKey);

/// <summary>What buyers and operators do with an order after it was placed.</summary>
internal sealed class OrderService(
    CommerceDatabase database, AtomicChanges changes, OrderProgress progress, OrderSettlements settlements, OrderClock clock)
{
    public const int ReasonLength = 500;
    public const int CarrierLength = 100;

    /// <summary>Before payment the order just ends; after it the money goes back, until the item is handed over.</summary>
    public Task<Outcome<Order>> CancelAsync(OrderAct act, string? reason, CancellationToken cancellationToken) => CloseAsync(
        act, "cancelOrder", reason, order => order.State == OrderState.Paid ? OrderState.RefundPending : OrderState.Cancelled, cancellationToken);

    /// <summary>The operator gives the money of a paid order back; not after the hand-over.</summary>
    public Task<Outcome<Order>> RefundAsync(OrderAct act, string? reason, CancellationToken cancellationToken) =>
        CloseAsync(act, "refundOrder", reason, _ => OrderState.RefundPending, cancellationToken);

    public Task<Outcome<Order>> HandOverAsync(OrderAct act, string? carrier, string? trackingNumber, CancellationToken cancellationToken)
    {
        if (TooLong(carrier, CarrierLength) || TooLong(trackingNumber, CarrierLength))
        {
            return Task.FromResult<Outcome<Order>>(new OrderTextTooLong(CarrierLength, "input"));
        }

        return ActAsync(
            act,
            "handOver",
            new { order = act.OrderId.ToString(), carrier, trackingNumber },
            async (order, by) =>
            {
                var moved = await progress.MoveAsync(order, OrderState.HandedOver, by, cancellationToken);
                if (moved.Error is null)
                {
                    order.HandOver(carrier, trackingNumber, clock.Now, clock.Now + clock.Settings.CompletionTime);
                }

                return moved;
            },
            cancellationToken);
    }

    public Task<Outcome<Order>> CompleteAsync(OrderAct act, CancellationToken cancellationToken) => ActAsync(
        act,
        "completeOrder",
        new { order = act.OrderId.ToString() },
        (order, by) => progress.MoveAsync(order, OrderState.Completed, by, cancellationToken),
        cancellationToken);

    private async Task<Outcome<Order>> CloseAsync(
        OrderAct act, string operation, string? reason, Func<Order, OrderState> to, CancellationToken cancellationToken)
    {
        if (TooLong(reason, ReasonLength))
        {
            return new OrderTextTooLong(ReasonLength, "input", "reason");
        }

        var closed = await ActAsync(
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

    private Task<Outcome<Order>> ActAsync(
        OrderAct act, string operation, object content, Func<Order, OrderMover, Task<Outcome<Order>>> change, CancellationToken cancellationToken) =>
        changes.OnceAsync(
            new(act.Caller, operation, act.IdempotencyKey, content),
            async () =>
            {
                var order = await database.Set<Order>().VisibleTo(act.Caller).SingleOrDefaultAsync(x => x.Id == act.OrderId, cancellationToken);
                if (order is null || OrderVisibility.ActorOf(act.Caller) is not { } actor)
                {
                    return new OrderNotFound(act.OrderId.ToString(), "input", "orderId");
                }

                var changed = await change(order, new(act.Caller, actor));
                return changed.Error is OrderMoveRefused refused ? refused with { At = ["input", "orderId"] } : changed;
            },
            order => order.Id.ToString(),
            name => FindAgainAsync(act.Caller, name, cancellationToken),
            cancellationToken);

    private Task<Order> FindAgainAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<OrderId>(name);
        return database.Set<Order>().VisibleTo(caller).SingleAsync(order => order.Id == id, cancellationToken);
    }

    private static bool TooLong(string? text, int limit) => text is not null && (text.Length > limit || text.Contains('\0', StringComparison.Ordinal));
}
