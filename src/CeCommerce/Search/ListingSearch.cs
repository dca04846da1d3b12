using CeCommerce.Search.Text;

namespace CeCommerce.Search;

/// <summary>One question to the index. Every order ends in the listing's id, so two pages never disagree.</summary>
public sealed record ListingSearch
{
    /// <summary>The largest page.</summary>
    public const int MaxFirst = 100;

    /// <summary>What the consumer typed; words are joined by AND. Null or without a letter or digit: everything.</summary>
    public string? Text { get; init; }

    public ListingFilters Filters { get; init; } = new();

    public ListingOrder Order { get; init; } = ListingOrder.Relevance;

    /// <summary>Rows wanted, 0 to <see cref="MaxFirst"/>.</summary>
    public int First { get; init; } = 20;

    /// <summary>The cursor of the last row seen, of this same search.</summary>
    public string? After { get; init; }

    public IReadOnlyCollection<ListingFacet> Facets { get; init; } = [];

    /// <summary>The order that is kept: without words nothing is more relevant, so the newest come first.</summary>
    public ListingOrder EffectiveOrder =>
        Order == ListingOrder.Relevance && SearchWord.Parse(Text).Count == 0 ? ListingOrder.Newest : Order;
}

/// <summary>In which order results come.</summary>
public enum ListingOrder
{
    /// <summary>Best match first, judged by the listing's own words: what else is on the shelf does not move it.</summary>
    Relevance,

    /// <summary>Cheapest first.</summary>
    PriceAscending,

    /// <summary>Dearest first.</summary>
    PriceDescending,

    /// <summary>Last put on the shelf first.</summary>
    Newest,
}

/// <summary>What results can be narrowed and counted by.</summary>
public enum ListingFacet
{
    /// <summary>Sale of used or refurbished goods, or sharing.</summary>
    Kind,

    /// <summary>How it is shared.</summary>
    SharingModel,

    /// <summary>Kind of goods, by code.</summary>
    Category,

    /// <summary>Brand.</summary>
    Brand,

    /// <summary>How well it works.</summary>
    FunctionalGrade,

    /// <summary>How it looks.</summary>
    CosmeticGrade,

    /// <summary>Counted in the bands of <see cref="PriceBand"/>, filtered by any range.</summary>
    Price,

    /// <summary>Values are operator ids in the form of <see cref="Guid.ToString()"/>.</summary>
    Operator,

    /// <summary>Where it is kept, JIS X 0401.</summary>
    Prefecture,

    /// <summary>Verdict of the standards.</summary>
    Compliance,
}
