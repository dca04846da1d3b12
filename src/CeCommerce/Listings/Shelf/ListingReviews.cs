using System.Net.Sockets;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>Judges listings on the shelf anew by the rules in use. What may no longer be published is paused; a verdict that says the same leaves the listing alone.</summary>
internal sealed partial class ListingReviews(CommerceDatabase database, ActiveEdition active, TimeProvider clock, ILogger<ListingReviews> logger)
{
    private const int Together = 200;
    private const int Attempts = 5;

    private ListingJournal Journal => new(active.Engine, entry => database.Add(entry));

    /// <summary>Answers how many came off the shelf.</summary>
    public async Task<int> RunAsync(IEnumerable<ListingId> ids, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        var paused = 0;
        foreach (var some in ids.Chunk(Together))
        {
            paused += await EachAsync(some, occasion, cancellationToken);
        }

        return paused;
    }

    /// <summary>Together, or when that fails one by one: a listing that cannot be looked at is logged and left to the next day, those behind it are not.</summary>
    private async Task<int> EachAsync(ListingId[] ids, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        try
        {
            return await ReviewAsync(ids, occasion, cancellationToken);
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
                paused += await EachAsync([id], occasion, cancellationToken);
            }

            return paused;
        }
    }

    private async Task<int> ReviewAsync(IReadOnlyList<ListingId> ids, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            database.ChangeTracker.Clear();
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var listings = await database.Set<Listing>()
                .Where(x => ids.Contains(x.Id) && x.State == ListingState.Published)
                .Include(x => x.Operator)
                .Include(x => x.Item).ThenInclude(x => x.Serials)
                .AsSingleQuery()
                .ToListAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var waivers = await database.WaiversAsync([.. listings.Select(x => x.OperatorId).Distinct()], [.. listings.Select(x => x.Id)], Tokyo.DayOf(now), cancellationToken);
            var recalls = await database.RecallsOfAsync(
                listings.Select(listing => FactsOfListing.RecallSubjectOf(listing.Item.AsDescription())), Tokyo.DayOf(now), cancellationToken);
            var paused = listings.Count(listing => Pauses(listing, new(waivers.Of(listing.OperatorId, listing.Id), recalls), new(occasion, Caller.System, now)));
            try
            {
                await database.SaveWithJournalAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return paused;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // One of them was changed or sold meanwhile: they are looked at again as they are now.
            }
        }
    }

    private bool Pauses(Listing listing, Circumstances circumstances, Judging judging)
    {
        var now = judging.At;
        var facts = FactsOfListing.From(
            FactsOfListing.Of(listing.Operator), listing.Item.AsDescription(), listing.AsOffer(), Tokyo.DayOf(now), circumstances.Recalls);
        var verdict = Compliance.Of(active.Engine, facts).WaivedBy(circumstances.Waivers);
        if (verdict.MayStay && listing.Compliance is { } known && verdict.SaysTheSameAs(known))
        {
            return false;
        }

        var grace = listing.GraceUntil;
        Journal.Assessed(listing, facts, verdict, judging);
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
