using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Counts over the shelves of operators, all of them in one statement, and their waivers in another.</summary>
internal sealed class CompliancesOfOperators(CommerceDatabase database, TimeProvider clock) : BatchLoader<OperatorId, OperatorCompliance>
{
    private const int MostFindings = 500;
    private const int MostWaivers = 100;

    protected override async Task<IReadOnlyDictionary<OperatorId, OperatorCompliance>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var counts = (await CountAsync([.. keys.Select(key => key.Value)], cancellation)).ToLookup(line => new OperatorId(line.OperatorId));
        var today = clock.Today();
        var waivers = (await database.Set<Operator>().AsNoTracking().Where(x => keys.Contains(x.Id))
            .SelectMany(owner => database.Set<Waiver>().Where(x => x.OperatorId == owner.Id && x.From <= today && today < x.Until).OrderBy(x => x.Until).ThenBy(x => x.Id).Take(MostWaivers))
            .Whole()
            .ToListAsync(cancellation)).ToLookup(waiver => waiver.OperatorId);
        return keys.ToDictionary(key => key, key => new OperatorCompliance(
            [.. counts[key].Where(line => line.RuleId is null).Select(line => new VerdictCount(Enum.Parse<AssessmentVerdict>(line.What), line.Listings)).OrderBy(count => count.Verdict)],
            [.. counts[key].Where(line => line.RuleId is not null).Select(Finding)
                .OrderByDescending(finding => finding.Effect).ThenByDescending(finding => finding.Listings)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Clause, StringComparer.Ordinal).Take(MostFindings)],
            [.. waivers[key].OrderBy(waiver => waiver.Until).ThenBy(waiver => waiver.Id.Value)])
        {
            Operator = key,
        });
    }

    private Task<List<ComplianceCount>> CountAsync(Guid[] operators, CancellationToken cancellation) => database.Set<ComplianceCount>()
        .FromSql(
            $"""
            WITH shelf AS MATERIALIZED (
                SELECT operator_id, compliance_verdict, compliance -> 'findings' AS findings
                FROM listings.listings WHERE operator_id = ANY ({operators}) AND state = 'Published' AND compliance IS NOT NULL)
            SELECT operator_id, finding ->> 'rule' AS rule_id, finding ->> 'clause' AS clause,
                CASE WHEN finding -> 'criterion' = 'true' THEN 'LegalCriterion' ELSE finding ->> 'effect' END AS what,
                count(*)::integer AS listings, (count(*) FILTER (WHERE finding -> 'waiver' IS NOT NULL))::integer AS waived
            FROM shelf CROSS JOIN LATERAL jsonb_array_elements(findings) AS finding
            WHERE finding ->> 'verdict' IN ('Fail', 'Unknown')
            GROUP BY 1, 2, 3, 4
            UNION ALL
            SELECT operator_id, NULL, NULL, compliance_verdict, count(*)::integer, 0 FROM shelf GROUP BY operator_id, compliance_verdict
            """)
        .ToListAsync(cancellation);

    private static OpenFinding Finding(ComplianceCount line) => new(line.RuleId!, line.Clause!, Enum.Parse<FindingEffect>(line.What), line.Listings, line.Waived);
}
