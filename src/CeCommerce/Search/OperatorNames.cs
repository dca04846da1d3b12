using BitFaster.Caching;
using BitFaster.Caching.Lru;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Search;

/// <summary>Names for the operator facet. Kept for a minute, so that a search does not pay a statement for names that hardly ever change.</summary>
internal sealed class OperatorNames
{
    private readonly ICache<Guid, LocalText> _known = new ConcurrentLruBuilder<Guid, LocalText>().WithCapacity(10_000).WithExpireAfterWrite(TimeSpan.FromMinutes(1)).Build();

    /// <summary>The operator has another name now.</summary>
    public void Forget(Guid id) => _known.TryRemove(id);

    public async Task<IReadOnlyDictionary<Guid, LocalText>> FindAsync(IReadOnlyCollection<Guid> ids, CommerceDatabase database, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, LocalText>();
        foreach (var id in ids)
        {
            if (_known.TryGet(id, out var name))
            {
                found[id] = name;
            }
        }

        if (found.Count == ids.Count)
        {
            return found;
        }

        var missing = ids.Where(id => !found.ContainsKey(id)).Select(OperatorId.From).ToList();
        foreach (var row in await database.Set<Operator>().AsNoTracking().Where(x => missing.Contains(x.Id)).Select(x => new { x.Id, x.Profile }).ToListAsync(cancellationToken))
        {
            var name = row.Profile.TradeName ?? row.Profile.LegalName;
            found[row.Id.Value] = new(name, name);
            _known.AddOrUpdate(row.Id.Value, found[row.Id.Value]);
        }

        return found;
    }
}
