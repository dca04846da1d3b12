using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Search.Index;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Search;

/// <summary>Asks the index which listings match, then the database what they say now: one statement for the whole page.</summary>
internal sealed class ListingFinder(ListingIndex index, CommerceDatabase database, OwnLines lines, OperatorNames operators)
{
    public const int LongestText = 200;
    private static readonly TimeSpan OwnWrites = TimeSpan.FromSeconds(2);

    public async Task<ListingSearchConnection> FindAsync(Caller caller, ListingSearch search, bool wantsRows, CancellationToken cancellationToken)
    {
        await SeeOwnWritesAsync(caller, cancellationToken);
        var outcome = await index.Engine.SearchAsync(search, cancellationToken);
        if (outcome.Error is { } refused)
        {
            throw new RequestFault(refused.Code, refused.Message);
        }

        var found = outcome.Value!;
        var edges = wantsRows ? await EdgesAsync(found.Hits, caller, cancellationToken) : [];
        var info = new PageInfo(found.HasMore, search.After is not null, found.Hits is [var first, ..] ? first.Cursor : null, found.Hits is [.., var last] ? last.Cursor : null);
        return new(edges, info, found.Total, await FacetsAsync(found, cancellationToken), found.Indexed.At);
    }

    /// <summary>An operator's own system finds what it has just written; consumers are not made to wait.</summary>
    private async Task SeeOwnWritesAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } own } && await lines.LastAsync(own, OwnWrites, cancellationToken) is { } position)
        {
            await index.Engine.WaitForAsync(position, OwnWrites, cancellationToken);
        }
    }

    /// <summary>A hit that is no longer on the shelf is left out: the index may be a moment behind.</summary>
    private async Task<IReadOnlyList<ListingSearchEdge>> EdgesAsync(IReadOnlyList<SearchHit> hits, Caller caller, CancellationToken cancellationToken)
    {
        if (hits.Count == 0)
        {
            return [];
        }

        var ids = hits.Select(hit => ListingId.From(hit.Id)).ToList();
        var rows = await database.Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(caller)
            .Where(x => ids.Contains(x.Id) && x.State == ListingState.Published)
            .ToDictionaryAsync(x => x.Id.Value, cancellationToken);
        return [.. hits.Where(hit => rows.ContainsKey(hit.Id)).Select(hit => new ListingSearchEdge(rows[hit.Id], hit.Cursor, hit.Score))];
    }

    private async Task<IReadOnlyList<SearchFacet>> FacetsAsync(SearchResult found, CancellationToken cancellationToken)
    {
        var ids = found.Facets.TryGetValue(ListingFacet.Operator, out var counted) ? counted.Select(count => Guid.Parse(count.Value)).ToList() : [];
        var names = ids.Count == 0 ? null : await operators.FindAsync(ids, database, cancellationToken);
        return [.. found.Facets.Select(facet => new SearchFacet(facet.Key, [.. facet.Value.Select(count => new SearchFacetValue(
            ValueOf(facet.Key, count.Value),
            facet.Key == ListingFacet.Operator && names!.TryGetValue(Guid.Parse(count.Value), out var name) ? name : LabelOf(facet.Key, count.Value),
            count.Count))]))];
    }

    private static string ValueOf(ListingFacet facet, string value) =>
        facet == ListingFacet.Operator && Guid.TryParse(value, out var id) ? OperatorId.From(id).ToString() : value;

    private static LocalText LabelOf(ListingFacet facet, string value) => facet switch
    {
        ListingFacet.Kind => Named<ListingKind>(value),
        ListingFacet.SharingModel => Named<SharingModel>(value),
        ListingFacet.FunctionalGrade => Named<FunctionalGrade>(value),
        ListingFacet.CosmeticGrade => Named<CosmeticGrade>(value),
        ListingFacet.Compliance => Named<AssessmentVerdict>(value),
        ListingFacet.Category when ProductCategories.TryGet(value, out var category) => category.Name,
        ListingFacet.Prefecture when int.TryParse(value, out var code) && code is >= 1 and <= 47 =>
            new(PublicSafetyCommissions.All[code - 1].PrefectureJa, PublicSafetyCommissions.All[code - 1].PrefectureEn),
        _ => new(value, value),
    };

    private static LocalText Named<T>(string code)
        where T : struct, Enum => Terms<T>.TryRead(code, out var value) ? Terms<T>.Of(value).Name : new(code, code);
}
