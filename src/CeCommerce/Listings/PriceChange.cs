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

    public DateTimeOffset From { get; private init; }

    /// <summary>Whether the price that a buyer sees first is another one.</summary>
    public static bool Leads(Offer old, Offer offer) =>
        old.Price != offer.Price || !Equals(FirstRate(old), FirstRate(offer));

    public static PriceChange? Of(Listing listing, DateTimeOffset now) =>
        (listing.Price ?? (listing.Sharing is { Rates: [var first, ..] } ? first.Price : null)) is { } price
            ? new() { Id = Guid.CreateVersion7(now), ListingId = listing.Id, Price = price, From = now }
            : null;

    private static Rate? FirstRate(Offer offer) => offer.Sharing is { Rates: [var first, ..] } ? first : null;
}
