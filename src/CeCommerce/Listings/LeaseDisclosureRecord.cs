using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>
/// One version of what was told before a lease while its listing was on the shelf. Written when it begins and never altered or removed:
/// the ordinances want it kept "for an appropriate period" (適切な期間) and name no number of years.
/// </summary>
public sealed class LeaseDisclosureRecord
{
    private LeaseDisclosureRecord()
    {
    }

    public ListingId ListingId { get; private init; }

    /// <summary>1 and so on, without a gap.</summary>
    public int Version { get; private init; }

    public DateTimeOffset From { get; private init; }

    /// <summary>Empty when from then on nothing was told any more.</summary>
    public IReadOnlyList<DisclosedPoint> Content { get; private init; } = [];

    /// <summary>SHA-256 of the content's canonical JSON (RFC 8785), 64 lower-case hex digits.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>The next version, when what is told now is other than what was told last; null otherwise.</summary>
    public static LeaseDisclosureRecord? After(DisclosedVersion? last, Listing listing, DateTimeOffset now)
    {
        var content = LeaseDisclosure.Of(listing)?.Points ?? [];
        var digest = CanonicalJson.Digest(CanonicalJson.Of(content));
        return (last is null && content.Count == 0) || last?.Digest == digest
            ? null
            : new() { ListingId = listing.Id, Version = (last?.Version ?? 0) + 1, From = now, Content = content, Digest = digest };
    }
}

/// <summary>The last version that was recorded, kept with the listing so that the next one can be told without looking for it.</summary>
public sealed record DisclosedVersion(int Version, string Digest);
