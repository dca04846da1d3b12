using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>A method as it was set, or why it was not.</summary>
/// <param name="ShippingMethod">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record SetShippingMethodPayload(ShippingMethod? ShippingMethod, IReadOnlyList<IUserError> Errors)
{
    internal static SetShippingMethodPayload Of(Outcome<ShippingMethod> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A method that was retired, or why it was not.</summary>
/// <param name="ShippingMethod">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record RetireShippingMethodPayload(ShippingMethod? ShippingMethod, IReadOnlyList<IUserError> Errors)
{
    internal static RetireShippingMethodPayload Of(Outcome<ShippingMethod> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
