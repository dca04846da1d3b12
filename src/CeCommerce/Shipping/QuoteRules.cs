using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Shipping;

/// <summary>What a method costs and when it comes. One parcel for each unit, all charged as the largest of them.</summary>
internal static class QuoteRules
{
    private static readonly LocalText AsStated = new("出品に記載の送料", "As the listing states");

    /// <param name="method">In use.</param>
    /// <param name="listings">Of its operator, with their items; at least one.</param>
    /// <param name="prefecture">JIS X 0401; null: nowhere, so that only picking up is possible.</param>
    /// <param name="today">On which it is ordered and paid, in Japan.</param>
    public static ShippingQuote Of(ShippingMethod method, IReadOnlyList<Listing> listings, string? prefecture, DateOnly today)
    {
        var (terms, dispatched) = (method.Terms, today.AddDays(listings.Max(listing => listing.Terms.DeliveryDays ?? 0)));
        if (terms.Parcel is not { } parcel)
        {
            return new(method, ShippingKind.PickUp, terms.Name, Money.Jpy(0), listings.Count, null, new(today, dispatched), [], null);
        }

        var size = listings.Max(listing => SizeOf(listing, parcel.DefaultSize));
        var quote = new ShippingQuote(method, ShippingKind.Shipping, terms.Name, null, listings.Count, size, null, [], null);
        if (prefecture is null || parcel.ZoneOf(prefecture) is not { } zone)
        {
            return quote with { Refusal = ShippingRefusal.Of(ShippingRefusalReason.PrefectureNotServed) };
        }

        if (zone.PriceOf(size) is not { } price)
        {
            return quote with { Refusal = ShippingRefusal.Of(ShippingRefusalReason.TooLarge) };
        }

        return quote with
        {
            Price = IsFree(parcel, listings) ? Money.Jpy(0) : price * listings.Count,
            Estimate = new(today.AddDays(zone.MinDays), dispatched.AddDays(zone.MaxDays)),
            Windows = parcel.Windows,
            TransitDays = zone.MaxDays,
        };
    }

    /// <summary>Of an operator without methods: what its listings state, to everywhere.</summary>
    public static ShippingQuote Stated(IReadOnlyList<Listing> listings)
    {
        var quote = new ShippingQuote(null, ShippingKind.Shipping, AsStated, null, listings.Count, null, null, [], null);
        return listings.Any(listing => listing.Terms.ShippingFee is null)
            ? quote with { Refusal = ShippingRefusal.Of(ShippingRefusalReason.FeeNotStated) }
            : quote with { Price = listings.Select(listing => listing.Terms.ShippingFee!.Value).Aggregate((sum, fee) => sum + fee) };
    }

    /// <summary>What the unit's own sides come to, and never less than what the operator packs things in.</summary>
    private static ParcelSize SizeOf(Listing listing, ParcelSize least) =>
        ParcelSizes.Of(listing.ItemOffered.Facts.Text(FactCode.Dimensions)) is { } own && own > least ? own : least;

    private static bool IsFree(ParcelTerms parcel, IReadOnlyList<Listing> listings) =>
        parcel.FreeFrom is { } from && listings.All(listing => listing.Price is { Currency: Money.Yen }) && listings.Sum(listing => listing.Price!.Value.Amount) >= from.Amount;
}
