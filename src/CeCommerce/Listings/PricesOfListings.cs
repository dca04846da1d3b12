using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>The price histories of many listings in one statement.</summary>
internal sealed class PricesOfListings(CommerceDatabase database) : BatchLoader<ListingId, IReadOnlyList<PriceChange>>
{
    private const int Longest = 50;

    protected override async Task<IReadOnlyDictionary<ListingId, IReadOnlyList<PriceChange>>> LoadAsync(IReadOnlyCollection<ListingId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<Listing>().AsNoTracking()
            .Where(x => keys.Contains(x.Id))
            .SelectMany(listing => database.Set<PriceChange>().Where(x => x.ListingId == listing.Id).OrderByDescending(x => x.Id).Take(Longest))
            .ToListAsync(cancellation);
        var byListing = found.ToLookup(x => x.ListingId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<PriceChange>)[.. byListing[key].OrderByDescending(x => x.Id)]);
    }
}
