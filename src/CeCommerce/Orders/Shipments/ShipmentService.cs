using CeCommerce.Items;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Shipments;

/// <summary>How an order gets to its buyer.</summary>
internal sealed class ShipmentService(CommerceDatabase database, OrderActs acts, OrderProgress progress, Deliveries deliveries, OrderClock clock)
{
    public const int CarrierLength = 100;
    private const int LongestKey = 40;
    private const int ShortestKey = 4;
    private const int Most = 20;

    /// <summary>The operator gave it to a carrier, or into the buyer's hands.</summary>
    public Task<Outcome<Order>> ShipAsync(OrderAct act, Dispatch dispatch, CancellationToken cancellationToken) =>
        Refusal(dispatch) is { } refused
            ? Task.FromResult<Outcome<Order>>(refused)
            : acts.DoAsync(
                act,
                "shipOrder",
                new { order = act.OrderId.ToString(), dispatch },
                (order, by) => DispatchAsync(order, by, dispatch, cancellationToken),
                cancellationToken);

    /// <summary>The number was wrong, or the carrier: the earlier one stays in the history.</summary>
    public Task<Outcome<Order>> CorrectAsync(OrderAct act, Dispatch dispatch, CancellationToken cancellationToken) =>
        Refusal(dispatch) is { } refused
            ? Task.FromResult<Outcome<Order>>(refused)
            : acts.DoAsync(act, "correctShipment", new { order = act.OrderId.ToString(), dispatch }, (order, by) => CorrectAsync(order, by, dispatch, cancellationToken), cancellationToken);

    /// <summary>The buyer has it.</summary>
    public Task<Outcome<Order>> ConfirmDeliveryAsync(OrderAct act, CancellationToken cancellationToken) => acts.DoAsync(
        act,
        "confirmDelivery",
        new { order = act.OrderId.ToString() },
        (order, by) => deliveries.DeliverAsync(order, clock.Now, DeliveryWord.Buyer, by, cancellationToken),
        cancellationToken);

    /// <summary>Part of the caller's transaction, which saves.</summary>
    internal async Task<Outcome<Order>> DispatchAsync(Order order, OrderMover by, Dispatch dispatch, CancellationToken cancellationToken)
    {
        if (order.State == OrderState.Paid && by.Actor == OrderActor.Seller && await MistakenAsync(order, dispatch.Serials ?? [], cancellationToken) is { } mistaken)
        {
            return Outcome<Order>.Refused(mistaken);
        }

        var moved = await progress.MoveAsync(order, OrderState.HandedOver, by, cancellationToken);
        if (moved.Error is not null)
        {
            return moved;
        }

        var now = clock.Now;
        var promised = now + clock.CompletionTimeOf(order);
        var unheard = promised - clock.CheckTimeOf(order);
        order.HandOver(dispatch, now, unheard > now ? unheard : now, promised);
        await AddAsync(order, Shipment.Of(order, 1, dispatch, now), cancellationToken);
        return dispatch.ByHand && order.State == OrderState.HandedOver ? await deliveries.DeliverAsync(order, now, DeliveryWord.ByHand, OrderMover.System with { Why = "given by hand" }, cancellationToken) : moved;
    }

    /// <summary>Whether a carrier could have given it.</summary>
    internal static bool IsNumber(string trackingNumber) => Carriers.KeyOf(trackingNumber) is { Length: >= ShortestKey and <= LongestKey };

    internal static OrderTextTooLong? TooLong(string? carrier, string? trackingNumber) =>
        OrderService.TooLong(carrier, CarrierLength) || OrderService.TooLong(trackingNumber, CarrierLength) ? new(CarrierLength, "input") : null;

    internal static OrderTextTooLong? TooLong(Dispatch dispatch) => dispatch.Serials?.Any(serial => serial.Length > CarrierLength || !StorableText.Is(serial)) == true
        ? new(CarrierLength, "input")
        : TooLong(dispatch.Carrier, dispatch.TrackingNumber);

    private async Task<Outcome<Order>> CorrectAsync(Order order, OrderMover by, Dispatch dispatch, CancellationToken cancellationToken)
    {
        var told = await database.Set<Shipment>().Where(x => x.OrderId == order.Id).OrderBy(x => x.Number).ToListAsync(cancellationToken);
        if (by.Actor != OrderActor.Seller || order.State is not (OrderState.HandedOver or OrderState.Delivered) || told.Count >= Most)
        {
            return new OrderMoveRefused(order.Id, order.State, OrderState.HandedOver, OrderMoves.From(order.State, by.Actor));
        }

        told.LastOrDefault()?.Correct(clock.Now);
        order.Correct(dispatch.Carrier, dispatch.TrackingNumber);
        await AddAsync(order, Shipment.Of(order, told.Count + 1, dispatch, clock.Now), cancellationToken);
        return order;
    }

    private async Task AddAsync(Order order, Shipment shipment, CancellationToken cancellationToken)
    {
        database.Add(shipment);
        await deliveries.HearEarlierAsync(order, shipment, cancellationToken);
    }

    /// <summary>Null when the number of each unit that has one was read, and none of another's.</summary>
    private async Task<UserError?> MistakenAsync(Order order, IReadOnlyList<string> read, CancellationToken cancellationToken)
    {
        var lines = order.Lines.Where(line => line.State != LineState.Refunded).ToList();
        var items = lines.ConvertAll(line => line.ItemId);
        var numbers = (await database.Set<ItemSerial>().AsNoTracking().Where(x => items.Contains(x.ItemId)).ToListAsync(cancellationToken)).ToLookup(x => x.ItemId, x => x.Value);
        var said = read.Select(serial => SerialNumber.Tag(order.OperatorId, serial).Value).ToHashSet(StringComparer.Ordinal);

        // Of units without numbers nothing can be told by a number that somebody reads.
        if (numbers.Count > 0 && !said.IsSubsetOf(numbers.SelectMany(of => of)))
        {
            return new SerialOfAnotherUnit("input", "serial");
        }

        var unread = lines.Where(line => numbers.Contains(line.ItemId) && !numbers[line.ItemId].Any(said.Contains)).Select(line => line.Number).ToList();
        return unread.Count > 0 ? new SerialRequired(unread, "input", "serial") : null;
    }

    private static UserError? Refusal(Dispatch dispatch) =>
        TooLong(dispatch) as UserError
        ?? (dispatch.TrackingNumber is { } number && !IsNumber(number) ? new TrackingNumberInvalid("input", "trackingNumber") : null);
}
