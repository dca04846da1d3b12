using CeCommerce.Platform.Database;
using CeCommerce.Standards.Editions;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>Looks at the whole shelf, once a day and by each edition of the rules. A pass that was cut off goes on where it was.</summary>
internal sealed class ShelfPasses(CommerceDatabase database, ShelfLooks looks, ListingReviews reviews, ActiveEdition active, TimeProvider clock)
{
    private const int Chunk = 5_000;

    /// <summary>Answers how many listings came off the shelf, and whether it looked at all from the first on.</summary>
    public async Task<(int Paused, bool IsWhole)> RunAsync(DateOnly today, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        var pass = await GoOnAsync(active.Engine.Edition.Version, today, cancellationToken);
        if (pass.FinishedAt is not null)
        {
            return (0, false);
        }

        var (before, isWhole) = (pass.Paused, pass.LookedAt == 0);
        await looks.RunAsync(new(pass.After, Chunk, today), occasion, look => CameAsync(pass, look, cancellationToken), cancellationToken);
        var late = await CatchUpAsync(pass, occasion, cancellationToken);
        database.ChangeTracker.Clear();
        pass.Finish(clock.GetUtcNow());
        database.Update(pass);
        await database.SaveChangesAsync(cancellationToken);
        return (pass.Paused - before + late, isWhole);
    }

    private async Task<ShelfPass> GoOnAsync(string edition, DateOnly today, CancellationToken cancellationToken)
    {
        var last = await database.Set<ShelfPass>().AsNoTracking().OrderByDescending(x => x.Id).FirstOrDefaultAsync(cancellationToken);
        if (last?.Edition == edition && last.Day == today)
        {
            return last;
        }

        var expected = await database.Set<Listing>().CountAsync(x => x.State == ListingState.Published, cancellationToken);
        var begun = ShelfPass.Begin(edition, today, expected, clock.GetUtcNow());
        database.Add(begun);
        await database.SaveChangesAsync(cancellationToken);
        return begun;
    }

    /// <summary>What a server judged by another edition behind the pass's back: by the one before, for the moment until it hears of the new one, or to the end of an import.</summary>
    private async Task<int> CatchUpAsync(ShelfPass pass, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        var (since, edition) = (pass.StartedAt.ToUniversalTime(), pass.Edition);
        var ids = await database.Database
            .SqlQuery<Guid>($"SELECT id AS \"Value\" FROM listings.listings WHERE state = 'Published' AND assessed_at >= {since} AND compliance ->> 'packVersion' <> {edition}")
            .ToListAsync(cancellationToken);
        return await reviews.RunAsync(ids.Select(ListingId.From), occasion, cancellationToken);
    }

    private async Task CameAsync(ShelfPass pass, ShelfLook look, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        pass.Came(look);
        database.Update(pass);
        await database.SaveChangesAsync(cancellationToken);
    }
}
