using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Paging;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items.Acts;

/// <summary>Which part of the acts of which unit.</summary>
internal readonly record struct WantedActs(ItemId Item, PageArguments Page);

/// <summary>What was done to many units, newest first: one statement for all that ask for the same part.</summary>
internal sealed class ActsOfItems(CommerceDatabase database) : BatchLoader<WantedActs, Page<Act>>
{
    private const string Order = "acts";

    protected override async Task<IReadOnlyDictionary<WantedActs, Page<Act>>> LoadAsync(IReadOnlyCollection<WantedActs> keys, CancellationToken cancellation)
    {
        var pages = new Dictionary<WantedActs, Page<Act>>();
        foreach (var part in keys.GroupBy(key => key.Page, key => key.Item))
        {
            var found = await Slice([.. part], part.Key).ToListAsync(cancellation);
            var byItem = found.ToLookup(act => act.ItemId);
            foreach (var item in part)
            {
                pages[new(item, part.Key)] = PageOf([.. byItem[item].OrderByDescending(act => act.Number)], part.Key);
            }
        }

        return pages;
    }

    private IQueryable<Act> Slice(List<ItemId> items, PageArguments page)
    {
        int? at = page.Cursor is { } cursor ? (int)Cursor.Read(cursor, Order, "", typeof(int))[0]! : null;
        var wanted = database.Set<Item>().AsNoTracking().Where(item => items.Contains(item.Id));
        return page.Backward
            ? wanted.SelectMany(item => database.Set<Act>().Where(x => x.ItemId == item.Id && (at == null || x.Number > at)).OrderBy(x => x.Number).Take(page.Size + 1))
            : wanted.SelectMany(item => database.Set<Act>().Where(x => x.ItemId == item.Id && (at == null || x.Number < at)).OrderByDescending(x => x.Number).Take(page.Size + 1));
    }

    private static Page<Act> PageOf(List<Act> acts, PageArguments page)
    {
        var hasMore = acts.Count > page.Size;
        var shown = !hasMore ? acts : page.Backward ? acts[^page.Size..] : acts[..page.Size];
        var edges = shown.ConvertAll(act => new Edge<Act>(act, Cursor.Write(Order, "", act.Number)));
        var continues = page.Cursor is not null;
        return new(edges, new(page.Backward ? continues : hasMore, page.Backward ? hasMore : continues, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }
}
