using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Shipments;

/// <summary>An order has come to its buyer, by whose word ever: from then on the time to check runs. Part of the caller's transaction, which saves.</summary>
internal sealed class Deliveries(CommerceDatabase database, OrderProgress progress, OrderClock clock)
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

    /// <summary>What a carrier told of a shipment.</summary>
    public async Task HearAsync(Order order, Shipment shipment, ShipmentEvent told, CancellationToken cancellationToken)
    {
        shipment.Hear(told);
        if (told.Kind == ShipmentEventKind.Delivered && order.State == OrderState.HandedOver)
        {
            await DeliverAsync(order, told.At, DeliveryWord.Carrier, OrderMover.System with { Why = "told by the carrier" }, cancellationToken);
        }
    }

    /// <summary>What carriers told of its number before anybody here knew whose it was. What is older than the payment was told of another: carriers give numbers again.</summary>
    public async Task HearEarlierAsync(Order order, Shipment shipment, CancellationToken cancellationToken)
    {
        if (shipment.TrackingKey is not { } key)
        {
            return;
        }

        await AloneAsync(key, cancellationToken);
        var early = await database.Set<CarrierEvent>().Where(x => x.TrackingKey == key && x.OrderId == null && x.At >= order.PaidAt).OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(cancellationToken);
        foreach (var told in early)
        {
            told.IsOf(order.Id);
            await HearAsync(order, shipment, new(told.At, told.Kind, told.Place), cancellationToken);
        }
    }

    /// <summary>From here to the end of the transaction nobody else tells of that number or gives it to an order: of two at once the second sees the first.</summary>
    public Task AloneAsync(string trackingKey, CancellationToken cancellationToken) =>
        database.SendAsync($"SELECT pg_advisory_xact_lock(hashtextextended({trackingKey}, 23))", cancellationToken);

    private static DateTimeOffset Between(DateTimeOffset first, DateTimeOffset at, DateTimeOffset last) => at < first ? first : at > last ? last : at;

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
