using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>What was told before a lease, version by version, of many listings in one statement.</summary>
internal sealed class RecordsOfLeases(CommerceDatabase database) : BatchLoader<ListingId, IReadOnlyList<LeaseDisclosureRecord>>
{
    private const int Most = 50;

    protected override async Task<IReadOnlyDictionary<ListingId, IReadOnlyList<LeaseDisclosureRecord>>> LoadAsync(
        IReadOnlyCollection<ListingId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<Listing>().AsNoTracking()
            .Where(x => keys.Contains(x.Id))
            .SelectMany(listing => database.Set<LeaseDisclosureRecord>().Where(x => x.ListingId == listing.Id).OrderByDescending(x => x.Version).Take(Most))
            .ToListAsync(cancellation);
        var byListing = found.ToLookup(x => x.ListingId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<LeaseDisclosureRecord>)[.. byListing[key].OrderByDescending(x => x.Version)]);
    }
}
