using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

/// <summary>Terms as they were set, or why they were not.</summary>
/// <param name="SettlementTerms">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record SetSettlementTermsPayload(SettlementTerms? SettlementTerms, IReadOnlyList<IUserError> Errors)
{
    internal static SetSettlementTermsPayload Of(Outcome<SettlementTerms> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A payout that was decided, or why none was.</summary>
/// <param name="Payout">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record MakePayoutPayload(Payout? Payout, IReadOnlyList<IUserError> Errors)
{
    internal static MakePayoutPayload Of(Outcome<Payout> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
