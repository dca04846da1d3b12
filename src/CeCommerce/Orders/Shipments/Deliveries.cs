using CeCommerce.Platform;

namespace CeCommerce.Orders.Shipments;

/// <summary>An order has come to its buyer, by whose word ever: from then on the time to check runs. Part of the caller's transaction, which saves.</summary>
internal sealed class Deliveries(OrderProgress progress, OrderClock clock)
{
    /// <summary>News that comes late leaves the buyer this long at least.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromDays(1);

    /// <param name="order">Which.</param>
    /// <param name="at">When it came; taken as now when that lies ahead, and as the dispatch when before it.</param>
    /// <param name="word">By whose word.</param>
    /// <param name="by">Who says so here.</param>
    public async Task<Outcome<Order>> DeliverAsync(Order order, DateTimeOffset at, DeliveryWord word, OrderMover by, CancellationToken cancellationToken)
    {
        var moved = await progress.MoveAsync(order, OrderState.Delivered, by, cancellationToken);
        if (moved.Error is null)
        {
            var came = Between(order.HandedOverAt ?? at, at, clock.Now);
            order.Deliver(came, word, Latest(came + clock.CheckTimeOf(order), clock.Now + AtLeast), clock.Now);
        }

        return moved;
    }

    /// <summary>Nobody said so: what was promised when it was shipped stands.</summary>
    public async Task<Outcome<Order>> DeliverByDateAsync(Order order, CancellationToken cancellationToken)
    {
        var moved = await progress.MoveAsync(order, OrderState.Delivered, OrderMover.System with { Why = "no word of the carrier" }, cancellationToken);
        if (moved.Error is null)
        {
            order.Deliver(order.DeliveredAtLatest!.Value, DeliveryWord.Date, order.CompletesAt!.Value, clock.Now);
        }

        return moved;
    }

    private static DateTimeOffset Between(DateTimeOffset first, DateTimeOffset at, DateTimeOffset last) => at < first ? first : at > last ? last : at;

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
