using System.ComponentModel;
using CeCommerce.Platform.Events;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>What the event log says about listings.</summary>
internal static class ListingEvents
{
    public const string Prefix = "listing.";

    private const string Withheld = " Told to the operator alone while the listing has never been on the shelf.";

    private static readonly EventKind<ListingId, ListingEventData> Changed = new(
        Prefix + "changed", EventAudience.Public, "Something about the offer, its item or its verdict is other than before. Told to the operator alone while it is off the shelf.");

    private static readonly EventKind<ListingId, ListingEventData>[] Moves =
    [
        new(Prefix + "drafted", EventAudience.Operator, "A listing was drafted."),
        new(Prefix + "published", EventAudience.Public, "It is on the shelf."),
        new(Prefix + "paused", EventAudience.Public, "It was taken off the shelf and may come back." + Withheld),
        new(Prefix + "withdrawn", EventAudience.Public, "It was taken off for good." + Withheld),
        new(Prefix + "suspended", EventAudience.Public, "The platform took it down." + Withheld),
        new(Prefix + "sold", EventAudience.Public, "An order has it."),
    ];

    private static readonly EventKind<ListingId, ListingGraceData> Grace = new(
        Prefix + "grace_started", EventAudience.Operator, "A new edition of the rules refuses it: unless it is mended it comes off the shelf on that day.");

    private static readonly Dictionary<string, EventKind<ListingId, ListingEventData>> ByWord =
        Kinds.OfType<EventKind<ListingId, ListingEventData>>().ToDictionary(kind => kind.Name[Prefix.Length..], StringComparer.Ordinal);

    public static IReadOnlyList<EventKind> Kinds => [.. Moves, Changed, Grace];

    /// <param name="what">The word in the history, which is that of the kind.</param>
    /// <param name="changed">Fields that are other than before, besides the state.</param>
    public static EventRecord Of(string what, Listing listing, DateTimeOffset now, params string[] changed)
    {
        var kind = ByWord[what];
        var shown = kind == Changed ? listing.State == ListingState.Published : listing.PublishedAt is not null;
        return kind.Of(listing.Id, new(listing.State, listing.ItemId.ToString()), new(now, listing.OperatorId.Value)
        {
            Audience = shown ? kind.Audience : EventAudience.Operator,
            Changed = kind == Changed ? changed : ["state", .. changed],
        });
    }

    /// <summary>The listing stays on the shelf until a day, although its verdict blocks it.</summary>
    public static EventRecord GraceOf(Listing listing, DateOnly until, DateTimeOffset now) => Grace.Of(
        listing.Id,
        new(listing.ItemId.ToString(), [.. listing.Compliance!.Findings.Where(finding => finding.Effect >= FindingEffect.PolicyBlock).Select(finding => $"{finding.Rule}/{finding.Clause}")], until),
        new(now, listing.OperatorId.Value));
}

/// <summary>What a line about a grace says of it.</summary>
internal sealed record ListingGraceData([property: Description("`itm_…`")] string Item, [property: Description("list of clauses, each as `LS-006/mark`")] IReadOnlyList<string> Clauses, [property: Description("day")] DateOnly Until);

/// <summary>What a line about a listing says of it.</summary>
internal sealed record ListingEventData(ListingState State, [property: Description("`itm_…`")] string Item);
