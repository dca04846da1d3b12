using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CeCommerce.Platform.GraphQL.Paging;

/// <summary>Names an order. Its last key must be unique (the primary key), or rows with equal keys could be skipped.</summary>
public static class Keyset
{
    /// <param name="order">Stable name, part of every cursor: a cursor of another order is refused.</param>
    public static Keyset<T> For<T>(string order)
        where T : class => new(order, []);
}

/// <summary>
/// Pages through a query by the values of its keys, so that nothing that stays is skipped or repeated while rows come and go.
/// Immutable; keep it in a static field. Nulls of a nullable value key stand last in either direction; a reference key must not be null.
/// </summary>
public sealed class Keyset<T>
    where T : class
{
    private readonly string _order;
    private readonly KeysetKey<T>[] _keys;
    private readonly Type[] _types;

    internal Keyset(string order, KeysetKey<T>[] keys) => (_order, _keys, _types) = (order, keys, [.. keys.Select(key => key.Type)]);

    public Keyset<T> Ascending<TKey>(Expression<Func<T, TKey>> key) => With(key, descending: false);

    public Keyset<T> Descending<TKey>(Expression<Func<T, TKey>> key) => With(key, descending: true);

    public Keyset<T> ThenAscending<TKey>(Expression<Func<T, TKey>> key) => With(key, descending: false);

    public Keyset<T> ThenDescending<TKey>(Expression<Func<T, TKey>> key) => With(key, descending: true);

    /// <summary>One page in one statement; the total is counted by a second one only when the field totalCount is asked for.</summary>
    /// <param name="source">Already filtered, not yet ordered; EF Core or a list's <c>AsQueryable()</c>.</param>
    /// <param name="page">From the resolver's parameter.</param>
    /// <param name="filter">A <see cref="Cursor.Fingerprint"/> of what the source is filtered by; empty when nothing can be chosen.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public async Task<Page<T>> PageAsync(IQueryable<T> source, PageArguments page, string filter = "", CancellationToken cancellation = default)
    {
        var query = Slice(source, page, filter);
        var isDatabase = source.Provider is IAsyncQueryProvider;
        var rows = isDatabase ? await query.ToListAsync(cancellation) : query.ToList();
        var hasMore = rows.Count > page.Size;
        if (hasMore)
        {
            rows.RemoveAt(page.Size);
        }

        if (page.Backward)
        {
            rows.Reverse();
        }

        var edges = rows.ConvertAll(row => new Edge<T>(row, CursorOf(row, filter)));
        var continues = page.Cursor is not null;
        var info = new PageInfo(
            page.Backward ? continues : hasMore, page.Backward ? hasMore : continues, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new Page<T>(edges, info, async token => isDatabase ? await source.CountAsync(token) : source.Count());
    }

    /// <summary>The cursor of one row of this order.</summary>
    public string CursorOf(T row, string filter = "") => Cursor.Write(_order, filter, _keys.Select(key => key.Read(row)));

    /// <summary>The ordered query of one page and one row more, for those who project it themselves.</summary>
    public IQueryable<T> Slice(IQueryable<T> source, PageArguments page, string filter = "")
    {
        if (page.Cursor is not null)
        {
            source = source.Where(Beyond(Cursor.Read(page.Cursor, _order, filter, _types), page.Backward));
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            source = _keys[i].Sort(source, isFirst: i == 0, page.Backward);
        }

        return source.Take(page.Size + 1);
    }

    // (a, b, c) > (x, y, z) spelled out as a > x OR (a = x AND (b > y OR (b = y AND c > z))): directions may differ from key to key.
    private Expression<Func<T, bool>> Beyond(object?[] values, bool backward)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? beyond = null;
        for (var i = _keys.Length - 1; i >= 0; i--)
        {
            var after = _keys[i].After(row, values[i], backward);
            var tied = beyond is null ? null : Expression.AndAlso(_keys[i].Same(row, values[i]), beyond);
            beyond = after is null ? tied : tied is null ? after : Expression.OrElse(after, tied);
        }

        if (beyond is not null && _keys.Length > 1 && _keys[0].AtOrAfter(row, values[0], backward) is { } range)
        {
            beyond = Expression.AndAlso(range, beyond);
        }

        return Expression.Lambda<Func<T, bool>>(beyond ?? Expression.Constant(false), row);
    }

    private Keyset<T> With<TKey>(Expression<Func<T, TKey>> key, bool descending) =>
        new(_order, [.. _keys, new KeysetKey<T, TKey>(key, descending)]);
}
