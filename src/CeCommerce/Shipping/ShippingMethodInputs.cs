using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>A way to get things to buyers: by parcel or by picking up, one of the two.</summary>
internal sealed record SetShippingMethodInput
{
    /// <summary>Which method to set anew; left out: a new one. It stays what it is, parcel or pick-up.</summary>
    public ShippingMethodId? ShippingMethodId { get; init; }

    /// <summary>Whose it is; an operator may leave it out.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>What buyers see, 1 to 100 characters.</summary>
    public required string NameJa { get; init; }

    /// <summary>The same in English; left out: as in Japanese.</summary>
    public string? NameEn { get; init; }

    /// <summary>When a carrier brings it.</summary>
    public ParcelTermsInput? Parcel { get; init; }

    /// <summary>When the buyer fetches it.</summary>
    public PickUpTermsInput? PickUp { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What a carrier takes, where to, in which time and for how much.</summary>
internal sealed record ParcelTermsInput
{
    /// <summary>Who carries.</summary>
    public required Carrier Carrier { get; init; }

    /// <summary>Prices and days by prefecture, 1 to 60; where several name one, the last counts: regions first, exceptions after them.</summary>
    public required IReadOnlyList<ShippingZoneInput> Zones { get; init; }

    /// <summary>Where it is not sent to, whatever the zones say; JIS X 0401. A prefecture of no zone is not sent to either.</summary>
    public IReadOnlyList<string>? ExcludedPrefectureCodes { get; init; }

    /// <summary>The size class of a unit that states no larger dimensions.</summary>
    public required ParcelSize DefaultSize { get; init; }

    /// <summary>Parts of the day that the buyer may choose from.</summary>
    public IReadOnlyList<DeliveryWindow>? Windows { get; init; }

    /// <summary>From this price of the goods on it costs nothing; left out: never.</summary>
    public Money? FreeFrom { get; init; }
}

/// <summary>Prefectures with the same prices and days; at least one, by region or by code.</summary>
internal sealed record ShippingZoneInput
{
    /// <summary>All prefectures of these regions.</summary>
    public IReadOnlyList<ShippingRegion>? Regions { get; init; }

    /// <summary>These as well; JIS X 0401, `01` to `47`.</summary>
    public IReadOnlyList<string>? PrefectureCodes { get; init; }

    /// <summary>By size class, each once; a larger one costs no less. A size between two costs what the next larger does, one above the last is not sent.</summary>
    public required IReadOnlyList<SizePriceInput> Prices { get; init; }

    /// <summary>Days from dispatch to delivery, at least; 0 to 60.</summary>
    public required int MinDays { get; init; }

    /// <summary>At most.</summary>
    public required int MaxDays { get; init; }
}

/// <summary>What one parcel of a size class costs.</summary>
internal sealed record SizePriceInput
{
    /// <summary>Size class.</summary>
    public required ParcelSize Size { get; init; }

    /// <summary>In yen with consumption tax, at most ￥1,000,000.</summary>
    public required Money Price { get; init; }
}

/// <summary>Where the buyer fetches it.</summary>
internal sealed record PickUpTermsInput
{
    /// <summary>What the place is called, 1 to 100 characters.</summary>
    public required string Place { get; init; }

    /// <summary>Where it is, 1 to 200 characters.</summary>
    public required string Address { get; init; }

    /// <summary>When it is open, in words, 1 to 500 characters.</summary>
    public required string OpeningHours { get; init; }
}

/// <summary>A method that nothing is to be sold by any more.</summary>
internal sealed record RetireShippingMethodInput
{
    /// <summary>Which.</summary>
    public required ShippingMethodId ShippingMethodId { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
