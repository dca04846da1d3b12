namespace CeCommerce.Orders.Shipments;

/// <summary>Which order is shipped, and how.</summary>
internal sealed record ShipOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Who carries it; null when given by hand.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number, 4 to 40 letters and digits; hyphens and spaces are ignored.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The serial number (or IMEI, or the operator's own tag) read off the unit: refused when it is another unit's, and when it is left out for a unit that has one.</summary>
    public string? Serial { get; init; }

    /// <summary>The same for an order of several units, one number for each that has one.</summary>
    public IReadOnlyList<string>? Serials { get; init; }

    /// <summary>Whether the buyer has it in their hands with that: it is delivered at once.</summary>
    public bool? ByHand { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What is right of a shipment.</summary>
internal sealed record CorrectShipmentInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Who carries it.</summary>
    public required string Carrier { get; init; }

    /// <summary>The carrier's number, 4 to 40 letters and digits; hyphens and spaces are ignored.</summary>
    public required string TrackingNumber { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order has come.</summary>
internal sealed record ConfirmDeliveryInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
