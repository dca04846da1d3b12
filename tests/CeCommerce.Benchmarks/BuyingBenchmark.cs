using System.Diagnostics;
using CeCommerce.Listings;

namespace CeCommerce.Benchmarks;

/// <summary>
/// Hold, final confirmation, order, paid: how many a second a server does for buyers who come at once. <c>CECOMMERCE_OTHER_EXECUTABLE</c> names another version that takes
/// turns with this one, each in a home of its own.
/// </summary>
internal static class BuyingBenchmark
{
    private const int Rounds = 5;
    private const int Purchases = 300;
    private const int WarmUp = 1_000;
    private const int AtOnce = 4;

    public static async Task RunAsync(Report report)
    {
        var other = Environment.GetEnvironmentVariable("CECOMMERCE_OTHER_EXECUTABLE");
        await using var mine = await Seller.OpenAsync(StockedHome.Temporary());
        await using var theirs = other is null ? null : await Seller.OpenAsync(StockedHome.Temporary(other));
        for (var round = 0; round < Rounds; round++)
        {
            // The one that goes first changes, so that a machine that gets slower or faster favours neither.
            foreach (var seller in round % 2 == 0 ? [mine, theirs] : (Seller?[])[theirs, mine])
            {
                await (seller?.SellAsync() ?? Task.CompletedTask);
            }
        }

        var rate = Median(mine.Rates);
        var before = theirs is null ? 0 : Median(theirs.Rates);
        report.Add(
            Text.Of($"hold, checkout, place and pay, {AtOnce} at once, median of {Rounds} × {Purchases}"), Text.Of($"{rate:F1}/s"), theirs is null ? "" : Text.Of($"{before:F1}/s of the other version"),
            theirs is null ? "" : Text.Of($"{rate / before:F2} ≥ 0.9"), theirs is null ? null : rate >= 0.9 * before);
        Add(report, "processor time of the server for one, median", mine.OfServer, theirs?.OfServer);
        Add(report, "processor time of PostgreSQL for one, median", mine.OfPostgres, theirs?.OfPostgres);
    }

    private static void Add(Report report, string what, List<double> mine, List<double>? theirs) => report.Add(
        what, Text.Of($"{Median(mine):F1} ms"), theirs is null ? "" : Text.Of($"{Median(theirs):F1} ms of the other version"), theirs is null ? "" : Text.Of($"{Median(mine) / Median(theirs):F2}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A server with listings of its own, warmed up.</summary>
    private sealed class Seller(StockedHome home) : IAsyncDisposable
    {
        private readonly HttpClient _http = GraphQLClient.NewHttp();
        private Queue<string> _listings = [];
        private CommerceProcess? _server;
        private int _buyers;

        public List<double> Rates { get; } = [];

        /// <summary>Milliseconds.</summary>
        public List<double> OfServer { get; } = [];

        /// <summary>Milliseconds.</summary>
        public List<double> OfPostgres { get; } = [];

        public static async Task<Seller> OpenAsync(StockedHome home)
        {
            var seller = new Seller(home);
            await home.HoldAsync();
            seller._server = await CommerceProcess.ServeAsync(home);
            await ImportBenchmark.ImportAsync(home, (WarmUp + (Rounds * Purchases)) * 2);
            seller._listings = new((await RaceBenchmark.ListingsAsync(home, WarmUp + (Rounds * Purchases))).Select(id => ListingId.From(id).ToString()));
            await seller.BuyAsync(WarmUp);
            return seller;
        }

        public async Task SellAsync()
        {
            var (since, server, postgres) = (Stopwatch.GetTimestamp(), _server!.ProcessorTime, home.PostgresProcessorTime);
            await BuyAsync(Purchases);
            Rates.Add(Purchases / Stopwatch.GetElapsedTime(since).TotalSeconds);
            OfServer.Add((_server.ProcessorTime - server).TotalMilliseconds / Purchases);
            OfPostgres.Add((home.PostgresProcessorTime - postgres).TotalMilliseconds / Purchases);
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
            await home.DisposeAsync();
        }

        private Task BuyAsync(int purchases) => Parallel.ForEachAsync(
            Enumerable.Range(0, purchases).Select(_ => (Listing: _listings.Dequeue(), Buyer: $"buyer-{_buyers++}")).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (one, _) =>
            {
                var bought = await Buying.BuyAsync(new(_http, _server!.Address, home.TokenOf(one.Buyer)), one.Listing);
                if (bought != "PAID")
                {
                    throw new InvalidOperationException($"{one.Listing} was not bought: {bought}");
                }
            });
    }
}
