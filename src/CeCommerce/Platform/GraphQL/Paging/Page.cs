using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL.Paging;

/// <summary>Part of an ordered list, in Relay's shape.</summary>
public class Page<T>(IReadOnlyList<Edge<T>> edges, PageInfo pageInfo, Func<CancellationToken, Task<int>>? count = null)
    where T : class
{
    /// <summary>It looks at every row of all pages.</summary>
    private const int Counting = 20;

    private readonly Func<CancellationToken, Task<int>>? _count = count;

    /// <summary>The things on this page, each with its cursor.</summary>
    public IReadOnlyList<Edge<T>> Edges { get; } = edges;

    /// <summary>Whether there is more before and after.</summary>
    public PageInfo PageInfo { get; } = pageInfo;

    /// <summary>The things on this page without their cursors.</summary>
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);

    /// <summary>How many there are over all pages; counted only when asked for, null where counting is not offered.</summary>
    [Cost(Counting)]
    public async Task<int?> TotalCount(CancellationToken cancellation) => _count is null ? null : await _count(cancellation);
}

/// <summary>One thing on a page and where it stands.</summary>
/// <param name="Node">The thing itself.</param>
/// <param name="Cursor">Opaque; pass it as `after` or `before` to continue from here.</param>
public sealed record Edge<T>(T Node, string Cursor)
    where T : class;

/// <summary>Whether a page has neighbours, and the cursors of its ends.</summary>
/// <param name="HasNextPage">True when there is at least one more after this page.</param>
/// <param name="HasPreviousPage">True when there is at least one more before this page.</param>
/// <param name="StartCursor">The cursor of the first thing, null on an empty page.</param>
/// <param name="EndCursor">The cursor of the last thing, null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
