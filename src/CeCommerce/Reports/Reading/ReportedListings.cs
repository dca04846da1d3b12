using System.Runtime.CompilerServices;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Reading;

/// <summary>Reads an operator's listings as of an instant, one after the other in the order of their ids; some hundreds are in memory at a time, and the verdicts of one.</summary>
internal sealed class ReportedListings(CommerceDatabase database, ReportedOperators operators, SubjectLines events, InputsAsOf records, ReportedVerdicts given)
{
    private const int Chunk = 500;

    /// <summary>Lines that say where a listing or an order stands.</summary>
    private static readonly string[] Moving =
        [.. ListingEvents.Kinds.Select(kind => kind.Name).Where(IsMove), .. OrderEvents.Kinds.Select(kind => kind.Name)];

    /// <summary>Those of all operators, one operator after the other.</summary>
    /// <param name="joined">Hears of each operator before its listings.</param>
    public async IAsyncEnumerable<ReportedListing> ReadAllAsync(
        ReportMoment moment, ReadInputs inputs, Action<ReportedOperator> joined, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var owner in operators.ReadAsync(moment, inputs, cancellationToken))
        {
            joined(owner);
            await foreach (var listing in ReadAsync(owner.Id, moment, inputs, cancellationToken))
            {
                yield return listing;
            }
        }
    }

    public async IAsyncEnumerable<ReportedListing> ReadAsync(
        OperatorId owner, ReportMoment moment, ReadInputs inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = default(ListingId);
        while (true)
        {
            // What is read together is read as it stands at one time, whatever is written meanwhile.
            await using var transaction = await database.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            var some = await NextAsync(owner, moment, after, cancellationToken);
            var around = await AroundAsync(some, moment, cancellationToken);
            await foreach (var listing in WithVerdictsAsync(around, moment, cancellationToken))
            {
                Note(listing, inputs);
                yield return listing;
            }

            if (some.Count < Chunk)
            {
                yield break;
            }

            after = some[^1].Id;
        }
    }

    private async Task<List<ListedUnit>> NextAsync(OperatorId owner, ReportMoment moment, ListingId after, CancellationToken cancellationToken) => await database.Set<Listing>().AsNoTracking()
        .Where(x => x.OperatorId == owner && x.CreatedAt <= moment.AsOf && x.Id > after)
        .OrderBy(x => x.Id).Take(Chunk)
        .Select(x => new ListedUnit(x.Id, x.ItemId))
        .ToListAsync(cancellationToken);

    private async Task<List<ReportedListing>> AroundAsync(List<ListedUnit> some, ReportMoment moment, CancellationToken cancellationToken)
    {
        var (ids, items) = (some.ConvertAll(unit => unit.Id), some.Select(unit => unit.ItemId).Distinct().ToList());
        var orders = (await database.Set<Order>().AsNoTracking().Where(x => x.PlacedAt <= moment.AsOf)
            .SelectMany(x => x.Lines, (x, line) => new { x.Id, line.ListingId, line.Price, x.PlacedAt })
            .Where(x => ids.Contains(x.ListingId)).OrderBy(x => x.Id).ToListAsync(cancellationToken)).ToLookup(x => x.ListingId);
        var lines = await events.OfAsync(
            [.. ids.Select(id => id.Value), .. items.Select(id => id.Value), .. orders.SelectMany(group => group.Select(order => order.Id.Value))],
            Moving, moment.AsOf, new(moment.FeedPosition), cancellationToken);
        var known = some.Where(unit => Began(lines[unit.Id.Value])).ToList();
        var frontiers = known.ToDictionary(unit => unit.Id, unit => moment.FrontierOf(lines[unit.Id.Value].Concat(lines[unit.ItemId.Value])));
        var recorded = await records.RecordsAsync([.. known.Select(unit => new PastListing(unit.Id, frontiers[unit.Id]))], cancellationToken);
        var acts = (await database.Set<Act>().AsNoTracking().Where(x => items.Contains(x.ItemId) && x.RecordedAt <= moment.AsOf).OrderBy(x => x.ItemId).ThenBy(x => x.Number).ToListAsync(cancellationToken))
            .ToLookup(act => act.ItemId);
        var disclosures = (await database.Set<LeaseDisclosureRecord>().AsNoTracking().Where(x => ids.Contains(x.ListingId) && x.From <= moment.AsOf).OrderBy(x => x.ListingId).ThenBy(x => x.Version).ToListAsync(cancellationToken))
            .ToLookup(version => version.ListingId);
        return
        [
            .. from unit in known
               let frontier = frontiers[unit.Id]
               let record = recorded.GetValueOrDefault(new(unit.Id, frontier))
               where record is not null
               select new ReportedListing
               {
                   Id = unit.Id,
                   ItemId = unit.ItemId,
                   Offer = record.Offer,
                   Item = record.Item,
                   Moves = [.. Settled(lines[unit.Id.Value]).Where(line => IsMove(line.Kind)).Select(line => new ListingMove(line.What, line.Member<ListingState>("state"), line.At))],
                   Verdicts = [],
                   Orders =
                   [
                       .. from order in orders[unit.Id]
                          let moves = Settled(lines[order.Id.Value]).ToList()
                          where moves.Count > 0
                          select new ReportedOrder(order.Id, order.Price, order.PlacedAt, moves.ConvertAll(line => new OrderMove(line.Member<OrderState>("state"), line.At))),
                   ],
                   Acts = [.. acts[unit.ItemId].Where(act => act.OperatorId == record.Now.OperatorId && act.RecordedAt <= frontier)],
                   Disclosures = [.. disclosures[unit.Id].Where(version => version.From <= frontier)],
                   ReadUntil = frontier,
               },
        ];
    }

    private async IAsyncEnumerable<ReportedListing> WithVerdictsAsync(List<ReportedListing> listings, ReportMoment moment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (place, verdicts) = (0, new List<ReportedVerdict>());
        await foreach (var (id, verdict) in given.ReadAsync(listings.ConvertAll(listing => listing.Id), moment.AsOf, cancellationToken))
        {
            while (listings[place].Id != id)
            {
                yield return listings[place++] with { Verdicts = [.. verdicts] };
                verdicts.Clear();
            }

            if (verdict.At <= listings[place].ReadUntil)
            {
                verdicts.Add(verdict);
            }
        }

        for (; place < listings.Count; place++)
        {
            yield return listings[place] with { Verdicts = [.. verdicts] };
            verdicts.Clear();
        }
    }

    private static bool IsMove(string kind) => kind is not ("listing.changed" or "listing.grace_started");

    /// <summary>A listing is there when the first line about it counts.</summary>
    private static bool Began(IEnumerable<SubjectLine> lines) => lines.FirstOrDefault() is not { IsLate: true };

    /// <summary>What happened before the first line that does not count.</summary>
    private static IEnumerable<SubjectLine> Settled(IEnumerable<SubjectLine> lines) => lines.TakeWhile(line => !line.IsLate);

    private static void Note(ReportedListing listing, ReadInputs inputs)
    {
        // By when it began: up to when it is read may be told from lines that come later.
        inputs.Note("listings", listing.Id.Value, listing.Moves.Count > 0 ? listing.Moves[0].At : DateTimeOffset.UnixEpoch);
        foreach (var move in listing.Moves)
        {
            inputs.Note("moves", listing.Id.Value, move.At);
        }

        foreach (var verdict in listing.Verdicts)
        {
            inputs.Note("verdicts", verdict.Id, verdict.At);
        }

        foreach (var order in listing.Orders)
        {
            inputs.Note("orders", order.Id.Value, order.PlacedAt);
        }

        foreach (var act in listing.Acts)
        {
            inputs.Note("acts", act.Id.Value, act.RecordedAt);
        }

        foreach (var version in listing.Disclosures)
        {
            inputs.Note("disclosures", listing.Id.Value, version.From);
        }
    }

    private sealed record ListedUnit(ListingId Id, Items.ItemId ItemId);
}
