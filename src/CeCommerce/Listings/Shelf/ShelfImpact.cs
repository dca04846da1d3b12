using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;

namespace CeCommerce.Listings.Shelf;

/// <summary>Judges the shelf by an edition that is not in use, and says what would change; stores nothing.</summary>
internal sealed class ShelfImpact(ShelfRows rows, StandardsEngine standards, RuleService rules, TimeProvider clock)
{
    private const int MostListings = 20_000;
    private const int MostClauses = 50;
    private const int Chunk = 2_000;

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
            var part = new ShelfPart(after, Chunk, today);
            var chunk = await rows.WholeAsync(part, await rows.ReadAsync(part, cancellationToken), cancellationToken);
            foreach (var (row, was, becomes) in chunk.AsParallel().AsOrdered().Select(row => (row, Of(standards, row), Of(then, row))))
            {
                count.Add((row.Id, row.Owner), was, becomes);
            }

            if (chunk.Count < Chunk)
            {
                return count.Total(MostClauses, next: null);
            }

            after = chunk[^1].Id;
        }

        return count.Total(MostClauses, after);
    }

    private static Compliance Of(StandardsEngine standards, ShelfRow row) => Compliance.Of(standards.Assess(row.Facts())).WaivedBy(row.Waivers);
}

/// <summary>Adds up what two editions say differently.</summary>
internal sealed class ImpactCount
{
    private const int Samples = 5;

    private readonly Dictionary<(string Rule, string Clause, OperatorId Operator), ClauseImpact> _clauses = [];
    private int _changed;
    private int _leaving;

    public int LookedAt { get; private set; }

    public void Add((ListingId Id, Operator Owner) row, Compliance now, Compliance then)
    {
        LookedAt++;
        _changed += now.Verdict == then.Verdict ? 0 : 1;
        _leaving += now.MayPublish && !then.MayPublish ? 1 : 0;
        var (before, after) = (Effects(now), Effects(then));
        foreach (var clause in before.Keys.Union(after.Keys))
        {
            var (was, becomes) = (before.GetValueOrDefault(clause), after.GetValueOrDefault(clause));
            if (was != becomes)
            {
                Add(row, clause, Blocks(was), Blocks(becomes));
            }
        }
    }

    public StandardsImpact Total(int most, ListingId? next) => new(
        LookedAt, _changed, _leaving,
        [.. _clauses.Values.OrderByDescending(one => one.Blocked).ThenByDescending(one => one.Listings)
            .ThenBy(one => one.RuleId, StringComparer.Ordinal).ThenBy(one => one.Clause, StringComparer.Ordinal).ThenBy(one => one.Operator.Id.Value).Take(most)],
        _clauses.Count > most,
        next);

    private static bool Blocks((FindingEffect Effect, bool IsWaived) finding) => finding.Effect >= FindingEffect.PolicyBlock && !finding.IsWaived;

    private static Dictionary<(string, string), (FindingEffect, bool)> Effects(Compliance verdict) => verdict.Findings
        .Where(finding => finding.Effect != FindingEffect.None)
        .ToDictionary(finding => (finding.Rule, finding.Clause), finding => (finding.Effect, finding.Waiver is not null));

    private void Add((ListingId Id, Operator Owner) row, (string Rule, string Clause) clause, bool blocked, bool blocks)
    {
        var key = (clause.Rule, clause.Clause, row.Owner.Id);
        var known = _clauses.GetValueOrDefault(key) ?? new(clause.Rule, clause.Clause, row.Owner, 0, 0, 0, []);
        _clauses[key] = known with
        {
            Listings = known.Listings + 1,
            Blocked = known.Blocked + (blocks && !blocked ? 1 : 0),
            Released = known.Released + (blocked && !blocks ? 1 : 0),
            ListingIds = known.ListingIds.Count < Samples ? [.. known.ListingIds, row.Id] : known.ListingIds,
        };
    }
}
