namespace CeCommerce.Operators.Payouts;

/// <summary>
/// Whether a payment processor would pay an operator, as it said last. Kept with the operator, so that every door that sells knows it from what it has loaded anyway.
/// </summary>
/// <param name="Gateway">Whose word it is.</param>
/// <param name="Due">What the processor wants to know first, in its own words.</param>
public sealed record PayoutStanding(string Gateway, bool IsEnabled, IReadOnlyList<string> Due);
