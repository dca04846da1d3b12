using System.Diagnostics;
using System.Globalization;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using CeCommerce.Reports;

namespace CeCommerce.Benchmarks;

/// <summary>
/// A year's report over a million verdicts, drawn by a server, beside one bare statement that counts their findings by clause and month. In a home of its
/// own: in one that is kept, what was listed lies ahead of a clock that begins again.
/// </summary>
internal static class ReportBenchmark
{
    private const int Imported = 10_000;
    private const int Few = 100_000;
    private const int Many = 1_000_000;
    private const int Times = 3;
    private const double Bound = 5;
    private const double Flat = 1.25;

    private const string Counting =
        """
        SELECT f ->> 'rule', f ->> 'clause', to_char(a.at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), count(*)
        FROM listings.assessments a JOIN listings.listings l ON l.id = a.listing_id CROSS JOIN LATERAL jsonb_array_elements(a.result -> 'findings') f
        WHERE l.operator_id = $1 AND a.at >= $2 AND a.at < $3
        GROUP BY 1, 2, 3
        """;

    // What is multiplied are verdicts over goods of the same kind, at any time of the year.
    private const string Multiplying =
        """
        INSERT INTO listings.assessments (id, listing_id, occasion, pack_version, verdict, actor, inputs_digest, recalls, result, at)
        SELECT (lpad(to_hex((extract(epoch FROM given.at) * 1000)::bigint), 12, '0') || '7' || substr(given.digest, 1, 3) || '8' || substr(given.digest, 4, 15))::uuid,
            given.listing_id, 'Review', o.pack_version, o.verdict, o.actor, o.inputs_digest, o.recalls, o.result, given.at
        FROM (
            SELECT k.listing_id, k.category, k.place + copy * 7919 AS place, md5(k.listing_id::text || copy) AS digest,
                date_trunc('milliseconds', $1 + ($2 - $1) * ((hashtextextended(k.listing_id::text, copy) & 2147483647) / 2147483648.0)) AS at
            FROM bench.known k CROSS JOIN generate_series($3, $4) copy) given
        JOIN bench.originals o ON o.category = given.category AND o.place = given.place % o.many
        """;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        var year = Tokyo.DayOf(home.Clock.GetUtcNow()) is var today ? new Period(today.AddDays(-365), today.AddDays(-1)) : null!;
        await StockAsync(home, year);
        var (_, few) = await DrawAsync(home, year);
        await MultiplyAsync(home, year, Many);
        var (took, many) = await DrawAsync(home, year);
        var floor = await FloorAsync(home, year);
        var verdicts = await home.AskAsync<long>("SELECT count(*) FROM listings.assessments");
        report.Add(
            "a year's report", Text.Of($"{verdicts:N0} verdicts over {Imported:N0} listings in {took:N1} s"), Text.Of($"SQL that counts by rule and month {floor:N1} s"),
            Text.Of($"{took / floor:N2} ≤ {Bound}"), took <= floor * Bound);
        report.Add(
            "memory of the server that draws it", Text.Of($"peak {many:N0} MB"), Text.Of($"over {Few:N0} verdicts {few:N0} MB"), Text.Of($"× {many / few:N2}, flat ≤ {Flat}"), many <= few * Flat);
    }

    /// <summary>Listings, whose lines in the event log are all of the day that is read to its end: reading them costs the most then.</summary>
    private static async Task StockAsync(StockedHome home, Period year)
    {
        await CommerceProcess.RunAsync(home, "migrate");
        await ImportBenchmark.ImportAsync(home, Imported);
        await home.ExecuteAsync(
            """
            CREATE SCHEMA bench;
            CREATE TABLE bench.known AS
                SELECT l.id AS listing_id, i.category, row_number() OVER (PARTITION BY i.category ORDER BY l.id) AS place FROM listings.listings l JOIN items.items i ON i.id = l.item_id;
            CREATE TABLE bench.originals AS
                SELECT a.*, i.category, row_number() OVER (PARTITION BY i.category ORDER BY a.id) - 1 AS place, count(*) OVER (PARTITION BY i.category) AS many
                FROM listings.assessments a JOIN listings.listings l ON l.id = a.listing_id JOIN items.items i ON i.id = l.item_id;
            CREATE INDEX ON bench.originals (category, place);
            ANALYZE bench.known, bench.originals;
            """);
        await MultiplyAsync(home, year, Few);
    }

    private static async Task MultiplyAsync(StockedHome home, Period year, int wanted)
    {
        var (known, kept) = (await home.AskAsync<long>("SELECT count(*) FROM bench.known"), await home.AskAsync<long>("SELECT count(*) FROM listings.assessments WHERE occasion = 'Review'"));
        var (made, times) = ((int)(kept / known), (int)Math.Ceiling(wanted / (double)known));
        if (made < times)
        {
            await using var command = home.Source.CreateCommand(Multiplying);
            command.CommandTimeout = 1_200;
            command.Parameters.AddWithValue(year.Start);
            command.Parameters.AddWithValue(year.End);
            command.Parameters.AddWithValue(made + 1);
            command.Parameters.AddWithValue(times);
            await command.ExecuteNonQueryAsync();
            await home.ExecuteAsync("VACUUM ANALYZE");
        }
    }

    /// <summary>By a server of its own, so that the memory is that of this report.</summary>
    private static async Task<(double Seconds, double PeakMegabytes)> DrawAsync(StockedHome home, Period year)
    {
        await using var server = await CommerceProcess.ServeAsync(home);
        await StartedAsync(home);
        var platform = new GraphQLClient(GraphQLClient.NewHttp(), server.Address, PlatformToken(home));
        var seconds = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            seconds.Add(await DrawAsync(home, platform, year));
        }

        return (seconds.Median(), server.PeakMegabytes);
    }

    private static async Task<double> DrawAsync(StockedHome home, GraphQLClient platform, Period year)
    {
        var drawn = await platform.MutateAsync(
            "mutation($input: DrawReportInput!) { drawReport(input: $input) { report { id } errors { message } } }", "drawReport",
            new
            {
                operatorId = new OperatorId(await OperatorAsync(home)).ToString(),
                from = year.From.ToString("O", CultureInfo.InvariantCulture),
                to = year.To.ToString("O", CultureInfo.InvariantCulture),
                formats = new[] { "JSON" },
                idempotencyKey = Guid.CreateVersion7().ToString(),
            });
        if (drawn["errors"]!.AsArray().Count > 0)
        {
            throw new InvalidOperationException(drawn.ToJsonString());
        }

        while (await home.AskAsync<bool>("SELECT EXISTS (SELECT FROM reports.reports WHERE finished_at IS NULL)"))
        {
            await Task.Delay(200);
        }

        var (state, seconds) = (await LastAsync<string>(home, "state"), await LastAsync<double>(home, "extract(epoch FROM finished_at - started_at)::float8"));
        Report.Say($"  drawn in {seconds:N1} s, {await LastAsync<string>(home, "content_hash")}");
        return state == "Done" ? seconds : throw new InvalidOperationException($"The report is {state}.");
    }

    private static async Task<double> FloorAsync(StockedHome home, Period year)
    {
        var seconds = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            await using var command = home.Source.CreateCommand(Counting);
            command.CommandTimeout = 600;
            command.Parameters.AddWithValue(await OperatorAsync(home));
            command.Parameters.AddWithValue(year.Start);
            command.Parameters.AddWithValue(year.End);
            var since = Stopwatch.GetTimestamp();
            await using (var rows = await command.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                }
            }

            seconds.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        return seconds.Median();
    }

    private static Task<Guid> OperatorAsync(StockedHome home) => home.AskAsync<Guid>("SELECT id FROM operators.operators WHERE code = 'demo-refurbisher'");

    private static Task<T> LastAsync<T>(StockedHome home, string column) => home.AskAsync<T>($"SELECT {column} FROM reports.reports ORDER BY id DESC LIMIT 1");

    /// <summary>What a server does first of all, it has done.</summary>
    private static async Task StartedAsync(StockedHome home)
    {
        while (!await home.AskAsync<bool>("SELECT EXISTS (SELECT FROM platform.event_cursors WHERE consumer = 'listings.shelf') AND NOT EXISTS (SELECT FROM listings.shelf_passes WHERE finished_at IS NULL)"))
        {
            await Task.Delay(200);
        }
    }

    private static string PlatformToken(StockedHome home)
    {
        var settings = IdentitySettings.Read(_ => null, home.Directory, development: true);
        return new LocalToken(settings.Value!, null!, new Scopes([]), home.Clock).Make(new(Role.Platform, null, null, [Scopes.Platform, ReportScopes.Write]));
    }

    private sealed record Period(DateOnly From, DateOnly To)
    {
        public DateTimeOffset Start => Tokyo.StartOf(From).ToUniversalTime();

        public DateTimeOffset End => Tokyo.StartOf(To.AddDays(1)).ToUniversalTime();
    }
}
