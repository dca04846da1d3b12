using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>What is told of a listing before its item is leased.</summary>
/// <param name="Points">In the order of the ordinances' items; points of which nothing is known are left out.</param>
public sealed record LeaseDisclosure(IReadOnlyList<DisclosedPoint> Points)
{
    internal static LeaseDisclosure? Of(Listing listing) =>
        listing.Kind == ListingKind.Sharing && ShownDisclosure.Of(listing.LeaseDisclosure, listing.ItemOffered.Facts) is { Count: > 0 } points ? new(points) : null;
}
