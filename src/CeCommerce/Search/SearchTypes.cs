using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Standards;

namespace CeCommerce.Search;

/// <summary>What narrows a search. Values of one filter are alternatives; filters narrow each other.</summary>
/// <param name="Kinds">Sale of used or refurbished goods, or sharing.</param>
/// <param name="SharingModels">How it is shared.</param>
/// <param name="Categories">Codes of `productCategories`.</param>
/// <param name="Brands">As the facet lists them.</param>
/// <param name="FunctionalAtLeast">This functional grade or better.</param>
/// <param name="CosmeticGrades">Any of these.</param>
/// <param name="PriceFrom">Lowest price in yen, included.</param>
/// <param name="PriceTo">Highest price in yen, included.</param>
/// <param name="Operators">Only these operators.</param>
/// <param name="Prefectures">JIS X 0401 codes, `01` to `47`.</param>
/// <param name="Compliance">Verdicts of the standards.</param>
public sealed record ListingFilterInput(
    IReadOnlyList<ListingKind>? Kinds,
    IReadOnlyList<SharingModel>? SharingModels,
    IReadOnlyList<string>? Categories,
    IReadOnlyList<string>? Brands,
    FunctionalGrade? FunctionalAtLeast,
    IReadOnlyList<CosmeticGrade>? CosmeticGrades,
    long? PriceFrom,
    long? PriceTo,
    IReadOnlyList<OperatorId>? Operators,
    IReadOnlyList<string>? Prefectures,
    IReadOnlyList<AssessmentVerdict>? Compliance)
{
    internal ListingFilters AsFilters() => new()
    {
        Kinds = Codes(Kinds),
        SharingModels = Codes(SharingModels),
        Categories = Categories ?? [],
        Brands = Brands ?? [],
        FunctionalAtLeast = FunctionalAtLeast?.ToString(),
        CosmeticGrades = [.. (CosmeticGrades ?? []).Select(grade => grade.ToString())],
        Price = PriceFrom is null && PriceTo is null ? null : new(PriceFrom, PriceTo),
        Operators = [.. (Operators ?? []).Select(id => id.Value)],
        Prefectures = Prefectures ?? [],
        Compliance = Codes(Compliance),
    };

    private static IReadOnlyCollection<string> Codes<T>(IReadOnlyList<T>? values)
        where T : struct, Enum => [.. (values ?? []).Select(value => Terms<T>.Of(value).Code)];
}

/// <summary>One page of a search, as of one moment of this server's index.</summary>
/// <param name="Edges">The listings found, each with its cursor.</param>
/// <param name="PageInfo">Whether there is more, and the cursors of the ends.</param>
/// <param name="TotalCount">How many match over all pages; exact.</param>
/// <param name="Facets">What the results can be narrowed by, with counts that respect the other filters.</param>
/// <param name="SearchIndexedAt">When what is searched was last brought up to date.</param>
public sealed record ListingSearchConnection(
    IReadOnlyList<ListingSearchEdge> Edges, PageInfo PageInfo, int TotalCount, IReadOnlyList<SearchFacet> Facets, DateTimeOffset SearchIndexedAt)
{
    /// <summary>The listings without their cursors.</summary>
    public IEnumerable<Listing> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>One listing of a search and where it stands.</summary>
/// <param name="Node">The listing.</param>
/// <param name="Cursor">Opaque; pass it as `after` to continue this same search.</param>
/// <param name="Score">Relevance in the engine's own measure; null in other orders.</param>
public sealed record ListingSearchEdge(Listing Node, string Cursor, double? Score);

/// <summary>Something that results can be narrowed by.</summary>
/// <param name="Facet">Which filter it feeds.</param>
/// <param name="Values">Its values, most frequent first.</param>
public sealed record SearchFacet(ListingFacet Facet, IReadOnlyList<SearchFacetValue> Values);

/// <summary>One value of a facet.</summary>
/// <param name="Value">
/// To be handed back in the filter of the same name, `opr_…` for operators. A price band such as `1000-2999` is asked for by its two ends
/// (`priceFrom`, `priceTo`; `300000-` has no end), a functional grade by `functionalAtLeast`, which lets better ones through as well.
/// </param>
/// <param name="Label">Its name in the language of the request.</param>
/// <param name="Count">How many listings have it, given the other filters.</param>
public sealed record SearchFacetValue(string Value, LocalText Label, int Count);
