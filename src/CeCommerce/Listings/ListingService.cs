using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;
using Claims = CeCommerce.Items.Claims;

namespace CeCommerce.Listings;

/// <summary>
/// What an operator does with listings. Each verb loads the listing with its item and operator, decides, and saves the
/// change, its verdict, its history and its event in one transaction.
/// </summary>
internal sealed class ListingService(CommerceDatabase database, ItemService items, Claims claims, StandardsEngine standards, ShelfClock shelf)
{
    private static readonly Func<CommerceDatabase, ItemId, ListingId, IAsyncEnumerable<Listing>> OnShelfBeside = EF.CompileAsyncQuery(
        (CommerceDatabase database, ItemId item, ListingId but) => database.Set<Listing>().Where(x => x.ItemId == item && x.Id != but && x.State == ListingState.Published));

    private readonly ListingRows _rows = new(database);
    private readonly ListingJournal _journal = new(standards, entry => database.Add(entry));

    public async Task<Outcome<Listing>> DraftAsync(Caller caller, Item item, Offer offer, string? sourceId, CancellationToken cancellationToken)
    {
        var now = shelf.Now;
        var owner = await database.Set<Operator>().SingleAsync(x => x.Id == item.OperatorId, cancellationToken);
        var listing = Listing.Draft(TypedId.New<ListingId>(now), item, sourceId, offer, now);
        database.Add(listing);
        await AssessAsync(listing, owner, new(AssessmentOccasion.Draft, caller, now), cancellationToken);
        _journal.Price(listing, now);
        Record(listing, "drafted", caller, now);
        return await _rows.SaveAsync(listing, cancellationToken);
    }

