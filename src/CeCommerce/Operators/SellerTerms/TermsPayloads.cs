using CeCommerce.Platform;

namespace CeCommerce.Operators.SellerTerms;

/// <summary>Who accepted the terms, or why not.</summary>
/// <param name="Operator">Null when refused.</param>
/// <param name="Errors">Empty when they were accepted.</param>
internal sealed record AcceptPlatformTermsPayload(Operator? Operator, IReadOnlyList<IUserError> Errors)
{
    internal static AcceptPlatformTermsPayload Of(Outcome<Operator> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
