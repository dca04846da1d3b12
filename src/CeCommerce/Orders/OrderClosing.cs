using CeCommerce.Orders.Words;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>Ends an order before the hand-over, in the words of whoever does it.</summary>
internal sealed class OrderClosing(CommerceDatabase database, WordedActs acts, OrderProgress progress, OrderSettlements settlements)
{
    public const int ReasonLength = 500;

    /// <param name="closing">What is asked for.</param>
    /// <param name="to">Where it goes from where it stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<Order>> CloseAsync(Closing closing, Func<Order, OrderState> to, CancellationToken cancellationToken)
    {
        var (act, operation, reason) = closing;
        if (OrderService.TooLong(reason, ReasonLength))
        {
            return new OrderTextTooLong(ReasonLength, "input", "reason");
        }

        var closed = await acts.DoAsync(
            new(act, operation, new { order = act.OrderId.ToString(), reason = (string?)null }, reason),
            async (order, by, words) =>
            {
                if (words is { } text)
                {
                    database.Add(OrderReason.Of(order.Id, text));
                }

                return await progress.MoveAsync(order, to(order), by, cancellationToken);
            },
            cancellationToken);

        // What was decided stands; the processor hears of it now, or from the sweep when it cannot be reached.
        return closed.Try(out var order, out _) && order.State is OrderState.Cancelled or OrderState.RefundPending ? await settlements.ReleaseAsync(order, cancellationToken) : closed;
    }
}

/// <param name="Act">Which order, by whom.</param>
/// <param name="Operation">Its name for the idempotency key.</param>
/// <param name="Reason">Null or empty for none.</param>
internal sealed record Closing(OrderAct Act, string Operation, string? Reason);