    public async Task<Outcome<Listing>> ChangeAsync(Caller caller, ListingId id, string expectedVersion, Func<Offer, Outcome<Offer>> change, CancellationToken cancellationToken)
    {
        if (await _rows.LoadAsync(caller, id, cancellationToken) is not { } listing)
        {
            return new ListingNotFound(id.ToString(), "input", "id");
        }

        if (RowVersion.Text(listing.Version) != expectedVersion)
        {
            return Refused(new ListingChangedMeanwhile(id, RowVersion.Text(listing.Version), "input", "expectedVersion"));
        }

        if (!listing.State.IsOpen())
        {
            return Refused(new ListingClosed(id, listing.State, "input", "id"));
        }

        var (old, now) = (listing.AsOffer(), shelf.Now);
        var read = change(old);
        if (!read.Try(out var offer, out var invalid))
        {
            return Refused(invalid);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.HoldAsync(listing.Operator, cancellationToken);
        var priceMoved = PriceChange.Between(old, offer);
        listing.Offers(offer, now);
        await AssessAsync(listing, listing.Operator, new(priceMoved ? AssessmentOccasion.PriceChange : AssessmentOccasion.Change, caller, now), cancellationToken);
        if (priceMoved)
        {
            _journal.Price(listing, now);
        }

        // What is on the shelf must go on meeting the standards; a change that would not is refused as a whole.
        if (listing.State == ListingState.Published && listing.Compliance is not { MayStay: true })
        {
            return Refused(new StandardsNotMet(id, listing.Compliance, "input"));
        }

        Record(listing, "changed", caller, now, old, offer);
        return await _rows.SaveAsync(listing, cancellationToken, transaction);
    }

    /// <summary>Looks at the listing with today's rules, then puts it on the shelf or says what keeps it off.</summary>
    public async Task<Outcome<Listing>> PublishAsync(Caller caller, ListingId id, CancellationToken cancellationToken)
    {
        if (await _rows.LoadAsync(caller, id, cancellationToken) is not { } listing)
        {
            return new ListingNotFound(id.ToString(), "input", "id");
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await BarredAsync(listing, cancellationToken) is { } barred)
        {
            return Refused(barred);
        }

        await database.HoldAsync(listing.Operator, cancellationToken);
        var (old, now) = (listing.State, shelf.Now);
        await AssessAsync(listing, listing.Operator, new(AssessmentOccasion.Publish, caller, now), cancellationToken);
        var moved = Move(caller, listing, ListingState.Published, now);
        if (moved.Error is not (null or StandardsNotMet))
        {
            return Refused(moved.Error);
        }

        if (moved.Error is null)
        {
            Record(listing, "published", caller, now, old, listing.State);
        }

        // The verdict is worth keeping even when it refuses: the operator reads there what to mend.
        var saved = await _rows.SaveAsync(listing, cancellationToken, transaction);
        return saved.Error is null ? moved : saved;
    }

    public Task<Outcome<Listing>> PauseAsync(Caller caller, ListingId id, string? why, CancellationToken cancellationToken) =>
        MoveAsync(caller, id, ListingState.Paused, "paused", why, cancellationToken);

    public Task<Outcome<Listing>> WithdrawAsync(Caller caller, ListingId id, string? why, CancellationToken cancellationToken) =>
        MoveAsync(caller, id, ListingState.Withdrawn, "withdrawn", why, cancellationToken);

    /// <summary>Takes the listing down, and whatever else offers its item: until the platform lifts that, no listing may.</summary>
    public async Task<Outcome<Listing>> SuspendAsync(Caller caller, ListingId id, string why, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await _rows.LoadAsync(caller, id, cancellationToken) is { } listing)
        {
            await items.LockAsync(listing.ItemId, cancellationToken);
            await PauseOthersAsync(caller, listing, "another listing of the item is suspended", cancellationToken);
        }

        var moved = await MoveAsync(caller, id, ListingState.Suspended, "suspended", why, cancellationToken);
        if (moved.Error is null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return moved;
    }

    /// <summary>Part of an order's transaction: the caller saves.</summary>
    public Outcome<Listing> Sell(Caller caller, Listing listing)
    {
        var now = shelf.Now;
        var moved = listing.Move(ListingState.Sold, ListingActor.System, now);
        if (moved.Error is null)
        {
            Record(listing, "sold", caller, now);
        }

        return moved;
    }

    /// <summary>
    /// Part of the hand-over's transaction: what was sold is judged by what is known now, a recall that came since say. It stands with the
    /// listing and in its history; the sale itself is not undone by it.
    /// </summary>
    public async Task HandOverAsync(Caller caller, ListingId id, CancellationToken cancellationToken)
    {
        var listing = await database.Set<Listing>()
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .SingleAsync(x => x.Id == id, cancellationToken);
        var now = shelf.Now;
        var circumstances = await CircumstancesAsync(listing, listing.Operator, now, cancellationToken);
        if (_journal.Assess(listing, FactsOfListing.Of(listing.Operator), circumstances, new(AssessmentOccasion.HandOver, caller, now)))
        {
            Record(listing, "changed", caller, now, why: "standards looked at the hand-over");
        }
    }

    /// <summary>Takes the item's other listings off the shelf, as part of the caller's transaction, which saves; after a sale's claim or with the item locked.</summary>
    public async Task PauseOthersAsync(Caller caller, Listing listing, string why, CancellationToken cancellationToken)
    {
        var now = shelf.Now;
        var others = await OnShelfBeside(database, listing.ItemId, listing.Id).ToListAsync(cancellationToken);
        foreach (var other in others)
        {
            other.Move(ListingState.Paused, ListingActor.System, now);
            Record(other, "paused", caller, now, why: why);
        }
    }

    /// <summary>Part of a cancellation's transaction: the item is back, and on the shelf again when it still meets the standards.</summary>
    public async Task TakeBackAsync(Caller caller, Listing listing, CancellationToken cancellationToken)
    {
        var now = shelf.Now;
        if (listing.Move(ListingState.Paused, ListingActor.System, now).Error is not null)
        {
            return;
        }

        await database.HoldAsync(listing.Operator, cancellationToken);
        await AssessAsync(listing, listing.Operator, new(AssessmentOccasion.Publish, caller, now), cancellationToken);
        var onShelf = await _rows.SuspendedAsync(listing, cancellationToken) is null && shelf.Payouts.MayBePaid(listing.Operator)
            && listing.Move(ListingState.Published, ListingActor.System, now).Error is null;
        Record(listing, onShelf ? "published" : "paused", caller, now, why: "order cancelled");
    }

    /// <summary>What was sold through it came back: it waits off the shelf until somebody has looked at the item. Part of the caller's transaction, which saves.</summary>
    public void Return(Caller caller, Listing listing)
    {
        var now = shelf.Now;
        if (listing.Move(ListingState.Paused, ListingActor.System, now).Error is null)
        {
            Record(listing, "paused", caller, now, why: "item returned");
        }
    }

    /// <summary>Today's verdict over a listing with its item and operator; the stored one stays. Recalls take it off the shelf by the review.</summary>
    public Compliance Today(Listing listing) =>
        Check(listing.Operator, listing.Item.AsDescription(), listing.AsOffer(), KnownRecalls.None).WaivedAs(listing.Compliance, shelf.Today);

    /// <summary>Today's verdict over a listing that is not stored, and what it was taken to offer: a what-if.</summary>
    public async Task<(Compliance Verdict, Offered Offered)> CheckAsync(Operator owner, ItemDescription item, Offer offer, CancellationToken cancellationToken) =>
        (Check(owner, item, offer, await RecallsAsync(item, cancellationToken)), FactsOfListing.WhatIsOffered(standards.Edition, item.Model, item.Facts, offer.Title));

    private Compliance Check(Operator owner, ItemDescription item, Offer offer, KnownRecalls recalls) =>
        Compliance.Of(standards, FactsOfListing.From(FactsOfListing.Of(owner), item, offer, shelf.Today, recalls));

    private async Task<Outcome<Listing>> MoveAsync(Caller caller, ListingId id, ListingState to, string what, string? why, CancellationToken cancellationToken)
    {
        if (await _rows.LoadAsync(caller, id, cancellationToken) is not { } listing)
        {
            return new ListingNotFound(id.ToString(), "input", "id");
        }

        var (old, now) = (listing.State, shelf.Now);
        if (Move(caller, listing, to, now, why).Error is { } error)
        {
            return Refused(error);
        }

        Record(listing, what, caller, now, old, to, why);
        return await _rows.SaveAsync(listing, cancellationToken);
    }

    /// <summary>The listing was loaded as one that the caller may change.</summary>
    private static Outcome<Listing> Move(Caller caller, Listing listing, ListingState to, DateTimeOffset now, string? why = null)
    {
        var moved = listing.Move(to, ListingMoves.ActorOf(caller, listing)!.Value, now, why);
        return moved.Error is UserError error ? error with { At = ["input", "id"] } : moved;
    }

    /// <summary>What about the item keeps a listing of it off the shelf, and stays so until the transaction ends; null when nothing does.</summary>
    private async Task<UserError?> BarredAsync(Listing listing, CancellationToken cancellationToken)
    {
        if (await claims.SoldAsync(listing.ItemId, listing.OperatorId, cancellationToken) is { } sold)
        {
            return sold with { At = ["input", "id"] };
        }

        if (!await items.StaysAsync(listing.Item, cancellationToken))
        {
            return new ListingChangedMeanwhile(listing.Id, RowVersion.Text(listing.Version), "input");
        }

        return await _rows.SuspendedAsync(listing, cancellationToken) is { } other ? new ListingSuspended(other, "input", "id") : shelf.Payouts.RefusalTo(listing.Operator, "input", "id");
    }

    /// <summary>After <c>HoldAsync</c> where the listing is or may go on the shelf: who changes a waiver then waits.</summary>
    private async Task AssessAsync(Listing listing, Operator owner, Judging judging, CancellationToken cancellationToken)
    {
        var circumstances = await CircumstancesAsync(listing, owner, judging.At, cancellationToken);
        _journal.Assess(listing, FactsOfListing.Of(owner), circumstances, judging);
    }

    private async Task<Circumstances> CircumstancesAsync(Listing listing, Operator owner, DateTimeOffset now, CancellationToken cancellationToken) => new(
        await database.WaiversAsync(owner.Id, listing.Id, Tokyo.DayOf(now), cancellationToken),
        await RecallsAsync(listing.Item.AsDescription(), cancellationToken));

    private Task<KnownRecalls> RecallsAsync(ItemDescription item, CancellationToken cancellationToken) =>
        database.RecallsOfAsync([FactsOfListing.RecallSubjectOf(item)], shelf.Today, cancellationToken);

    private void Record(Listing listing, string what, Caller caller, DateTimeOffset now, object? old = null, object? @new = null, string? why = null) =>
        _journal.Record(listing, what, caller, now, old, @new, why);

    private Outcome<Listing> Refused(IUserError error)
    {
        database.ChangeTracker.Clear();
        return Outcome<Listing>.Refused(error);
    }
}
