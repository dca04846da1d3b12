using System.Globalization;

namespace CeCommerce.Search;

/// <summary>
/// Values of one filter are alternatives (OR), filters narrow each other (AND); an empty filter asks nothing.
/// Values are compared as written, as the facets list them.
/// </summary>
public sealed record ListingFilters
{
    public IReadOnlyCollection<string> Kinds { get; init; } = [];

    public IReadOnlyCollection<string> SharingModels { get; init; } = [];

    public IReadOnlyCollection<string> Categories { get; init; } = [];

    public IReadOnlyCollection<string> Brands { get; init; } = [];

    /// <summary>This functional grade or better (<c>F4</c>: F4, F5, F6).</summary>
    public string? FunctionalAtLeast { get; init; }

    public IReadOnlyCollection<string> CosmeticGrades { get; init; } = [];

    public PriceRange? Price { get; init; }

    public IReadOnlyCollection<Guid> Operators { get; init; } = [];

    public IReadOnlyCollection<string> Prefectures { get; init; } = [];

    public IReadOnlyCollection<string> Compliance { get; init; } = [];

    /// <summary>The values asked for on a facet that is filtered by listed values; empty when it is not filtered so.</summary>
    public IReadOnlyCollection<string> Values(ListingFacet facet) => facet switch
    {
        ListingFacet.Kind => Kinds,
        ListingFacet.SharingModel => SharingModels,
        ListingFacet.Category => Categories,
        ListingFacet.Brand => Brands,
        ListingFacet.CosmeticGrade => CosmeticGrades,
        ListingFacet.Operator => [.. Operators.Select(static x => x.ToString())],
        ListingFacet.Prefecture => Prefectures,
        ListingFacet.Compliance => Compliance,
        _ => [],
    };
}

/// <summary>A range of prices in minor units, both ends included; a missing end is open.</summary>
public sealed record PriceRange(long? From, long? To)
{
    public bool Contains(long amount) => amount >= (From ?? long.MinValue) && amount <= (To ?? long.MaxValue);
}

/// <summary>The bands that the price facet counts in, in minor units of yen: <c>0-999</c>, <c>1000-2999</c>, …, <c>300000-</c>.</summary>
public static class PriceBand
{
    private static readonly long[] _starts = [0, 1_000, 3_000, 5_000, 10_000, 30_000, 50_000, 100_000, 300_000];

    private static readonly string[] _names = [.. _starts.Select((start, i) => string.Create(
        CultureInfo.InvariantCulture, $"{start}-{(i + 1 < _starts.Length ? _starts[i + 1] - 1 : null as long?)}"))];

    /// <summary>All bands, cheapest first.</summary>
    public static IReadOnlyList<string> All => _names;

    public static string Of(long amount) => _names[Math.Max(0, Array.FindLastIndex(_starts, start => amount >= start))];

    /// <summary>The range that filters for exactly what the facet counted.</summary>
    public static PriceRange Range(string band)
    {
        var i = Array.IndexOf(_names, band);
        return i < 0
            ? throw new ArgumentException($"'{band}' is no price band.", nameof(band))
            : new(i == 0 ? null : _starts[i], i + 1 < _starts.Length ? _starts[i + 1] - 1 : null);
    }
}
