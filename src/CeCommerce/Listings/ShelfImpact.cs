using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using CeCommerce.Standards.Editions;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Judges the shelf by an edition that is not in use, and says what would change; stores nothing.</summary>
internal sealed class ShelfImpact(CommerceDatabase database, StandardsEngine standards, RuleService rules, TimeProvider clock)
{
    private const int MostListings = 2_000;
    private const int MostClauses = 50;
    private const int Chunk = 200;

    public async Task<StandardsImpactPayload> OfAsync(StandardsImpactInput input, CancellationToken cancellationToken)
    {
        var preview = await rules.PreviewAsync([.. input.Packs.Select(pack => pack.AsPack())], cancellationToken);
        return preview.Try(out var edition, out var error)
            ? new(await OfAsync(new StandardsEngine(edition) { RulesOf = standards.RulesOf }, input.After ?? ListingId.From(Guid.Empty), cancellationToken), [])
            : new(null, [error]);
    }

    private async Task<StandardsImpact> OfAsync(StandardsEngine then, ListingId after, CancellationToken cancellationToken)
    {
        var (count, today) = (new ImpactCount(), clock.Today());
        while (count.LookedAt < MostListings)
        {
            var from = after.Value;
            var ids = await database.Database
                .SqlQuery<Guid>($"SELECT id AS \"Value\" FROM listings.listings WHERE state = 'Published' AND id > {from} ORDER BY id LIMIT {Chunk}")
                .ToListAsync(cancellationToken);
            ListingId[] chunk = [.. ids.Select(ListingId.From)];
            var listings = await database.Set<Listing>().AsNoTracking()
                .Where(x => chunk.Contains(x.Id))
                .OrderBy(x => x.Id)
                .Include(x => x.Operator)
                .Include(x => x.Item).ThenInclude(x => x.Serials)
                .AsSingleQuery()
                .ToListAsync(cancellationToken);
            foreach (var listing in listings)
            {
                var facts = FactsOfListing.From(FactsOfListing.Of(listing.Operator), listing.Item.AsDescription(), listing.AsOffer(), today, KnownRecalls.None);
                count.Add(listing, standards.Assess(facts), then.Assess(facts));
            }

            if (chunk.Length < Chunk)
            {
                return count.Total(MostClauses, next: null);
            }

            after = chunk[^1];
        }

        return count.Total(MostClauses, after);
    }
}

/// <summary>Adds up what two editions say differently.</summary>
internal sealed class ImpactCount
{
    private const int Samples = 5;

    private readonly Dictionary<(string Rule, string Clause, OperatorId Operator), ClauseImpact> _clauses = [];
    private int _changed;
    private int _leaving;

    public int LookedAt { get; private set; }

    public void Add(Listing listing, Assessment now, Assessment then)
    {
        LookedAt++;
        _changed += now.Verdict == then.Verdict ? 0 : 1;
        _leaving += now.CanPublish && !then.CanPublish ? 1 : 0;
        var (before, after) = (Effects(now), Effects(then));
        foreach (var clause in before.Keys.Union(after.Keys))
        {
            var (was, becomes) = (before.GetValueOrDefault(clause), after.GetValueOrDefault(clause));
            if (was != becomes)
            {
                Add(listing, clause, Blocks(was), Blocks(becomes));
            }
        }
    }

    public StandardsImpact Total(int most, ListingId? next) => new(
        LookedAt, _changed, _leaving,
        [.. _clauses.Values.OrderByDescending(one => one.Blocked).ThenByDescending(one => one.Listings)
            .ThenBy(one => one.RuleId, StringComparer.Ordinal).ThenBy(one => one.Clause, StringComparer.Ordinal).ThenBy(one => one.Operator.Id.Value).Take(most)],
        next);

    private static bool Blocks(FindingEffect effect) => effect >= FindingEffect.PolicyBlock;

    private static Dictionary<(string, string), FindingEffect> Effects(Assessment assessment) => assessment.Findings
        .Where(finding => finding.Effect != FindingEffect.None)
        .ToDictionary(finding => (finding.Rule.Id, finding.Rule.Clause), finding => finding.Effect);

    private void Add(Listing listing, (string Rule, string Clause) clause, bool blocked, bool blocks)
    {
        var key = (clause.Rule, clause.Clause, listing.OperatorId);
        var known = _clauses.GetValueOrDefault(key) ?? new(clause.Rule, clause.Clause, listing.Operator, 0, 0, 0, []);
        _clauses[key] = known with
        {
            Listings = known.Listings + 1,
            Blocked = known.Blocked + (blocks && !blocked ? 1 : 0),
            Released = known.Released + (blocked && !blocks ? 1 : 0),
            ListingIds = known.ListingIds.Count < Samples ? [.. known.ListingIds, listing.Id] : known.ListingIds,
        };
    }
}
