using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Jobs;
using CeCommerce.Standards.Editions;

namespace CeCommerce.Listings.Shelf;

/// <summary>
/// Keeps the shelf true when nobody touches a listing: after a change of an operator its listings are judged again, and once a
/// Japanese day and with every edition of the rules all of them, since permits run out, checks grow old and rules come into force over
/// night. What may no longer be published is paused; a verdict that says the same as before leaves the listing alone.
/// </summary>
internal sealed class ShelfReview(EventCursors cursors, ShelfPasses passes, ShelfChanges changes, ActiveEdition active, TimeProvider clock)
{
    private const string Reader = "listings.shelf";

    /// <summary>Does what there is to do and returns how many listings came off the shelf; of several server processes one at a time.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var paused = 0;
        await cursors.TakeAsync(Reader, async reading => paused = await RunAsync(reading, cancellationToken), cancellationToken);
        return paused;
    }

    private async Task<int> RunAsync(CursorReading reading, CancellationToken cancellationToken)
    {
        var (now, read, operators) = (clock.GetUtcNow(), false, new HashSet<OperatorId>());
        var newEdition = false;
        await foreach (var line in reading.ReadAsync(cancellationToken))
        {
            read = true;
            if (line.Kind == OperatorEvents.Changed)
            {
                operators.Add(OperatorId.From(line.SubjectId));
            }

            newEdition |= line.Kind == StandardsEvents.Activated;
        }

        if (newEdition)
        {
            await active.RefreshAsync(cancellationToken);
        }

        if (active.IsBehind)
        {
            // Another server knows the rules in use.
            return 0;
        }

        var today = Tokyo.DayOf(now);
        var newDay = reading.FinishedAt is not { } last || Tokyo.DayOf(last) < today;
        var (paused, isWhole) = newDay || newEdition
            ? await passes.RunAsync(today, newEdition ? AssessmentOccasion.Rules : AssessmentOccasion.Review, cancellationToken)
            : (0, false);

        // A pass that went on where another server left it may have gone by them before they changed.
        foreach (var owner in isWhole ? [] : operators)
        {
            paused += await changes.OfOperatorAsync(owner, today, cancellationToken);
        }

        if (newDay || read)
        {
            reading.Finish(now);
        }

        return paused;
    }
}

/// <summary>Reviews the shelf again and again while the server runs.</summary>
internal sealed class ShelfWorker(IServiceScopeFactory scopes, ILogger<ShelfWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (ShelfReview review, CancellationToken token) => review.RunAsync(token), stoppingToken);
}
