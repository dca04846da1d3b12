using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Waivers;

/// <summary>The waivers of many findings in one statement, as far as the caller may see them.</summary>
internal sealed class WaiversById(CommerceDatabase database) : BatchLoader<WaiverId, Waiver>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Waiver?> Load(WaiverId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override async Task<IReadOnlyDictionary<WaiverId, Waiver>> LoadAsync(IReadOnlyCollection<WaiverId> keys, CancellationToken cancellation) =>
        await database.Set<Waiver>().AsNoTracking().Whole().VisibleTo(_caller).Where(x => keys.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
