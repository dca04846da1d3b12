namespace CeCommerce.Orders.Shipments;

/// <summary>By whose word an order was delivered.</summary>
public enum DeliveryWord
{
    /// <summary>The carrier told so.</summary>
    Carrier,

    /// <summary>The buyer said so.</summary>
    Buyer,

    /// <summary>The operator gave it by hand, e.g. when it was picked up.</summary>
    ByHand,

    /// <summary>Nobody said so, and the time in which it must have come is over.</summary>
    Date,
}

/// <summary>What happened to a shipment, as its carrier tells it.</summary>
public enum ShipmentEventKind
{
    /// <summary>The carrier has it.</summary>
    Accepted,

    /// <summary>On its way.</summary>
    InTransit,

    /// <summary>With the driver.</summary>
    OutForDelivery,

    /// <summary>Nobody was there.</summary>
    Attempted,

    /// <summary>With the buyer.</summary>
    Delivered,

    /// <summary>On its way back to who sent it.</summary>
    ReturnedToSender,
}

/// <summary>What the operator says when it ships.</summary>
/// <param name="Carrier">Who carries it; null when given to the buyer directly.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="Serials">The serial numbers that were read off the units.</param>
/// <param name="ByHand">Whether the buyer has it in their hands with that.</param>
internal sealed record Dispatch(string? Carrier, string? TrackingNumber, IReadOnlyList<string>? Serials = null, bool ByHand = false)
{
    /// <summary>One number or several, as clients say it; null when none was read.</summary>
    public static IReadOnlyList<string>? Read(string? serial, IReadOnlyList<string>? serials) => serial is null ? serials : [serial, .. serials ?? []];
}

/// <summary>One thing that a carrier told.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Place">Where, in the carrier's words; null when not told.</param>
public sealed record ShipmentEvent(DateTimeOffset At, ShipmentEventKind Kind, string? Place);

/// <summary>With whom and under which number an order is on its way. A number that was wrong stays, with the time of its correction.</summary>
public sealed class Shipment
{
    private Shipment()
    {
    }

    public OrderId OrderId { get; private init; }

    /// <summary>From 1, in the order in which they were told.</summary>
    public int Number { get; private init; }

    public string? Carrier { get; private init; }

    public string? TrackingNumber { get; private init; }

    /// <summary>The number as carriers write it, by which their events find it.</summary>
    public string? TrackingKey { get; private init; }

    public bool ByHand { get; private init; }

    public DateTimeOffset ShippedAt { get; private init; }

    /// <summary>Since when another number stands for it.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>What the carrier told, oldest first.</summary>
    public IReadOnlyList<ShipmentEvent> Events { get; private set; } = [];

    internal static Shipment Of(Order order, int number, Dispatch dispatch, DateTimeOffset now) => new()
    {
        OrderId = order.Id,
        Number = number,
        Carrier = dispatch.Carrier,
        TrackingNumber = dispatch.TrackingNumber,
        TrackingKey = Carriers.KeyOf(dispatch.TrackingNumber),
        ByHand = dispatch.ByHand,
        ShippedAt = now,
    };

    internal void Correct(DateTimeOffset now) => CorrectedAt = now;

    /// <summary>The latest that are kept: a carrier that repeats itself fills nothing.</summary>
    internal void Hear(ShipmentEvent told) => Events = [.. Events.Append(told).OrderBy(heard => heard.At).TakeLast(100)];
}
