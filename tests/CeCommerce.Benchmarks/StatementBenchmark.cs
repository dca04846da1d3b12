using System.Collections.Concurrent;
using System.Diagnostics;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Benchmarks;

/// <summary>
/// SQL statements of a request: those that Npgsql traces under the request's own trace, so that workers do not count. Writing transactions are
/// the transaction ids that PostgreSQL gave out meanwhile; the fewest of several runs, since workers may take some too.
/// </summary>
internal static class StatementBenchmark
{
    private const int Runs = 10;
    private static readonly ConcurrentDictionary<ActivityTraceId, (int Statements, int RoundTrips)> Seen = new();

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await ImportBenchmark.ImportAsync(home, 100);
        var settings = new Settings { Environment = Environments.Development, Home = home.Directory, Database = home.ConnectionString, Clock = home.Clock, Urls = "http://127.0.0.1:0", SandboxPayments = true };
        using var listener = Listen();
        await using var app = CommerceServer.Build(settings, () => home.ConnectionString, Features.Composition);
        _ = await CommerceServer.StartAsync(app, settings, Features.Composition, CancellationToken.None);
        await MeasureAsync(home, new Uri(app.Urls.First()), report);
        await app.StopAsync();
    }

    private static async Task MeasureAsync(StockedHome home, Uri server, Report report)
    {
        using var http = GraphQLClient.NewHttp();
        var buyer = new GraphQLClient(http, server, home.TokenOf("counted"));
        var ids = await RaceBenchmark.ListingsAsync(home);
        var detail = await CountAsync(home, i => buyer.AskAsync(DetailBenchmark.Detail, new { id = ListingId.From(ids[i]).ToString() }));
        var search = await CountAsync(home, _ => buyer.AskAsync(Searching.Full, Searching.Variables("Kanata")));
        var flow = await CountAsync(home, i => Buying.BuyAsync(buyer, ListingId.From(ids[i]).ToString()));
        report.Add("SQL statements: detail", Text.Of($"{detail.Statements}"), "", "≤ 2", detail.Statements <= 2);
        report.Add("SQL statements: search", Text.Of($"{search.Statements}"), "", "≤ 2", search.Statements <= 2);
        report.Add(
            "SQL round trips: hold, checkout, place and pay", Text.Of($"{flow.RoundTrips} with {flow.Statements} statements, {flow.Commits} writing transactions"), "", "≤ 20, ≤ 5",
            flow is { RoundTrips: <= 20, Commits: <= 5 });
    }

    private static async Task<(int Statements, int RoundTrips, long Commits)> CountAsync(StockedHome home, Func<int, Task> request)
    {
        var (seen, commits) = (new List<(int Statements, int RoundTrips)>(), new List<long>());
        for (var run = 0; run < Runs; run++)
        {
            var before = await NextTransactionAsync(home);
            using var flow = new Activity("flow").SetIdFormat(ActivityIdFormat.W3C).Start();
            flow.ActivityTraceFlags = ActivityTraceFlags.Recorded;
            await request(run);
            flow.Stop();
            seen.Add(Seen.GetValueOrDefault(flow.TraceId));
            commits.Add(await NextTransactionAsync(home) - before);
        }

        return (seen[1..].Max(one => one.Statements), seen[1..].Max(one => one.RoundTrips), commits.Min());
    }

    private static Task<long> NextTransactionAsync(StockedHome home) => home.AskAsync<long>("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Count(Activity activity)
    {
        var text = activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement");
        var statements = text?.ToString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length ?? 0;
        Seen.AddOrUpdate(activity.TraceId, (statements, statements > 0 ? 1 : 0), (_, known) => (known.Statements + statements, known.RoundTrips + (statements > 0 ? 1 : 0)));
    }
}
