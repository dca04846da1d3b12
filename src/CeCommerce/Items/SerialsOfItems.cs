using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>
/// The serial numbers of many items in one statement; an item without any has an empty list. Numbers that count for one operator alone
/// are left out once another has the item.
/// </summary>
internal sealed class SerialsOfItems(CommerceDatabase database) : BatchLoader<ItemId, IReadOnlyList<ItemSerial>>
{
    protected override async Task<IReadOnlyDictionary<ItemId, IReadOnlyList<ItemSerial>>> LoadAsync(IReadOnlyCollection<ItemId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<ItemSerial>().AsNoTracking()
            .Where(x => keys.Contains(x.ItemId)).OrderBy(x => x.Namespace).ThenBy(x => x.Value)
            .Select(x => new { Serial = x, Owner = database.Set<Item>().Where(item => item.Id == x.ItemId).Select(item => item.OperatorId).Single() })
            .ToListAsync(cancellation);
        var byItem = found.Where(x => x.Serial.OperatorId == x.Owner || !x.Serial.Number.IsOfOneOperator).Select(x => x.Serial).ToLookup(x => x.ItemId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<ItemSerial>)[.. byItem[key]]);
    }
}
