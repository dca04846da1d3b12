using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings.Oversight;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>What ends for an operator and how its listings stood from day to day.</summary>
public sealed class OperatorOversightTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private DateOnly Today => Tokyo.DayOf(server.Clock.GetUtcNow());

    [Fact]
    public async Task What_ends_is_told_next_first()
    {
        await _shop.RecordPermitAsync("2026-12-31");
        var old = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year: "2009"))));
        await WaiveAsync(old, "2026-12-15");
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = old.Text("id") }, _shop.Refurbisher)).List("errors"));
        _shop.Scalar("UPDATE listings.listings SET grace_until = '2026-11-27' WHERE id = $1", Shop.Uuid(old));

        var deadlines = (await SeenAsync(_shop.Refurbisher)).List("deadlines").ToList();
        Assert.Equal(deadlines.Select(one => one.Text("on")).Order(StringComparer.Ordinal), deadlines.Select(one => one.Text("on")));
        Assert.Equal(("2026-11-27", 1), One(deadlines, "GRACE_ENDS"));
        Assert.Equal(("2026-12-15", 1), One(deadlines, "WAIVER_ENDS"));
        Assert.Equal("LS-013/fifteen-years", deadlines.Single(one => one.Text("kind") == "WAIVER_ENDS").Text("clause"));
        Assert.Equal(("2027-01-01", null), One(deadlines, "PERMIT_ENDS"));
        // The shop's unit was looked up on 2026-11-15, the demo's on the day of the start.
        Assert.Equal(
            ["2026-12-16", "2026-12-21"],
            deadlines.Where(one => one.Text("kind") == "RECALL_CHECK_AGES").Select(one => one.Text("on")));
        Assert.All(deadlines, one => Assert.NotEmpty(one.Text("text")));
    }

    [Fact]
    public async Task A_waiver_of_all_listings_and_a_notice_that_ends_are_the_operators_as_a_whole()
    {
        var rental = OperatorId.From(_shop.OperatorOf(DemoOperators.Rental)).ToString();
        var input = new { operatorId = rental, clause = "LS-013/fifteen-years", reason = "確かめた。", evidence = new { text = "記録 3" }, until = "2026-12-20", idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("grantWaiver", input, _shop.Token(Role.Auditor), "waiver { id }")).List("errors"));
        var notice = new { id = rental, url = "https://rental.demo.example/", validFrom = "2022-10-01", validTo = "2026-12-24" };
        var notified = await _shop.AskAsync("mutation($input: NotifyUrlInput!) { notifyShopUrl(input: $input) { errors { code } } }", new { input = notice }, _shop.Token(Role.Platform));
        Assert.Empty(notified.List("notifyShopUrl", "errors"));
        var deadlines = (await SeenAsync(_shop.Token(Role.Operator, DemoOperators.Rental), DemoOperators.Rental)).List("deadlines").ToList();
        Assert.Equal(("2026-12-20", null), One(deadlines, "WAIVER_ENDS"));
        Assert.Equal(("2026-12-25", null), One(deadlines, "NOTICE_ENDS"));
    }

    [Fact]
    public async Task Verdicts_are_followed_from_day_to_day()
    {
        var mine = (Guid)_shop.Scalar(
            """
            INSERT INTO operators.operators SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'code', 'trend'))).*
            FROM operators.operators o WHERE code = 'demo-rental' RETURNING id
            """)!;
        var listings = (Guid[])_shop.Scalar(
            """
            WITH mine AS (UPDATE listings.listings SET operator_id = $1 WHERE source_id IN ('LEASE-1', 'LEASE-2', 'LEASE-3') RETURNING id)
            SELECT array_agg(id) FROM mine
            """, mine)!;
        _shop.Scalar("DELETE FROM listings.assessments WHERE listing_id = ANY ($1)", listings);
        Judge(listings[0], "Pass", "2026-11-01T10:00+09");
        Judge(listings[0], "Fail", "2026-11-10T10:00+09");
        Judge(listings[0], "Warn", "2026-11-10T11:00+09");
        Judge(listings[0], "Pass", "2026-11-12T23:59+09");
        Judge(listings[1], "Warn", "2026-11-11T00:00+09");
        Judge(listings[2], "Unknown", "2026-11-05T00:00+09");
        _shop.Scalar("UPDATE listings.listings SET state = 'Withdrawn', grace_until = NULL, updated_at = '2026-11-12T12:00+09' WHERE id = $1", listings[2]);

        Assert.Equal(
            ["2026-11-09 PASS 1, UNKNOWN 1", "2026-11-10 WARN 1, UNKNOWN 1", "2026-11-11 WARN 2, UNKNOWN 1", "2026-11-12 PASS 1, WARN 1"],
            await TrendAsync("from: \"2026-11-09\", until: \"2026-11-12\""));
        Assert.Equal(["2026-10-29 ", "2026-11-05 PASS 1, UNKNOWN 1", "2026-11-12 PASS 1, WARN 1"], await TrendAsync("from: \"2026-10-23\", until: \"2026-11-12\", by: WEEK"));
        Assert.Equal(["2026-11-04 PASS 1"], await TrendAsync("from: \"2026-11-04\", until: \"2026-11-04\""));
    }

    [Theory]
    [InlineData("from: \"2026-11-09\", until: \"2026-11-08\"")]
    [InlineData("from: \"2026-11-09\", until: \"2026-11-21\"")]
    [InlineData("from: \"2999-01-01\"")]
    [InlineData("from: \"2026-08-01\"")]
    [InlineData("from: \"0001-01-01\", by: WEEK")]
    public async Task A_period_that_is_none_or_too_long_is_refused(string period)
    {
        var answer = await server.GraphQLAsync(Trend(period), new { code = DemoOperators.Refurbisher }, _shop.Refurbisher);
        Assert.Equal("TREND_PERIOD_INVALID", answer.Fault());
    }

    [Fact]
    public async Task Verdicts_are_found_by_their_index()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var fill = new NpgsqlCommand(
            """
            SET session_replication_role = replica;
            INSERT INTO listings.assessments SELECT (jsonb_populate_record(NULL::listings.assessments, one.kept || jsonb_build_object('id', overlay(gen_random_uuid()::text PLACING '01a9' FROM 1), 'listing_id', gen_random_uuid()))).*
            FROM (SELECT to_jsonb(a) AS kept FROM listings.assessments a LIMIT 1) one, generate_series(1, 20000);
            SET session_replication_role = DEFAULT;
            ANALYZE listings.assessments; ANALYZE listings.listings
            """,
            connection);
        await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var explain = new NpgsqlCommand("EXPLAIN " + Enumerable.Range(0, 6).Aggregate(TrendsOfOperators.Sql, (sql, n) => sql.Replace($"{{{n}}}", $"${n + 1}", StringComparison.Ordinal)), connection)
        {
            Parameters =
            {
                new() { Value = new[] { _shop.OperatorOf(DemoOperators.Refurbisher) } },
                new() { Value = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) },
                new() { Value = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc) },
                new() { Value = VerdictIds.LeastSince(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)) },
                new() { Value = VerdictIds.LeastSince(new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)) },
                new() { Value = Guid.Empty },
            },
        };
        await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Equal(2, plan.Count(line => line.Contains("ix_assessments_listing", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on assessments", StringComparison.Ordinal) || line.Contains("pk_assessments", StringComparison.Ordinal));
    }

    private static string Trend(string period) =>
        $"query($code: String!) {{ operatorByCode(code: $code) {{ compliance {{ trend({period}) {{ day verdicts {{ verdict listings }} }} }} }} }}";

    private static (string On, int? Listings) One(IEnumerable<JsonElement> deadlines, string kind)
    {
        var found = Assert.Single(deadlines, one => one.Text("kind") == kind);
        return (found.Text("on"), found.GetProperty("listings").ValueKind == JsonValueKind.Null ? null : found.GetProperty("listings").GetInt32());
    }

    private async Task<List<string>> TrendAsync(string period)
    {
        var data = await _shop.AskAsync(Trend(period), new { code = "trend" }, _shop.Token(Role.Platform));
        return [.. data.List("operatorByCode", "compliance", "trend").Select(point =>
            $"{point.Text("day")} {string.Join(", ", point.List("verdicts").Select(count => $"{count.Text("verdict")} {count.GetProperty("listings")}"))}")];
    }

    private async Task<JsonElement> SeenAsync(string token, string code = DemoOperators.Refurbisher)
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "operators", "OperatorDeadlines.graphql"), TestContext.Current.CancellationToken);
        var variables = new { id = OperatorId.From(_shop.OperatorOf(code)).ToString(), from = $"{Today:yyyy-MM-dd}" };
        return (await _shop.AskAsync(document, variables, token)).GetProperty("operator").GetProperty("compliance");
    }

    private async Task WaiveAsync(JsonElement listing, string until)
    {
        var input = new
        {
            listingId = listing.Text("id"),
            clause = "LS-013/fifteen-years",
            reason = "確かめた。",
            evidence = new { text = "記録 3" },
            until,
            idempotencyKey = Shop.Key(),
        };
        Assert.Empty((await _shop.DoAsync("grantWaiver", input, _shop.Token(Role.Auditor), "waiver { id }")).List("errors"));
    }

    private void Judge(Guid listing, string verdict, string at) => _shop.Scalar(
        """
        INSERT INTO listings.assessments
        SELECT (jsonb_populate_record(a, jsonb_build_object('id', $2, 'listing_id', $1, 'verdict', $3, 'at', $4))).*
        FROM listings.assessments a LIMIT 1
        """,
        listing, VerdictIds.LeastSince(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)), verdict, at);
}
