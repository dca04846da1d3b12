using CeCommerce.Platform;

namespace CeCommerce.Listings.Waivers;

/// <summary>A waiver that was granted, or why there was none.</summary>
/// <param name="Waiver">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record GrantWaiverPayload(Waiver? Waiver, IReadOnlyList<IUserError> Errors)
{
    internal static GrantWaiverPayload Of(Outcome<Waiver> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A waiver that was ended, or why it was not.</summary>
/// <param name="Waiver">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record EndWaiverPayload(Waiver? Waiver, IReadOnlyList<IUserError> Errors)
{
    internal static EndWaiverPayload Of(Outcome<Waiver> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
