using CeCommerce.Items;

namespace CeCommerce.Passports.Valuation;

/// <summary>A price that was paid for a unit; it is never changed. It knows neither who sold nor who bought.</summary>
internal sealed class PricePoint
{
    private PricePoint()
    {
    }

    /// <summary>The sale's own name, <c>order-line:</c> and order and number.</summary>
    public string Source { get; private init; } = "";

    public ItemId ItemId { get; private init; }

    public string Category { get; private init; } = "";

    /// <summary>See <see cref="TraitsOfUnits.Key"/>.</summary>
    public string? ModelKey { get; private init; }

    /// <summary>With tax.</summary>
    public long Yen { get; private init; }

    /// <summary>When it was agreed.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Since when it is known here: a value as of an earlier moment does not follow it.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    public UnitTraits Traits { get; private init; } = null!;

    public PricedUnit Priced => new(Source, Traits, Yen, At);
}

/// <summary>A fit that values were taken from; it is never changed, so that a value as of a past moment comes out again.</summary>
internal sealed class StoredFit
{
    private StoredFit()
    {
    }

    public string Category { get; private init; } = "";

    /// <summary>From 1 within the category.</summary>
    public int Version { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public PriceFit Content { get; private init; } = null!;
}
