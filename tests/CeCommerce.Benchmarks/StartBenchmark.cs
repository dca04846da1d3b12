using System.Diagnostics;

namespace CeCommerce.Benchmarks;

/// <summary>From starting the process to the first answered search, PostgreSQL's own start included; and what the process then weighs.</summary>
internal static class StartBenchmark
{
    private const int Starts = 7;
    private const int Searches = 1_000;
    private const double SecondsBound = 1.5;
    private const double MegabytesBound = 250;

    public static async Task RunAsync(StockedHome home, Report report)
    {
        await using (var empty = StockedHome.Temporary())
        {
            await StartAsync(empty, "demo data only", report);
        }

        // Once before, so that the index is there.
        await (await CommerceProcess.ServeAsync(home)).DisposeAsync();
        await home.ReleaseAsync();
        await StartAsync(home, Text.Of($"{ImportBenchmark.Listings:N0} listings"), report);
        await home.HoldAsync();
        await MemoryAsync(home, report);
    }

    private static async Task StartAsync(StockedHome home, string name, Report report)
    {
        await (await CommerceProcess.ServeAsync(home)).DisposeAsync();
        var seconds = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            var since = Stopwatch.GetTimestamp();
            await using var server = CommerceProcess.Launch(home);
            await AnswerAsync(server);
            seconds.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        var median = seconds.Median();
        report.Add($"start to first answered search, {name}", Text.Of($"{median:N2} s (best {seconds.Min():N2}, worst {seconds.Max():N2})"), "", Text.Of($"≤ {SecondsBound} s"), median <= SecondsBound);
    }

    private static async Task AnswerAsync(CommerceProcess server)
    {
        using var http = GraphQLClient.NewHttp();
        while (true)
        {
            try
            {
                using var answer = await http.PostAsync(new Uri(server.Address, "/graphql"), JsonContent.Create(new { query = "{ searchListings(first: 20) { totalCount nodes { id title } } }" }));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException refused) when (refused.StatusCode is null)
            {
                await Task.Delay(5);
            }
        }
    }

    private static async Task MemoryAsync(StockedHome home, Report report)
    {
        await using var server = await CommerceProcess.ServeAsync(home);
        using var http = GraphQLClient.NewHttp();
        string[] words = ["Kanata", "洗濯機", "コート", "北星", "取扱説明書"];
        GraphQLClient[] readers = [.. Enumerable.Range(0, 8).Select(i => new GraphQLClient(http, server.Address, home.TokenOf($"reader{i}")))];
        await Task.WhenAll(readers.Select((reader, number) => Task.Run(async () =>
        {
            for (var i = number; i < Searches; i += readers.Length)
            {
                var answer = await reader.AskAsync(Searching.Full, Searching.Variables(words[i % words.Length]));
                _ = answer["data"] ?? throw new InvalidOperationException(answer.ToJsonString());
            }
        })));
        var (now, peak) = (server.ResidentMegabytes, server.PeakMegabytes);
        report.Add(Text.Of($"resident memory, {ImportBenchmark.Listings:N0} listings, after {Searches:N0} searches by 8 callers"), Text.Of($"{now:N0} MB (peak {peak:N0})"), "", Text.Of($"≤ {MegabytesBound} MB"), now <= MegabytesBound);
    }
}
