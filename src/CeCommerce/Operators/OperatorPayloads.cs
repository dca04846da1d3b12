using CeCommerce.Platform;

namespace CeCommerce.Operators;

/// <summary>An operator after a change, or why there was none.</summary>
/// <param name="Operator">As it is now; null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
public sealed record OperatorPayload(Operator? Operator, IReadOnlyList<IUserError> Errors)
{
    internal static OperatorPayload Of(Outcome<Operator> outcome) =>
        outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
