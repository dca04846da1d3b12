using CeCommerce.Platform;

namespace CeCommerce.Listings;

/// <summary>One line of a listing's price history; the first is the price that it started with.</summary>
public sealed class PriceChange
{
    private PriceChange()
    {
    }

    public Guid Id { get; private init; }

    public ListingId ListingId { get; private init; }

    /// <summary>Sale price, or the first line of the rate card.</summary>
    public Money Price { get; private init; }

    /// <summary>Rate card and deposit; null for a sale.</summary>
    public SharingTerms? Sharing { get; private init; }

    public DateTimeOffset From { get; private init; }

    /// <summary>Whether what is to be paid is another: the sale price, a line of the rate card or the deposit.</summary>
    public static bool Between(Offer old, Offer offer) =>
        old.Price != offer.Price
        || old.Sharing?.Deposit != offer.Sharing?.Deposit
        || !(old.Sharing?.Rates ?? []).SequenceEqual(offer.Sharing?.Rates ?? []);

    public static PriceChange? Of(Listing listing, DateTimeOffset now) =>
        (listing.Price ?? (listing.Sharing is { Rates: [var first, ..] } ? first.Price : null)) is { } price
            ? new() { Id = Guid.CreateVersion7(now), ListingId = listing.Id, Price = price, Sharing = listing.Sharing, From = now }
            : null;
}
