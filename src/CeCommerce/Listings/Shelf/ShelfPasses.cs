using CeCommerce.Platform.Database;
using CeCommerce.Standards.Editions;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>
/// Looks at the whole shelf, once a day and by each edition of the rules: what the rules come to is compared with the verdict that stands, and
/// only listings of which they come to something else are judged in a transaction of their own. A pass that was cut off goes on where it was.
/// </summary>
internal sealed class ShelfPasses(CommerceDatabase database, ShelfRows rows, ListingReviews reviews, ActiveEdition active, TimeProvider clock)
{
    private const int Chunk = 2_000;
    private const int Together = 200;

    /// <summary>Answers how many listings came off the shelf.</summary>
    public async Task<int> RunAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var (standards, paused) = (active.Engine, 0);
        var pass = await GoOnAsync(standards.Edition.Version, today, cancellationToken);
        while (pass.FinishedAt is null)
        {
            var chunk = await rows.AfterAsync(pass.After, Chunk, today, cancellationToken);
            ListingId[] others = [.. chunk.AsParallel().AsOrdered().Where(row => row.IsOtherBy(standards)).Select(row => row.Id)];
            var off = 0;
            foreach (var some in others.Chunk(Together))
            {
                off += await reviews.RunAsync(some, cancellationToken);
            }

            paused += off;
            await CameAsync(pass, chunk, (others.Length, off), cancellationToken);
        }

        return paused;
    }

    private async Task<ShelfPass> GoOnAsync(string edition, DateOnly today, CancellationToken cancellationToken)
    {
        var last = await database.Set<ShelfPass>().AsNoTracking().OrderByDescending(x => x.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is { FinishedAt: null } && last.Edition == edition && last.Day == today)
        {
            return last;
        }

        var expected = await database.Set<Listing>().CountAsync(x => x.State == ListingState.Published, cancellationToken);
        var begun = ShelfPass.Begin(edition, today, expected, clock.GetUtcNow());
        database.Add(begun);
        await database.SaveChangesAsync(cancellationToken);
        return begun;
    }

    private async Task CameAsync(ShelfPass pass, IReadOnlyList<ShelfRow> chunk, (int Changed, int Paused) count, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        if (chunk is [.., var last])
        {
            pass.Came(last.Id, chunk.Count, count.Changed, count.Paused);
        }

        if (chunk.Count < Chunk)
        {
            pass.Finish(clock.GetUtcNow());
        }

        database.Update(pass);
        await database.SaveChangesAsync(cancellationToken);
    }
}
