using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Oversight;

/// <summary>
/// Follows the verdicts of operators' listings from day to day: one statement for each period, which reads of every listing the verdict that stood when
/// the period began and those that were given in it, by their index. A look that said the same as the one before left no verdict.
/// </summary>
internal sealed class TrendsOfOperators(CommerceDatabase database) : BatchLoader<WantedTrend, IReadOnlyList<TrendPoint>>
{
    /// <summary>
    /// Parameters: the operators, the first moment, the moment after the last, the least ids of verdicts given then, and the least id of all. What stood
    /// before is looked for by both columns of the index at once: by the id alone a planner may take the primary key, and read what others were told.
    /// </summary>
    internal const string Sql =
        """
        WITH shelf AS MATERIALIZED (
            SELECT id, operator_id, CASE WHEN state IN ('Sold', 'Withdrawn') THEN updated_at END AS closed_at
            FROM listings.listings WHERE operator_id = ANY ({0}) AND (state NOT IN ('Sold', 'Withdrawn') OR updated_at >= {1})),
        stood AS (
            SELECT operator_id, verdict, greatest(at, {1}) AS since, coalesce(next, closed_at) AS until
            FROM shelf CROSS JOIN LATERAL (
                SELECT verdict, at, lead(at) OVER (ORDER BY id) AS next FROM (
                    (SELECT id, verdict, at FROM listings.assessments
                        WHERE (listing_id, id) >= (shelf.id, {5}) AND (listing_id, id) < (shelf.id, {3}) ORDER BY listing_id DESC, id DESC LIMIT 1)
                    UNION ALL
                    SELECT id, verdict, at FROM listings.assessments WHERE listing_id = shelf.id AND id >= {3} AND id < {4}) AS any_verdict) AS given)
        SELECT operator_id, (moved.at AT TIME ZONE 'Asia/Tokyo')::date AS day, verdict, sum(moved.change)::integer AS change
        FROM stood CROSS JOIN LATERAL (VALUES (since, 1), (until, -1)) AS moved (at, change)
        WHERE moved.at < {2}
        GROUP BY 1, 2, 3
        """;

    protected override async Task<IReadOnlyDictionary<WantedTrend, IReadOnlyList<TrendPoint>>> LoadAsync(IReadOnlyCollection<WantedTrend> keys, CancellationToken cancellation)
    {
        var trends = new Dictionary<WantedTrend, IReadOnlyList<TrendPoint>>();
        foreach (var asked in keys.GroupBy(key => key.Period))
        {
            var period = asked.Key;
            var moves = await database.Set<VerdictMove>()
                .FromSqlRaw(Sql, asked.Select(key => key.Operator.Value).ToArray(), period.Start, period.End, VerdictIds.LeastSince(period.Start), VerdictIds.LeastSince(period.End), Guid.Empty)
                .ToListAsync(cancellation);
            var byOperator = moves.ToLookup(move => move.OperatorId);
            foreach (var key in asked)
            {
                trends[key] = Points(period, byOperator[key.Operator.Value]);
            }
        }

        return trends;
    }

    private static List<TrendPoint> Points(TrendPeriod period, IEnumerable<VerdictMove> moves)
    {
        var (counts, waiting, points) = (new Dictionary<AssessmentVerdict, int>(), new Queue<VerdictMove>(moves.OrderBy(move => move.Day)), new List<TrendPoint>());
        foreach (var day in period.Days())
        {
            while (waiting.TryPeek(out var move) && move.Day <= day)
            {
                var verdict = Enum.Parse<AssessmentVerdict>(waiting.Dequeue().Verdict);
                counts[verdict] = counts.GetValueOrDefault(verdict) + move.Change;
            }

            points.Add(new(day, [.. counts.Where(count => count.Value > 0).OrderBy(count => count.Key).Select(count => new VerdictCount(count.Key, count.Value))]));
        }

        return points;
    }
}
