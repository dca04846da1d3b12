using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>What a method is called and how it works: by parcel or by picking up, one of the two.</summary>
/// <param name="NameJa">In Japanese.</param>
/// <param name="NameEn">In English; null: as in Japanese.</param>
/// <param name="Parcel">When a carrier brings it.</param>
/// <param name="PickUp">When the buyer fetches it.</param>
public sealed record ShippingTerms(string NameJa, string? NameEn, ParcelTerms? Parcel, PickUpTerms? PickUp)
{
    internal static ShippingTerms None { get; } = new("", null, null, null);

    internal ShippingKind Kind => Parcel is null ? ShippingKind.PickUp : ShippingKind.Shipping;

    internal LocalText Name => new(NameJa, NameEn ?? NameJa);
}

/// <summary>What a carrier takes, where to, in which time and for how much.</summary>
/// <param name="Carrier">Who carries.</param>
/// <param name="Zones">Prices and days by prefecture; where several name one, the last counts.</param>
/// <param name="ExcludedPrefectureCodes">Where it is not sent to, whatever the zones say; JIS X 0401.</param>
/// <param name="DefaultSize">The size class of a unit that states no larger dimensions.</param>
/// <param name="Windows">Parts of the day that the buyer may choose from; empty: none.</param>
/// <param name="FreeFrom">From this price of the goods on it costs nothing; null: never.</param>
public sealed record ParcelTerms(
    Carrier Carrier, IReadOnlyList<ShippingZone> Zones, IReadOnlyList<string> ExcludedPrefectureCodes, ParcelSize DefaultSize, IReadOnlyList<DeliveryWindow> Windows, Money? FreeFrom)
{
    /// <summary>Null where it is not sent to.</summary>
    internal ShippingZone? ZoneOf(string prefecture) =>
        ExcludedPrefectureCodes.Contains(prefecture, StringComparer.Ordinal) ? null : Zones.LastOrDefault(zone => zone.PrefectureCodes.Contains(prefecture, StringComparer.Ordinal));
}

/// <summary>Prefectures with the same prices and days.</summary>
/// <param name="PrefectureCodes">JIS X 0401.</param>
/// <param name="Prices">By size class, the smallest first; a size between two costs what the next larger does.</param>
/// <param name="MinDays">From dispatch to delivery, at least.</param>
/// <param name="MaxDays">At most.</param>
public sealed record ShippingZone(IReadOnlyList<string> PrefectureCodes, IReadOnlyList<SizePrice> Prices, int MinDays, int MaxDays)
{
    /// <summary>Null for a parcel that is too large.</summary>
    internal Money? PriceOf(ParcelSize size) => Prices.FirstOrDefault(price => price.Size >= size)?.Price;
}

/// <summary>What one parcel of a size class costs.</summary>
/// <param name="Size">Its size class.</param>
/// <param name="Price">In yen with consumption tax.</param>
public sealed record SizePrice(ParcelSize Size, Money Price);

/// <summary>Where the buyer fetches it.</summary>
/// <param name="Place">What the place is called.</param>
/// <param name="Address">Where it is.</param>
/// <param name="OpeningHours">When it is open, in words.</param>
public sealed record PickUpTerms(string Place, string Address, string OpeningHours);
