using System.Diagnostics;
using CeCommerce.Benchmarks.Wire;

namespace CeCommerce.Benchmarks.Paying;

/// <summary>
/// From the order to paid by a webhook, beside the bare statements, commits and requests to the processor that it takes. Both take turns: a machine is not always
/// as fast, and what is compared is to have met the same moments.
/// </summary>
internal static class PaymentPathBenchmark
{
    private const int Rounds = 4;
    private const int OfRound = 200;

    /// <summary>So that the tables are not empty when the floor's copy of them is made.</summary>
    private const int First = 400;

    /// <summary>A server of some seconds still compiles what it runs most.</summary>
    private const int WarmUp = 2_400;

    private const int Settling = 400;
    private const int OfServer = First + WarmUp + Settling + (Rounds * OfRound);
    private const int OfFloor = Settling + (Rounds * OfRound);

    private const int Clients = 16;
    private const double FloorBound = 0.5;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await using var stripe = await BareStripe.StartAsync();
        home.Variables = stripe.Variables;
        await home.HoldAsync();
        await ImportBenchmark.ImportAsync(home, 2 * (OfServer + OfFloor));
        using var http = GraphQLClient.NewHttp();
        var buyers = new StripeBuyers(home, stripe, http);
        Queue<ReadyBuyer> ready;
        await using (var server = await CommerceProcess.ServeAsync(home))
        {
            await StripeBuyers.EnableSellersAsync(home);
            ready = new(await buyers.ReadyAsync(server.Address, OfServer + OfFloor));
            await PayAsync(buyers, server, ready, First);
        }

        await home.ExecuteAsync("ANALYZE");
        stripe.Take();
        var floor = new BuyingFloor(home) { Stripe = stripe.Settings };
        await floor.RecordAsync(Next(ready, OfFloor).Select(buyer => (Func<Uri, Task>)(server => buyers.PayAsync(server, buyer))), AskedAgain);
        using var bare = floor.Open(Clients);
        await bare.BuyAsync(Settling);
        await using (var server = await CommerceProcess.ServeAsync(home))
        {
            await PayAsync(buyers, server, ready, WarmUp);

            // As the database does by itself within minutes: sessions have planned for tables that were nearly empty.
            await home.ExecuteAsync("ANALYZE");
            await PayAsync(buyers, server, ready, Settling);
            var spent = new Spent(home, server);
            var (ofServer, ofFloor) = (TimeSpan.Zero, TimeSpan.Zero);
            for (var round = 0; round < Rounds; round++)
            {
                ofServer += await spent.WhileAsync(() => PayAsync(buyers, server, ready, OfRound));
                ofFloor += await bare.BuyAsync(OfRound);
            }

            var paid = await home.AskAsync<long>("SELECT count(*) FROM orders.orders WHERE state = 'Paid'");
            var ratio = ofFloor / ofServer;
            report.Add(
                Text.Of($"place → paid by webhook, {Clients} at once, {paid} of {OfServer + OfFloor} paid"), Text.Of($"{Rounds * OfRound / ofServer.TotalSeconds:F1}/s"),
                Text.Of($"its bare statements and requests {Rounds * OfRound / ofFloor.TotalSeconds:F1}/s"), Text.Of($"{ratio:F2} ≥ {FloorBound}"), ratio >= FloorBound && paid == OfServer + OfFloor);
            Report.Say($"  a payment is {floor.Each}; it took {spent.Each(Rounds * OfRound)}; {bare.Otherwise.Count} exchanges did something else than when they were recorded {bare.Otherwise.FirstOrDefault()}");
        }

        Func<Task> AskedAgain()
        {
            var asked = stripe.Take();
            return () => stripe.AskAsync(asked);
        }
    }

    private static Task PayAsync(StripeBuyers buyers, CommerceProcess server, Queue<ReadyBuyer> ready, int count) => Parallel.ForEachAsync(
        Next(ready, count), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (buyer, _) => await buyers.PayAsync(server.Address, buyer));

    private static List<ReadyBuyer> Next(Queue<ReadyBuyer> ready, int count) => [.. Enumerable.Range(0, count).Select(_ => ready.Dequeue())];

    /// <summary>The processor time of server and database while they are measured.</summary>
    private sealed class Spent(StockedHome home, CommerceProcess server)
    {
        private TimeSpan _ofServer;
        private TimeSpan _ofPostgres;

        /// <summary>How long it took.</summary>
        public async Task<TimeSpan> WhileAsync(Func<Task> work)
        {
            var (since, ofServer, ofPostgres) = (Stopwatch.GetTimestamp(), server.ProcessorTime, home.PostgresProcessorTime);
            await work();
            var took = Stopwatch.GetElapsedTime(since);
            (_ofServer, _ofPostgres) = (_ofServer + server.ProcessorTime - ofServer, _ofPostgres + home.PostgresProcessorTime - ofPostgres);
            return took;
        }

        public string Each(int count) =>
            Text.Of($"{_ofServer.TotalMilliseconds / count:F1} ms of the server's processor time and {_ofPostgres.TotalMilliseconds / count:F1} ms of PostgreSQL's");
    }
}
