using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>A listing after a change, or why there was none.</summary>
/// <param name="Listing">As it is now; null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
public sealed record ListingPayload(Listing? Listing, IReadOnlyList<IUserError> Errors)
{
    internal static ListingPayload Of(Outcome<Listing> outcome) =>
        outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>An item after a change, or why there was none.</summary>
/// <param name="Item">As it is now; null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
public sealed record ItemPayload(Item? Item, IReadOnlyList<IUserError> Errors)
{
    internal static ItemPayload Of(Outcome<Item> outcome) =>
        outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>What the standards would say; nothing is stored.</summary>
/// <param name="Compliance">The verdict; null when the listing cannot exist at all.</param>
/// <param name="WhatIsOffered">What the verdict took the offer for; null when the listing cannot exist at all.</param>
/// <param name="Errors">Why it cannot exist at all.</param>
public sealed record CheckListingPayload(Compliance? Compliance, Offered? WhatIsOffered, IReadOnlyList<IUserError> Errors);
