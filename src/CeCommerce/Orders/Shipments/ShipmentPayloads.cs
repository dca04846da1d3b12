using CeCommerce.Platform;

namespace CeCommerce.Orders.Shipments;

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record ShipOrderPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static ShipOrderPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record CorrectShipmentPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static CorrectShipmentPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record ConfirmDeliveryPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static ConfirmDeliveryPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}
