using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>The listings of many orders in one statement, as far as the caller may see them.</summary>
internal sealed class ListingsOfOrders(CommerceDatabase database) : BatchLoader<ListingId, Listing>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Listing?> Load(ListingId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override async Task<IReadOnlyDictionary<ListingId, Listing>> LoadAsync(IReadOnlyCollection<ListingId> keys, CancellationToken cancellation) =>
        await database.Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(_caller)
            .Where(listing => keys.Contains(listing.Id))
            .ToDictionaryAsync(listing => listing.Id, cancellation);
}
