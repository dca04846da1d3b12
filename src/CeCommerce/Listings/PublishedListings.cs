using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>The whole shelf, for whoever reads all of it.</summary>
internal static class PublishedListings
{
    /// <summary>The ids of the next published listings in the order of their ids, so that nobody has to keep a statement open over all of them.</summary>
    public static Task<List<Guid>> PublishedAfterAsync(this CommerceDatabase database, Guid after, int count, CancellationToken cancellationToken) => database.Database
        .SqlQuery<Guid>($"SELECT id AS \"Value\" FROM listings.listings WHERE state = 'Published' AND id > {after} ORDER BY id LIMIT {count}")
        .ToListAsync(cancellationToken);
}
