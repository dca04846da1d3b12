using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>Finds the listings on the shelf that a change of something else concerns, and has them judged anew.</summary>
internal sealed class ShelfChanges(CommerceDatabase database, ShelfLooks looks, ListingReviews reviews)
{
    private const int Chunk = 200;
    private const int Part = 2_000;

    /// <summary>The shelf of an operator that changed.</summary>
    public async Task<int> OfOperatorAsync(OperatorId owner, DateOnly today, CancellationToken cancellationToken)
    {
        var paused = 0;
        await looks.RunAsync(
            new(ListingId.From(Guid.Empty), Part, today, owner),
            AssessmentOccasion.Operator,
            look =>
            {
                paused += look.Paused;
                return Task.CompletedTask;
            },
            cancellationToken);
        return paused;
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
                paused += listings.Count == 0 ? 0 : await reviews.RunAsync(listings, AssessmentOccasion.Recall, cancellationToken);
            }
        }

        return paused;
    }
}
