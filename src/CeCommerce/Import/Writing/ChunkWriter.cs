using CeCommerce.Import.Jobs;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Writing;

/// <summary>
/// Stores a chunk of rows in one transaction: what items and listings make of them, the rows' outcomes and how far the job is. New rows go
/// by COPY, changed ones through the entities.
/// </summary>
internal sealed class ChunkWriter(CommerceDatabase database, StandardsEngine standards, TimeProvider clock, Operator owner, ImportWish wish)
{
    private const int TriesTogether = 3;
    private const int TriesAlone = 30;

    private readonly ChunkDecision _decision = new(owner.Id, wish.Publish);
    private readonly BulkRows _rows = new(database, [.. ItemIntake.Tables, .. ListingIntake.Tables, typeof(ImportedRow)]);
    private Operator? _owner;

    /// <summary>Told of an error that nobody foresaw, which one row bears alone.</summary>
    public required Action<int, Exception> Failed { get; init; }

    /// <summary>
    /// Somebody else may take a number or change a listing between our look and our write: then the chunk is looked at again as a whole,
    /// and in ever smaller parts when it keeps happening. A row that cannot be written is found in the same way and refused, so that the
    /// others are taken. No row is lost and none is written by half.
    /// </summary>
    public async Task<IReadOnlyList<ImportedRow>> WriteAsync(JobProgress progress, IReadOnlyList<PreparedRow> chunk, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(progress, chunk, cancellationToken);
            }
            catch (Exception race) when (IsRace(race) && attempt < TriesAlone)
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancellationToken);
                if (attempt < TriesTogether || chunk.Count == 1)
                {
                    continue;
                }
            }
            catch (Exception failure) when (RowFailure.IsOfARow(failure) && chunk is not [{ HasFailed: true }])
            {
                if (chunk is [var row])
                {
                    Failed(row.Row, failure);
                    return await WriteAsync(progress, [row.Failed()], cancellationToken);
                }
            }

            var half = chunk.Count / 2;
            var first = await WriteAsync(progress, [.. chunk.Take(half)], cancellationToken);
            return [.. first, .. await WriteAsync(progress, [.. chunk.Skip(half)], cancellationToken)];
        }
    }

    private async Task<IReadOnlyList<ImportedRow>> WriteOnceAsync(JobProgress progress, IReadOnlyList<PreparedRow> prepared, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var chunk = await JudgedAsync(prepared, cancellationToken);
            var connection = (NpgsqlConnection)database.Database.GetDbConnection();
            var now = clock.GetUtcNow();
            var known = await StockKnown.FindAsync(connection, owner.Id, chunk, cancellationToken);
            var waivers = await database.WaiversAsync([owner.Id], known.Listings, Tokyo.DayOf(now), cancellationToken);
            var decisions = chunk.Select(row => _decision.Of(known.Judged(row, standards).WaivedBy(waivers.Of(owner.Id, known.ListingOf(row))), known)).ToList();
            await TakeFromBuyersAsync(decisions, now, cancellationToken);
            await BarSuspensionsAsync(decisions, connection, cancellationToken);
            var stored = await LoadAsync(decisions, cancellationToken);
            var counts = progress.Counts;
            var results = new List<ImportedRow>(chunk.Count);
            foreach (var decision in decisions)
            {
                stored.Check(decision);
                var result = new ImportedRow(progress.Job, decision.Row.Row, decision.Row.SourceId, decision.Outcome, Apply(decision, stored, progress.Job, now), decision.Findings);
                results.Add(result);
                _rows.Add(result);
                counts = counts.With(decision.Outcome);
            }

            var moved = progress.To(chunk[^1].Row, counts);
            await moved.SaveAsync(connection, progress.LastRow, cancellationToken);
            _rows.Add(moved.Event(owner.Id, now));
            await database.SaveChangesAsync(cancellationToken);
            await _rows.WriteAsync(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            progress.Moved(moved);
            return results;
        }
        finally
        {
            _rows.Clear();
            database.ChangeTracker.Clear();
        }
    }

    /// <summary>By the operator and the recalls as they are until the chunk is stored: while the list was read, a permit may have ended.</summary>
    private async Task<IReadOnlyList<PreparedRow>> JudgedAsync(IReadOnlyList<PreparedRow> prepared, CancellationToken cancellationToken)
    {
        _owner = await database.HeldAsync(_owner ?? owner, cancellationToken);
        if (_owner != owner)
        {
            var facts = FactsOfListing.Of(_owner);
            prepared = [.. prepared.Select(row => row.Judged(standards, facts))];
        }

        var recalls = await database.RecallsOfAsync(prepared.Select(row => row.Recall).OfType<RecallSubject>(), clock.Today(), cancellationToken);
        return recalls.IsEmpty ? prepared : [.. prepared.Select(row => row.Judged(standards, recalls))];
    }

    /// <summary>What comes back from buyers passes to the operator; the listings of whoever had it before end.</summary>
    /// <exception cref="ListingMovedMeanwhile">Somebody else got such a thing since its row was decided.</exception>
    private async Task TakeFromBuyersAsync(IReadOnlyList<RowDecision> decisions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var back = decisions.Where(decision => decision is { Next: not null, Known.WithBuyer: true }).Select(decision => decision.Known!.Item).ToList();
        if (back.Count == 0)
        {
            return;
        }

        var taken = await new ItemCustody(database).TakeFromBuyersAsync(back, owner.Id, now, cancellationToken);
        if (taken.Count < back.Count)
        {
            throw new ListingMovedMeanwhile();
        }

        await FormerListings.CloseAsync(database, [.. taken.Select(item => new PassedItem(item, item.AsPast()))], now, cancellationToken);
    }

    /// <summary>Whoever suspends a listing locks its item: what goes on the shelf is locked too, and looked at once more.</summary>
    /// <exception cref="ListingMovedMeanwhile">A listing of such an item was suspended, or its sale completed, since its row was decided.</exception>
    private async Task BarSuspensionsAsync(IReadOnlyList<RowDecision> decisions, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var published = decisions
            .Where(decision => decision is { Next: ListingState.Published, Known: { } known } && known.Listing?.State != ListingState.Published)
            .Select(decision => decision.Known!.Item).ToList();
        if (published.Count == 0)
        {
            return;
        }

        if (!await ItemIntake.LockAsync(database, owner.Id, published, cancellationToken)
            || (await ListingIntake.SuspendedAsync(connection, published, cancellationToken)).Count > 0)
        {
            throw new ListingMovedMeanwhile();
        }
    }

    private async Task<StoredUnits> LoadAsync(IReadOnlyList<RowDecision> decisions, CancellationToken cancellationToken)
    {
        var changing = decisions.Where(decision => decision is { Next: not null, Known: not null }).Select(decision => decision.Known!).ToList();
        if (changing.Count == 0)
        {
            return StoredUnits.None;
        }

        return new(
            await ListingIntake.LoadAsync(database, [.. changing.Where(unit => unit.Listing is not null).Select(unit => unit.Listing!.Id)], cancellationToken),
            await ItemIntake.LoadAsync(database, [.. changing.Where(unit => unit.Listing is null).Select(unit => unit.Item)], cancellationToken));
    }

    private ListingId? Apply(RowDecision decision, StoredUnits stored, ImportJobId job, DateTimeOffset now)
    {
        if (decision.Next is not { } next)
        {
            return decision.Known?.Listing?.Id;
        }

        var (row, why) = (decision.Row, $"{job} row {decision.Row.Row}");
        var (items, listings) = (new ItemIntake(_rows.Add, wish.Caller, now), new ListingIntake(standards, _rows.Add, wish.Caller, now));
        var (description, offer) = (row.Unit!.Item, new StatedOffer(row.SourceId, row.Digest, row.Unit.Offer, row.Facts!, row.Verdict!, next));
        switch (decision.Known)
        {
            case null:
                return listings.Draft(items.Register(owner.Id, row.SourceId, description), offer, why).Id;
            case { WithBuyer: true } known:
                return listings.Draft(items.RegisterAgain(stored.Items[known.Item], owner.Id, row.SourceId, description, why), offer, why).Id;
            case { Listing: null } known:
                return listings.Draft(items.Describe(stored.Items[known.Item], description, why), offer, why).Id;
            case { Listing: { } known }:
                var listing = stored.Listings[known.Id];
                items.Describe(listing.Item, description, why);
                return listings.Restate(listing, known.State, offer, why).Id;
        }
    }

    private static bool IsRace(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState == PostgresErrorCodes.UniqueViolation || PassingFailure.IsCauseOf(refused),
        DbUpdateConcurrencyException or ListingMovedMeanwhile => true,
        DbUpdateException { InnerException: { } inner } => IsRace(inner),
        // EF wraps what may pass by itself, such as a deadlock, once more.
        InvalidOperationException { InnerException: { } inner } => IsRace(inner),
        _ => false,
    };
}

/// <summary>What a chunk changes, as it is stored now.</summary>
internal sealed record StoredUnits(IReadOnlyDictionary<ListingId, Listing> Listings, IReadOnlyDictionary<ItemId, Item> Items)
{
    public static readonly StoredUnits None = new(new Dictionary<ListingId, Listing>(), new Dictionary<ItemId, Item>());

    /// <exception cref="ListingMovedMeanwhile">An act was recorded since the row was judged.</exception>
    public void Check(RowDecision decision)
    {
        if (decision is { Next: not null, Known: { WithBuyer: false } known }
            && (known.Listing is { } listing ? Listings[listing.Id].Item : Items[known.Item]).Found is { } found && !found.SaysTheSameAs(known.Found))
        {
            throw new ListingMovedMeanwhile();
        }
    }
}
