using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Records of a listing that are asked for.</summary>
/// <param name="Before">Only those with a smaller number; null: all.</param>
internal readonly record struct WantedRecords(ListingId Listing, int? Before);

/// <summary>What was told before a lease, version by version, newest first, of many listings in one statement for each <see cref="WantedRecords.Before"/>.</summary>
internal sealed class RecordsOfLeases(CommerceDatabase database) : BatchLoader<WantedRecords, IReadOnlyList<LeaseDisclosureRecord>>
{
    private const int Most = 50;

    protected override async Task<IReadOnlyDictionary<WantedRecords, IReadOnlyList<LeaseDisclosureRecord>>> LoadAsync(
        IReadOnlyCollection<WantedRecords> keys, CancellationToken cancellation)
    {
        var records = new Dictionary<WantedRecords, IReadOnlyList<LeaseDisclosureRecord>>();
        foreach (var alike in keys.GroupBy(key => key.Before))
        {
            var found = (await ReadAsync([.. alike.Select(key => key.Listing)], alike.Key ?? int.MaxValue, cancellation)).ToLookup(x => x.ListingId);
            foreach (var key in alike)
            {
                records[key] = [.. found[key.Listing].OrderByDescending(x => x.Version)];
            }
        }

        return records;
    }

    private Task<List<LeaseDisclosureRecord>> ReadAsync(List<ListingId> listings, int before, CancellationToken cancellation) => database.Set<Listing>().AsNoTracking()
        .Where(x => listings.Contains(x.Id))
        .SelectMany(listing => database.Set<LeaseDisclosureRecord>().Where(x => x.ListingId == listing.Id && x.Version < before).OrderByDescending(x => x.Version).Take(Most))
        .ToListAsync(cancellation);
}
