using CeCommerce.Platform.Events;

namespace CeCommerce.Listings;

/// <summary>What the event log says about listings: <c>listing.</c> and the verb.</summary>
internal static class ListingEvents
{
    public const string Prefix = "listing.";

    public static EventRecord Of(string what, Listing listing, DateTimeOffset now) => EventRecord.Of(
        Prefix + what, listing.Id, listing.OperatorId.Value, now, new { state = listing.State, item = listing.ItemId.ToString() });
}
