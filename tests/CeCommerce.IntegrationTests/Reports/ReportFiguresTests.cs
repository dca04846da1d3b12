using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;
using Npgsql;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>The figures of a report, counted again by SQL that knows nothing of how the report counts.</summary>
public sealed class ReportFiguresTests(TestServer server) : IClassFixture<TestServer>
{
    // $1 operator, $2 and $3 the period, half open, $4 its first day, $5 its last, $6 and $7 goods and their groups.
    private const string Common =
        """
        WITH l AS (
            SELECT l.*, i.category, i.prefecture FROM listings.listings l JOIN items.items i ON i.id = l.item_id WHERE l.operator_id = $1
        ), moves AS (
            SELECT e.subject_id AS id, split_part(e.kind, '.', 2) AS what, upper(e.data ->> 'state') AS state, e.at, e.sequence
            FROM platform.events e JOIN l ON l.id = e.subject_id
            WHERE e.kind IN ('listing.drafted', 'listing.published', 'listing.paused', 'listing.suspended', 'listing.sold', 'listing.withdrawn')
        ), firsts AS (
            SELECT id, min(at) AS at FROM moves WHERE state = 'PUBLISHED' GROUP BY id
        ), a AS (
            SELECT a.id, a.listing_id, a.at, lower(a.verdict) AS verdict, a.result, to_char(a.at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS month
            FROM listings.assessments a JOIN l ON l.id = a.listing_id
        ), found AS (
            SELECT a.*, (f ->> 'rule') || '/' || (f ->> 'clause') AS clause, f ->> 'verdict' AS answer, f ->> 'effect' AS effect, f -> 'waiver' IS NOT NULL AS waived
            FROM a CROSS JOIN LATERAL jsonb_array_elements(a.result -> 'findings') f
        ), standing AS (
            SELECT DISTINCT ON (a.listing_id) a.*, l.state, lower(l.kind) AS kind FROM a JOIN l ON l.id = a.listing_id
            WHERE l.state IN ('Draft', 'Published', 'Paused', 'Suspended') ORDER BY a.listing_id, a.id DESC
        ), sales AS (
            SELECT o.price_amount, lower(l.kind) AS kind, l.category, l.prefecture, extract(year FROM e.at AT TIME ZONE 'Asia/Tokyo')::text AS year
            FROM orders.orders o JOIN l ON l.id = o.listing_id JOIN platform.events e ON e.subject_id = o.id AND e.kind = 'order.completed' WHERE e.at >= $2 AND e.at < $3
        ), months AS (
            SELECT to_char(m, 'YYYY-MM') AS month, least((m + interval '1 month') AT TIME ZONE 'Asia/Tokyo', $3) AS ends
            FROM generate_series(date_trunc('month', $4::date::timestamp), $5::date::timestamp, interval '1 month') m
        ), groups AS (
            SELECT * FROM unnest($6::text[], $7::text[]) AS g (category, name)
        )
        """;

    private const string Open = "state IN ('Draft', 'Published', 'Paused', 'Suspended')";

