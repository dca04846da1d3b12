using CeCommerce.Platform.Database;

namespace CeCommerce.Listings;

/// <summary>What a listing offered until it offered something else.</summary>
public sealed class OfferVersion : IVersion
{
    private OfferVersion()
    {
    }

    internal OfferVersion(ListingId listing, DateTimeOffset recordedAt, DateTimeOffset recordedUntil, Offer content) =>
        (Id, ListingId, RecordedAt, RecordedUntil, Content) = (Guid.CreateVersion7(recordedUntil), listing, recordedAt, recordedUntil, content);

    public Guid Id { get; private init; }

    public ListingId ListingId { get; private init; }

    Guid IVersion.SubjectId => ListingId.Value;

    /// <summary>The moment from which it was on record.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The moment from which it no longer was.</summary>
    public DateTimeOffset RecordedUntil { get; private init; }

    public Offer Content { get; private init; } = null!;
}
