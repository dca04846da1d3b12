using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>The serial numbers of many items in one statement; an item without any has an empty list.</summary>
internal sealed class SerialsOfItems(CommerceDatabase database) : BatchLoader<ItemId, IReadOnlyList<ItemSerial>>
{
    protected override async Task<IReadOnlyDictionary<ItemId, IReadOnlyList<ItemSerial>>> LoadAsync(IReadOnlyCollection<ItemId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<ItemSerial>().AsNoTracking()
            .Where(x => keys.Contains(x.ItemId)).OrderBy(x => x.Namespace).ThenBy(x => x.Value)
            .ToListAsync(cancellation);
        var byItem = found.ToLookup(x => x.ItemId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<ItemSerial>)[.. byItem[key]]);
    }
}