    /// <summary>By table: row, column and value of each figure that is not zero.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["listings_by_category"] = $"""
            SELECT category, k.kind, count(*) FROM l CROSS JOIN LATERAL (VALUES ('total'), (lower(l.kind))) AS k (kind) WHERE {Open} GROUP BY 1, 2
            UNION ALL SELECT category, 'published', count(*) FROM l WHERE state = 'Published' GROUP BY 1
            """,
        ["listings_by_state"] = "SELECT lower(state), k.kind, count(*) FROM l CROSS JOIN LATERAL (VALUES ('total'), (lower(l.kind))) AS k (kind) GROUP BY 1, 2",
        ["listings_in_period"] = """
            SELECT m.what, k.kind, count(DISTINCT m.id) FROM moves m JOIN l ON l.id = m.id CROSS JOIN LATERAL (VALUES ('total'), (lower(l.kind))) AS k (kind) WHERE m.at >= $2 AND m.at < $3 GROUP BY 1, 2
            UNION ALL SELECT 'first_published', k.kind, count(*) FROM firsts f JOIN l ON l.id = f.id CROSS JOIN LATERAL (VALUES ('total'), (lower(l.kind))) AS k (kind) WHERE f.at >= $2 AND f.at < $3 GROUP BY 1, 2
            """,
        ["listing_moves_by_month"] = "SELECT to_char(at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), what, count(*) FROM moves WHERE at >= $2 AND at < $3 GROUP BY 1, 2",
        ["verdicts_by_month"] = "SELECT month, verdict, count(*) FROM a WHERE at >= $2 AND at < $3 GROUP BY 1, 2",
        ["shelf_by_month_end"] = """
            SELECT months.month, stood.verdict, count(*) FROM months CROSS JOIN l
            CROSS JOIN LATERAL (SELECT state FROM moves WHERE moves.id = l.id AND at < months.ends ORDER BY sequence DESC LIMIT 1) was
            CROSS JOIN LATERAL (SELECT verdict FROM a WHERE a.listing_id = l.id AND at < months.ends ORDER BY a.id DESC LIMIT 1) stood
            WHERE was.state = 'PUBLISHED' GROUP BY 1, 2
            """,
        ["findings_by_rule_and_month"] = "SELECT clause, c.name, count(*) FROM found CROSS JOIN LATERAL (VALUES ('total'), (month)) AS c (name) WHERE at >= $2 AND at < $3 GROUP BY 1, 2",
        ["open_findings"] = """
            SELECT f.clause, c.name, count(*) FROM standing s JOIN found f ON f.id = s.id
            CROSS JOIN LATERAL (VALUES ('listings', true), ('failed', f.answer = 'Fail'), ('unknown', f.answer = 'Unknown'), ('shelf', s.state = 'Published'), ('waived', f.waived)) AS c (name, counts)
            WHERE c.counts GROUP BY 1, 2
            """,
        ["findings_by_age"] = """
            SELECT clause, CASE WHEN age <= 7 THEN 'days_7' WHEN age <= 30 THEN 'days_30' WHEN age <= 90 THEN 'days_90' ELSE 'days_over_90' END, count(*)
            FROM (
                SELECT f.clause, $5::date - (
                    SELECT min(b.at) AT TIME ZONE 'Asia/Tokyo' FROM a b WHERE b.listing_id = s.listing_id AND NOT EXISTS (
                        SELECT FROM a c WHERE c.listing_id = b.listing_id AND c.id >= b.id AND NOT EXISTS (SELECT FROM found g WHERE g.id = c.id AND g.clause = f.clause)))::date AS age
                FROM standing s JOIN found f ON f.id = s.id) aged GROUP BY 1, 2
            """,
        ["effects_at_instant"] = """
            SELECT why, k.kind, count(*) FROM (
                SELECT s.kind, CASE WHEN EXISTS (SELECT FROM found f WHERE f.id = s.id AND f.answer = 'Fail' AND NOT f.waived AND f.effect = 'LegalBlock') THEN 'by_law'
                    WHEN EXISTS (SELECT FROM found f WHERE f.id = s.id AND f.answer = 'Fail' AND NOT f.waived AND f.effect = 'PolicyBlock') THEN 'by_policy' ELSE 'data_missing' END AS why
                FROM standing s WHERE s.state IN ('Draft', 'Paused') AND s.result ->> 'mayPublish' = 'false') kept CROSS JOIN LATERAL (VALUES ('total'), (kept.kind)) AS k (kind) GROUP BY 1, 2
            UNION ALL SELECT 'suspended', k.kind, count(*) FROM l CROSS JOIN LATERAL (VALUES ('total'), (lower(l.kind))) AS k (kind) WHERE state = 'Suspended' GROUP BY 1, 2
            UNION ALL SELECT 'waived', k.kind, count(*) FROM standing s CROSS JOIN LATERAL (VALUES ('total'), (s.kind)) AS k (kind) WHERE EXISTS (SELECT FROM found f WHERE f.id = s.id AND f.waived) GROUP BY 1, 2
            UNION ALL SELECT 'in_grace', k.kind, count(*) FROM standing s CROSS JOIN LATERAL (VALUES ('total'), (s.kind)) AS k (kind)
                WHERE s.state = 'Published' AND s.result ->> 'mayPublish' = 'false' AND (s.result ->> 'graceUntil')::date > $5::date GROUP BY 1, 2
            """,
        ["self_assessments"] = """
            SELECT lower(item) || '/' || coalesce(product_group, 'all'), 'recorded', count(*) FROM operators.self_assessments
            WHERE operator_id = $1 AND item LIKE 'Ce%' AND recorded_at >= $2 AND recorded_at < $3 GROUP BY 1
            UNION ALL (SELECT DISTINCT ON (item, product_group) lower(item) || '/' || coalesce(product_group, 'all'), 'score', score FROM operators.self_assessments
            WHERE operator_id = $1 AND item LIKE 'Ce%' AND assessed_on <= $5::date ORDER BY item, product_group, number DESC)
            """,
        ["circularity_units"] = """
            SELECT kind, 'items', count(*) FROM sales GROUP BY 1
            UNION ALL SELECT 'sharing', 'items', count(DISTINCT l.item_id) FROM l WHERE kind = 'Sharing' AND (
                EXISTS (SELECT FROM moves m WHERE m.id = l.id AND m.state = 'PUBLISHED' AND m.at >= $2 AND m.at < $3)
                OR (SELECT m.state FROM moves m WHERE m.id = l.id AND m.at <= $2 ORDER BY m.sequence DESC LIMIT 1) = 'PUBLISHED')
            """,
        ["circularity_rates"] = "SELECT 'return_rate', 'base', count(*) FROM orders.orders o JOIN l ON l.id = o.listing_id JOIN platform.events e ON e.subject_id = o.id AND e.kind = 'order.handed_over' WHERE e.at >= $2 AND e.at < $3",
        ["work_on_units"] = "SELECT lower(kind), lower(result), count(*) FROM items.acts WHERE operator_id = $1 AND performed_on BETWEEN $4::date AND $5::date GROUP BY 1, 2",
        ["activity_sheet"] = """
            SELECT year || '/' || kind, c.name, sum(c.amount) FROM sales CROSS JOIN LATERAL (VALUES ('items', 1::bigint), ('value', price_amount)) AS c (name, amount) GROUP BY 1, 2
            UNION ALL SELECT extract(year FROM f.at AT TIME ZONE 'Asia/Tokyo')::text || '/' || lower(l.kind), 'records', count(*) FROM firsts f JOIN l ON l.id = f.id WHERE f.at >= $2 AND f.at < $3 GROUP BY 1
            """,
        ["reuse_by_group"] = """
            SELECT year || '/' || coalesce(groups.name, 'unknown'), c.name, sum(c.amount) FROM sales LEFT JOIN groups USING (category)
            CROSS JOIN LATERAL (VALUES ('items', 1::bigint), ('value', price_amount)) AS c (name, amount) GROUP BY 1, 2
            """,
        ["reuse_by_prefecture"] = """
            SELECT coalesce(prefecture, 'unknown'), c.name, sum(c.amount) FROM sales CROSS JOIN LATERAL (VALUES ('items', 1::bigint), ('value', price_amount)) AS c (name, amount) GROUP BY 1, 2
            """,
    };

    /// <summary>Tables that are not counted again here, and why.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["resources_act_roles"] = "product groups are lists of the edition",
        ["refurbished_practice"] = "clauses of the edition",
        ["across_groups"] = "clauses of the edition",
        ["dealers_permits"] = "their figures are days from the record of the operator, which is JSON of the product",
        ["notified_urls"] = "as the permits",
        ["grace_by_day"] = "no edition with grace is activated here",
        ["waived_findings"] = "its rows are named by typed ids, which SQL does not write",
        ["caught_before_shelf"] = "the order of verdicts and moves is followed step by step in tests of the part",
        ["taken_off_shelf"] = "as caught_before_shelf",
        ["recalled_units"] = "no recall is imported here",
        ["recalls_caught"] = "as recalled_units",
        ["safety_incidents"] = "nothing is recorded",
        ["iso_59020_indicators"] = "nothing is recorded",
        ["age_at_sale"] = "facts are JSON of the product",
        ["avoided_co2"] = "no factors are given",
        ["self_collection"] = "the list of goods is the edition's, not in the database",
    };

    private readonly ReportWorld _world = new(server);

    [Fact]
    public async Task Every_figure_is_what_sql_counts()
    {
        await FillAsync();
        var asOf = _world.Now();
        var report = await _world.DrawnAsync(asOf);

        var wrong = new List<string>();
        foreach (var table in report.Document.Figures().GroupBy(figure => figure.Table.Code))
        {
            if (Queries.TryGetValue(table.Key, out var sql))
            {
                wrong.AddRange(Differences(table, await CountAsync(sql, asOf)));
            }
            else if (!Others.ContainsKey(table.Key) && !table.Key.EndsWith("_criteria", StringComparison.Ordinal))
            {
                // Criteria of ordinances are counted from clauses of the edition, which are not in the database.
                wrong.Add($"{table.Key} is neither counted again nor named");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(report.Document.Figures().Count(figure => Queries.ContainsKey(figure.Table.Code) && figure.Figure.Value > 0) > 60);
    }

    private static IEnumerable<string> Differences(IEnumerable<PlacedFigure> figures, Dictionary<(string, string), long> counted)
    {
        foreach (var figure in figures)
        {
            var (row, column) = (figure.Row.Code, figure.Column.Code);
            counted.Remove((row, column), out var value);
            if (figure.Figure.Value is { } shown && shown != value)
            {
                yield return $"{figure.Table.Code} {row} {column}: the report says {shown}, SQL {value}";
            }
        }

        foreach (var ((row, column), value) in counted.Where(left => left.Value != 0))
        {
            yield return $"{figures.First().Table.Code} {row} {column}: SQL says {value}, the report has no such figure";
        }
    }

    private async Task<Dictionary<(string, string), long>> CountAsync(string sql, DateTimeOffset asOf)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        // What a query does not use still gets its type.
        await using var command = new NpgsqlCommand($"{Common}, used AS (SELECT $1::uuid, $2::timestamptz, $3::timestamptz, $4::date, $5::date, $6::text[], $7::text[]) {sql}", connection);
        var goods = ProductCategories.All.ToList();
        object[] values =
        [
            _world.Shop.OperatorOf(DemoOperators.Refurbisher), new DateTimeOffset(ReportWorld.From, TimeOnly.MinValue, TimeSpan.FromHours(9)).ToUniversalTime(), asOf.AddMilliseconds(1).ToUniversalTime(),
            ReportWorld.From, ReportWorld.To, goods.Select(one => one.Code).ToArray(), goods.Select(one => one.Group.Code).ToArray(),
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var counted = new Dictionary<(string, string), long>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            counted.Add((reader.GetString(0), reader.GetString(1)), Convert.ToInt64(reader.GetValue(2), System.Globalization.CultureInfo.InvariantCulture));
        }

        return counted;
    }

    /// <summary>Some thirty listings of several kinds and states.</summary>
    private async Task FillAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            var (sold, paused, withdrawn, suspended) = (await PublishedAsync(), await PublishedAsync(), await PublishedAsync(), await PublishedAsync());
            await _world.SellAsync(sold);
            await _world.PauseAsync(paused);
            await _world.WithdrawAsync(withdrawn);
            await _world.SuspendAsync(suspended);
            await _world.RepairAsync(await PublishedAsync());
            await _world.PriceAsync(await PublishedAsync(), 12_300 + round);
            var old = await _world.OldAsync();
            if (round > 0)
            {
                await _world.WaiveAsync(old);
                await _world.PublishAsync(old);
            }

            var shoes = await _world.SneakersAsync(2_000 + round);
            await _world.PublishAsync(shoes);
            await _world.UnmarkedAsync();
            await _world.LentAsync();
            await _world.AssessAsync("apparel", round);
        }
    }

    private Task<System.Text.Json.JsonElement> PublishedAsync() => _world.Shop.PublishedAsync(_world.Shop.Refurbisher);
}
