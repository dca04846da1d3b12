using CeCommerce.Platform;

namespace CeCommerce.Orders.Fees;

/// <summary>A rule as it was set, or why it was not.</summary>
/// <param name="FeeRule">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record SetFeeRulePayload(FeeRule? FeeRule, IReadOnlyList<IUserError> Errors)
{
    internal static SetFeeRulePayload Of(Outcome<FeeRule> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A rule that was ended, or why it was not.</summary>
/// <param name="FeeRule">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record EndFeeRulePayload(FeeRule? FeeRule, IReadOnlyList<IUserError> Errors)
{
    internal static EndFeeRulePayload Of(Outcome<FeeRule> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
