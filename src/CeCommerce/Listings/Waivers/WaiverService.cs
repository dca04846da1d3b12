using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings.Waivers;

/// <summary>
/// What auditors do with waivers. A waiver of one listing is seen by its verdict in the same transaction; one that goes for an operator's
/// listings by those on the shelf when the shelf is next reviewed, by the others when somebody next looks at them.
/// </summary>
internal sealed class WaiverService(CommerceDatabase database, IdempotencyKeys keys, StandardsEngine standards, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new WaiversBusy("input"));
    private readonly ListingJournal _journal = new(standards, entry => database.Add(entry));

    public async Task<Outcome<Waiver>> GrantAsync(Caller caller, GrantWaiverInput input, CancellationToken cancellationToken)
    {
        var (today, evidence) = (clock.Today(), input.Evidence);
        var terms = new WaiverTerms(input.Clause, input.Reason, new(evidence.Text, evidence.Address, evidence.Sha256), input.From ?? today, input.Until);
        if (input.ListingId is null == input.OperatorId is null)
        {
            return new WaiverValueInvalid(
                new("listingId か operatorId のどちらか一方だけを指定してください。", "Give either listingId or operatorId, and not both."), "input", "listingId");
        }

        if (WaiverLimits.Check(terms, standards.Edition, today) is { } invalid)
        {
            return Outcome<Waiver>.Refused(invalid);
        }

        try
        {
            return await OnceAsync(
                new(caller, "grantWaiver", input.IdempotencyKey, new { listing = input.ListingId?.ToString(), @operator = input.OperatorId?.ToString(), terms }),
                () => GrantAsync(caller, input, terms, cancellationToken),
                cancellationToken);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { ConstraintName: WaiverMapping.OneAtATime })
        {
            database.ChangeTracker.Clear();
            return new WaivedAlready(input.Clause, "input", "clause");
        }
    }

    public async Task<Outcome<Waiver>> EndAsync(Caller caller, EndWaiverInput input, CancellationToken cancellationToken) =>
        WaiverLimits.CheckReason(input.Reason) is { } invalid
            ? Outcome<Waiver>.Refused(invalid)
            : await OnceAsync(
                new(caller, "endWaiver", input.IdempotencyKey, new { waiver = input.WaiverId.ToString(), input.Reason }),
                () => EndAsync(caller, input.WaiverId, input.Reason, cancellationToken),
                cancellationToken);

    private async Task<Outcome<Waiver>> GrantAsync(Caller caller, GrantWaiverInput input, WaiverTerms terms, CancellationToken cancellationToken)
    {
        var audited = caller.AuditedOperators();
        var listing = input.ListingId is { } id ? await LoadAsync(id, audited, cancellationToken) : null;
        if (input.ListingId is not null && listing is null)
        {
            return new ListingNotFound(input.ListingId.Value.ToString(), "input", "listingId");
        }

        var owner = listing?.Operator ?? await database.Set<Operator>().SingleOrDefaultAsync(x => x.Id == input.OperatorId && audited.Contains(x.Id), cancellationToken);
        if (owner is null)
        {
            return new OperatorNotFound(input.OperatorId!.Value.ToString(), "input", "operatorId");
        }

        if (WaiverLimits.CheckOwnClause(terms.Clause, owner.OwnRules is { } own ? standards.RulesOf(own) : null) is { } unknown)
        {
            return Outcome<Waiver>.Refused(unknown);
        }

        if (listing is { State: ListingState.Sold or ListingState.Withdrawn })
        {
            return new ListingClosed(listing.Id, listing.State, "input", "listingId");
        }

        var now = clock.GetUtcNow();
        var granted = Waiver.Grant(TypedId.New<WaiverId>(now), owner, listing, terms, caller.ClientId!, now);
        database.Add(granted);
        database.Note(HistoryEntry.Of(granted.Id, "granted", caller, now, null, new { terms.Clause, terms.From, terms.Until, terms.Evidence }, terms.Reason));
        database.Tell(WaiverEvents.Granted(granted, now));
        await JudgeAsync(caller, granted, granted, cancellationToken);
        return granted;
    }

    private async Task<Outcome<Waiver>> EndAsync(Caller caller, WaiverId id, string? why, CancellationToken cancellationToken)
    {
        var ended = await Judged(database.Set<Waiver>()).VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
        if (ended is null)
        {
            return new WaiverNotFound(id.ToString(), "input", "waiverId");
        }

        var (now, today, old) = (clock.GetUtcNow(), clock.Today(), ended.Until);
        if (old <= today || ended.EndedAt is not null)
        {
            return new WaiverEnded(old, "input", "waiverId");
        }

        ended.End(today, now);
        database.Note(HistoryEntry.Of(ended.Id, "ended", caller, now, new { Until = old }, new { ended.Until }, why));
        database.Tell(WaiverEvents.Ended(ended, now));
        await JudgeAsync(caller, ended, null, cancellationToken);
        return ended;
    }

    /// <summary>Whoever judges a listing of the operator holds it: their verdict is stored before the waiver changes, or sees the change.</summary>
    /// <param name="granted">Not stored yet; null when it was ended.</param>
    private async Task JudgeAsync(Caller caller, Waiver changed, Waiver? granted, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        await database.LockAsync(changed.OperatorId, cancellationToken);
        if (changed.Listing is not { } listing)
        {
            database.Tell(OperatorEvents.WaiversChanged(changed.Operator, now));
            return;
        }

        if (!listing.State.IsOpen())
        {
            return;
        }

        var stored = await database.WaiversAsync(changed.OperatorId, listing.Id, today, cancellationToken);
        IReadOnlyList<Waiver> waivers = [.. stored.Where(waiver => waiver.Id != changed.Id), .. granted is not null && granted.HoldsOn(today) ? [granted] : Array.Empty<Waiver>()];
        var recalls = await database.RecallsOfAsync([FactsOfListing.RecallSubjectOf(listing.Item.AsDescription())], today, cancellationToken);
        _journal.Assess(listing, FactsOfListing.Of(changed.Operator), new(waivers, recalls), new(AssessmentOccasion.Waiver, caller, now));
        var falls = listing is { State: ListingState.Published, Compliance.MayStay: false };
        if (falls)
        {
            listing.Move(ListingState.Paused, ListingActor.System, now);
        }

        _journal.Record(listing, falls ? "paused" : "changed", caller, now, why: granted is null ? "waiver ended" : "waiver granted");
    }

    private Task<Listing?> LoadAsync(ListingId id, OperatorId[] audited, CancellationToken cancellationToken) => database.Set<Listing>()
        .Include(x => x.Item).ThenInclude(x => x.Serials)
        .Include(x => x.Operator)
        .SingleOrDefaultAsync(x => x.Id == id && audited.Contains(x.OperatorId), cancellationToken);

    /// <summary>A repetition gets the same answer, unless the auditor's assignment has ended since.</summary>
    private async Task<Outcome<Waiver>> OnceAsync(KeyedRequest request, Func<Task<Outcome<Waiver>>> work, CancellationToken cancellationToken)
    {
        var outcome = await _changes.OnceAsync(
            request,
            work,
            waiver => waiver.Id.ToString(),
            async id => await Judged(database.Set<Waiver>()).SingleAsync(x => x.Id == TypedId.Parse<WaiverId>(id), cancellationToken),
            cancellationToken);
        return outcome.Value is { } waiver && !request.Caller.SeesInside(waiver.OperatorId.Value) ? new WaiverNotFound(waiver.Id.ToString(), "input") : outcome;
    }

    private static IQueryable<Waiver> Judged(IQueryable<Waiver> waivers) => waivers.Whole().Include(x => x.Listing).ThenInclude(x => x!.Item).ThenInclude(x => x.Serials);
}
