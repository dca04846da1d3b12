using System.Net.Sockets;
using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Jobs;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>
/// Keeps the shelf true when nobody touches a listing: after a change of an operator its listings are judged again, and once a
/// Japanese day and with every edition of the rules all of them, since permits run out, checks grow old and rules come into force over
/// night. A new recall is held against the units of its brands and models at once. What may no longer be
/// published is paused; a verdict that says the same as before leaves the listing alone.
/// </summary>
internal sealed partial class ShelfReview(
    CommerceDatabase database, EventCursors cursors, ActiveEdition active, TimeProvider clock, ILogger<ShelfReview> logger)
{
    private const string Reader = "listings.shelf";
    private const int Chunk = 200;
    private const int Attempts = 5;

    /// <summary>A verdict given this shortly after a change of its operator may not have seen it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private StandardsEngine _standards = active.Engine;

    private ListingJournal Journal => new(_standards, entry => database.Add(entry));

    /// <summary>Does what there is to do and returns how many listings came off the shelf; of several server processes one at a time.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var paused = 0;
        await cursors.TakeAsync(Reader, async reading => paused = await RunAsync(reading, cancellationToken), cancellationToken);
        return paused;
    }

    private async Task<int> RunAsync(CursorReading reading, CancellationToken cancellationToken)
    {
        var (now, read, changes, recalls) = (clock.GetUtcNow(), false, new Dictionary<Guid, DateTimeOffset>(), new HashSet<RecallId>());
        var newEdition = false;
        await foreach (var line in reading.ReadAsync(cancellationToken))
        {
            read = true;
            if (line.Kind == OperatorEvents.Changed)
            {
                changes[line.SubjectId] = line.At + Overlap;
            }
            else if (RecallEvents.Has(line.Kind))
            {
                recalls.Add(RecallId.From(line.SubjectId));
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

        _standards = active.Engine;

        var today = Tokyo.DayOf(now);
        var newDay = reading.FinishedAt is not { } last || Tokyo.DayOf(last) < today;
        var paused = newDay || newEdition || changes.Count > 0
            ? await ReviewAsync(newDay ? Tokyo.StartOf(today).ToUniversalTime() : DateTimeOffset.UnixEpoch, newEdition, changes, now, cancellationToken)
            : 0;
        foreach (var recall in recalls)
        {
            paused += await ReviewRecalledAsync(recall, now, cancellationToken);
        }

        if (newDay || read)
        {
            reading.Finish(now);
        }

        return paused;
    }

    /// <summary>What was judged before that time, by another edition, or before its operator changed, in chunks by id.</summary>
    private async Task<int> ReviewAsync(
        DateTimeOffset judgedBefore, bool newEdition, Dictionary<Guid, DateTimeOffset> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (operators, times, edition) = (changes.Keys.ToArray(), changes.Values.ToArray(), _standards.Edition.Version);
        var (paused, after) = (0, Guid.Empty);
        while (true)
        {
            var from = after;
            var ids = await database.Database
                .SqlQuery<Guid>(
                    $"""
                    SELECT id AS "Value" FROM listings.listings
                    WHERE state = 'Published' AND id > {from} AND (assessed_at < {judgedBefore} OR ({newEdition} AND compliance ->> 'packVersion' IS DISTINCT FROM {edition}) OR EXISTS (
                        SELECT FROM unnest({operators}, {times}) AS change (operator_id, until)
                        WHERE change.operator_id = listings.operator_id AND assessed_at < change.until))
                    ORDER BY id LIMIT {Chunk}
                    """)
                .ToListAsync(cancellationToken);
            paused += await ReviewEachAsync([.. ids.Select(ListingId.From)], now, cancellationToken);
            if (ids.Count < Chunk)
            {
                return paused;
            }

            after = ids[^1];
        }
    }

    /// <summary>The listings over units that a recall is found by, judged by all recalls.</summary>
    private async Task<int> ReviewRecalledAsync(RecallId recall, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paused = 0;
        foreach (var model in await database.Set<RecalledModel>().AsNoTracking().Where(x => x.RecallId == recall).ToListAsync(cancellationToken))
        {
            var items = await database.ItemsOfModelAsync(model.BrandKey, model.ModelKey, model.IsPrefix, cancellationToken);
            foreach (var chunk in items.Chunk(Chunk))
            {
                var listings = await database.Set<Listing>().Where(x => chunk.Contains(x.ItemId) && x.State == ListingState.Published).Select(x => x.Id).ToListAsync(cancellationToken);
                paused += listings.Count == 0 ? 0 : await ReviewEachAsync(listings, now, cancellationToken);
            }
        }

        return paused;
    }

    /// <summary>Together, or when that fails one by one: a listing that cannot be looked at is logged and left to the next day, those behind it are not.</summary>
    private async Task<int> ReviewEachAsync(IReadOnlyList<ListingId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await ReviewAsync(ids, now, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && failure.GetBaseException() is not (IOException or SocketException))
        {
            if (ids is [var one])
            {
                ReviewFailed(logger, failure, one.ToString());
                return 0;
            }

            var paused = 0;
            foreach (var id in ids)
            {
                paused += await ReviewEachAsync([id], now, cancellationToken);
            }

            return paused;
        }
    }

    private async Task<int> ReviewAsync(IReadOnlyList<ListingId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            database.ChangeTracker.Clear();
            var listings = await database.Set<Listing>()
                .Where(x => ids.Contains(x.Id) && x.State == ListingState.Published)
                .Include(x => x.Operator)
                .Include(x => x.Item).ThenInclude(x => x.Serials)
                .AsSingleQuery()
                .ToListAsync(cancellationToken);
            var waivers = await database.WaiversAsync([.. listings.Select(x => x.OperatorId).Distinct()], [.. listings.Select(x => x.Id)], Tokyo.DayOf(now), cancellationToken);
            var recalls = await database.RecallsOfAsync(
                listings.Select(listing => FactsOfListing.RecallSubjectOf(listing.Item.AsDescription())), Tokyo.DayOf(now), cancellationToken);
            var paused = listings.Count(listing => Pauses(listing, new(waivers.Of(listing.OperatorId, listing.Id), recalls), now));
            try
            {
                await database.SaveChangesAsync(cancellationToken);
                return paused;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // One of them was changed or sold meanwhile: they are looked at again as they are now.
            }
        }
    }

    private bool Pauses(Listing listing, Circumstances circumstances, DateTimeOffset now)
    {
        var facts = FactsOfListing.From(
            FactsOfListing.Of(listing.Operator), listing.Item.AsDescription(), listing.AsOffer(), Tokyo.DayOf(now), circumstances.Recalls);
        var verdict = Compliance.Of(_standards, facts).WaivedBy(circumstances.Waivers);
        if (verdict.MayStay && listing.Compliance is { } known && verdict.SaysTheSameAs(known))
        {
            return false;
        }

        var grace = listing.GraceUntil;
        Journal.Assessed(listing, facts, verdict, new(AssessmentOccasion.Review, Caller.System, now));
        if (!verdict.MayStay)
        {
            listing.Move(ListingState.Paused, ListingActor.System, now);
        }

        Journal.Record(
            listing, verdict.MayStay ? "changed" : "paused", Caller.System, now,
            why: verdict.MayStay ? "standards looked again" : "no longer meets the standards");
        Journal.Grace(listing, grace, now);
        return !verdict.MayStay;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The standards could not look at {Listing} again.")]
    private static partial void ReviewFailed(ILogger logger, Exception failure, string listing);
}

/// <summary>Reviews the shelf again and again while the server runs.</summary>
internal sealed class ShelfWorker(IServiceScopeFactory scopes, ILogger<ShelfWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (ShelfReview review, CancellationToken token) => review.RunAsync(token), stoppingToken);
}
