using CeCommerce.Items;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>Finds the listings on the shelf that a change of something else concerns, and has them judged anew.</summary>
internal sealed class ShelfChanges(CommerceDatabase database, ListingReviews reviews)
{
    private const int Chunk = 200;

    /// <summary>A verdict given this shortly after a change of its operator may not have seen it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    /// <summary>What was judged before its operator changed, in chunks by id.</summary>
    public async Task<int> OfOperatorsAsync(IReadOnlyDictionary<Guid, DateTimeOffset> changes, CancellationToken cancellationToken)
    {
        var (operators, times) = (changes.Keys.ToArray(), changes.Values.Select(at => at + Overlap).ToArray());
        var (paused, after) = (0, Guid.Empty);
        while (true)
        {
            var from = after;
            var ids = await database.Database
                .SqlQuery<Guid>(
                    $"""
                    SELECT id AS "Value" FROM listings.listings
                    WHERE state = 'Published' AND id > {from} AND EXISTS (
                        SELECT FROM unnest({operators}, {times}) AS change (operator_id, until)
                        WHERE change.operator_id = listings.operator_id AND assessed_at < change.until)
                    ORDER BY id LIMIT {Chunk}
                    """)
                .ToListAsync(cancellationToken);
            paused += await reviews.RunAsync([.. ids.Select(ListingId.From)], cancellationToken);
            if (ids.Count < Chunk)
            {
                return paused;
            }

            after = ids[^1];
        }
    }

    /// <summary>The listings over units that a recall is found by, judged by all recalls.</summary>
    public async Task<int> OfRecallAsync(RecallId recall, CancellationToken cancellationToken)
    {
        var paused = 0;
        foreach (var model in await database.Set<RecalledModel>().AsNoTracking().Where(x => x.RecallId == recall).ToListAsync(cancellationToken))
        {
            var items = await database.ItemsOfModelAsync(model.BrandKey, model.ModelKey, model.IsPrefix, cancellationToken);
            foreach (var chunk in items.Chunk(Chunk))
            {
                var listings = await database.Set<Listing>().Where(x => chunk.Contains(x.ItemId) && x.State == ListingState.Published).Select(x => x.Id).ToListAsync(cancellationToken);
                paused += listings.Count == 0 ? 0 : await reviews.RunAsync(listings, cancellationToken);
            }
        }

        return paused;
    }
}
