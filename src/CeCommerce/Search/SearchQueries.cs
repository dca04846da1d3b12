using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Search;

/// <summary>Finding what is on the shelf.</summary>
internal sealed class SearchQueries
{
    /// <summary>Matching and counting go over the whole index, whether or not a row is shown.</summary>
    private const int Price = 20;

    /// <summary>
    /// Published listings by text, filters and order, with facets that count what every other filter lets through. Japanese is
    /// found whatever the width, the kana or the case. The caller's own changes are waited for.
    /// </summary>
    /// <param name="text">What the consumer typed; words narrow each other. At most 200 characters.</param>
    /// <param name="filter">Values of one filter are alternatives, filters narrow each other.</param>
    /// <param name="orderBy">Relevance unless said otherwise; without text the newest come first.</param>
    /// <param name="first">Rows wanted, 0 to 100; 20 unless said otherwise.</param>
    /// <param name="after">The cursor of the last row seen, of this same search.</param>
    [Public]
    [Cost(Price)]
    public static Task<ListingSearchConnection> SearchListings(
        string? text,
        ListingFilterInput? filter,
        ListingOrder? orderBy,
        int? first,
        string? after,
        Caller caller,
        IResolveFieldContext field,
        [FromServices] ListingFinder finder,
        CancellationToken cancellationToken) => finder.FindAsync(
            caller,
            new()
            {
                Text = Known(text),
                Filters = filter?.AsFilters() ?? new(),
                Order = orderBy ?? ListingOrder.Relevance,
                First = first ?? 20,
                After = after,
                Facets = field.Selects("facets") ? Enum.GetValues<ListingFacet>() : [],
            },
            wantsRows: field.Selects("edges") || field.Selects("nodes"),
            cancellationToken);

    private static string? Known(string? text) => text?.Length > ListingFinder.LongestText
        ? throw new RequestFault("SEARCH_TEXT_TOO_LONG", new LocalText(
            $"検索語は {ListingFinder.LongestText} 文字以内で入力してください。", $"A search has at most {ListingFinder.LongestText} characters."))
        : text;
}
