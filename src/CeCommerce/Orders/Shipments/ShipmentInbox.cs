using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Shipments;

/// <summary>What a carrier told, as it came in; its id is unique, so that a second delivery finds it here.</summary>
public sealed class CarrierEvent
{
    private CarrierEvent()
    {
    }

    public string Id { get; private init; } = "";

    public string TrackingKey { get; private init; } = "";

    public ShipmentEventKind Kind { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string? Place { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Whose it was; null as long as no shipment has that number.</summary>
    public OrderId? OrderId { get; private set; }

    internal void IsOf(OrderId order) => OrderId = order;
}

/// <summary>Keeps what carriers tell, and moves the order whose number it is: both in one transaction, or neither.</summary>
internal sealed class ShipmentInbox(CommerceDatabase database, AtomicChanges changes, Deliveries deliveries, OrderClock clock)
{
    /// <summary>True when it was news; an event that was here before moves nothing, and one of an unknown number waits for an order that goes under it.</summary>
    public Task<Outcome<bool>> ReceiveAsync(CarrierNotice notice, CancellationToken cancellationToken) => changes.RunAsync<bool>(
        async () =>
        {
            var (key, at) = (Carriers.KeyOf(notice.TrackingNumber)!, notice.At.ToUniversalTime());
            await deliveries.AloneAsync(key, cancellationToken);
            var order = await OrderOfAsync(key, cancellationToken);
            var kept = await database.SendAsync(
                $"""
                INSERT INTO orders.carrier_events (id, tracking_key, kind, at, place, received_at, order_id)
                VALUES ({notice.Id}, {key}, {notice.Kind.ToString()}, {at}, {notice.Place}, {clock.Now}, {order?.Value})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
            if (kept == 1 && order is { } id)
            {
                await HearAsync(id, key, new(at, notice.Kind, notice.Place), cancellationToken);
            }

            return kept == 1;
        },
        cancellationToken);

    /// <summary>The last order that went under that number, as long as it is not over: carriers give a number again after some time.</summary>
    private async Task<OrderId?> OrderOfAsync(string key, CancellationToken cancellationToken)
    {
        var last = await database.Set<Shipment>().AsNoTracking()
            .Where(shipment => shipment.TrackingKey == key && shipment.CorrectedAt == null)
            .Join(database.Set<Order>().Where(order => order.State == OrderState.HandedOver || order.State == OrderState.Delivered), x => x.OrderId, x => x.Id, (shipment, _) => shipment)
            .OrderByDescending(shipment => shipment.ShippedAt).ThenByDescending(shipment => shipment.OrderId)
            .FirstOrDefaultAsync(cancellationToken);
        return last?.OrderId;
    }

    private async Task HearAsync(OrderId id, string key, ShipmentEvent told, CancellationToken cancellationToken)
    {
        // Locked first: of two events at once the second adds to what the first has left.
        await database.SendAsync($"SELECT FROM orders.orders WHERE id = {id.Value} FOR NO KEY UPDATE", cancellationToken);
        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
        var shipment = await database.Set<Shipment>().Where(x => x.OrderId == id && x.TrackingKey == key && x.CorrectedAt == null).FirstOrDefaultAsync(cancellationToken);
        if (shipment is not null)
        {
            await deliveries.HearAsync(order, shipment, told, cancellationToken);
        }
    }
}
