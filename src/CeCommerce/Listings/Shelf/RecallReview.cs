using CeCommerce.Platform.Events;
using CeCommerce.Platform.Jobs;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Listings.Shelf;

/// <summary>Holds a new recall, or the end of one, against the units of its brands and models at once, beside whatever look at the whole shelf is under way.</summary>
internal sealed class RecallReview(EventCursors cursors, ShelfChanges changes, ActiveEdition active, TimeProvider clock)
{
    private const string Reader = "listings.recalls";

    /// <summary>Answers how many listings came off the shelf; of several server processes one at a time.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var paused = 0;
        await cursors.TakeAsync(Reader, async reading => paused = await RunAsync(reading, cancellationToken), cancellationToken);
        return paused;
    }

    private async Task<int> RunAsync(CursorReading reading, CancellationToken cancellationToken)
    {
        var (now, read, paused, recalls) = (clock.GetUtcNow(), false, 0, new HashSet<RecallId>());
        await foreach (var line in reading.ReadAsync(cancellationToken))
        {
            read = true;
            if (RecallEvents.Has(line.Kind))
            {
                recalls.Add(RecallId.From(line.SubjectId));
            }
        }

        if (active.IsBehind)
        {
            // Another server knows the rules in use.
            return 0;
        }

        foreach (var recall in recalls)
        {
            paused += await changes.OfRecallAsync(recall, cancellationToken);
        }

        if (read)
        {
            reading.Finish(now);
        }

        return paused;
    }
}

/// <summary>Looks for recalls again and again while the server runs.</summary>
internal sealed class RecallWorker(IServiceScopeFactory scopes, ILogger<RecallWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (RecallReview review, CancellationToken token) => review.RunAsync(token), stoppingToken);
}
