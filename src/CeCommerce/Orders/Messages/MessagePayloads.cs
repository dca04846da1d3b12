using CeCommerce.Platform;

namespace CeCommerce.Orders.Messages;

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record SendOrderMessagePayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static SendOrderMessagePayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record MarkOrderMessagesReadPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static MarkOrderMessagesReadPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}
