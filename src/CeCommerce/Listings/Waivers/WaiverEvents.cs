using System.ComponentModel;
using CeCommerce.Platform.Events;

namespace CeCommerce.Listings.Waivers;

/// <summary>What the event log says about waivers.</summary>
internal static class WaiverEvents
{
    private static readonly EventKind<WaiverId, WaiverEventData> Begun = new(
        "waiver.granted", EventAudience.Operator, "An auditor waived a block by policy for a time. The finding stays.");

    private static readonly EventKind<WaiverId, WaiverEventData> Over = new(
        "waiver.ended", EventAudience.Operator, "It was ended before its time. Nothing is told when it runs out by itself: `until` said so.");

    public static IReadOnlyList<EventKind> Kinds => [Begun, Over];

    public static EventRecord Granted(Waiver waiver, DateTimeOffset now) => Begun.Of(waiver.Id, WaiverEventData.Of(waiver), new(now, waiver.OperatorId.Value));

    public static EventRecord Ended(Waiver waiver, DateTimeOffset now) =>
        Over.Of(waiver.Id, WaiverEventData.Of(waiver), new(now, waiver.OperatorId.Value) { Changed = ["until"] });
}

/// <summary>What a line about a waiver says of it.</summary>
internal sealed record WaiverEventData(
    [property: Description("rule id and clause")] string Clause,
    [property: Description("first day")] DateOnly From,
    [property: Description("first day on which it no longer holds")] DateOnly Until,
    [property: Description("`lst_…`; missing when it goes for all listings of the operator")] string? Listing = null)
{
    public static WaiverEventData Of(Waiver waiver) => new(waiver.Clause, waiver.From, waiver.Until, waiver.ListingId?.ToString());
}
