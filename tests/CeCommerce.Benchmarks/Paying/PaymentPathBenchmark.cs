using System.Diagnostics;
using CeCommerce.Benchmarks.Wire;

namespace CeCommerce.Benchmarks.Paying;

/// <summary>From the order to paid by a webhook, beside the bare statements, commits and requests to the processor that it takes.</summary>
internal static class PaymentPathBenchmark
{
    private const int Payments = 800;

    /// <summary>A server of some seconds still compiles what it runs most.</summary>
    private const int WarmUp = 2_400;

    private const int Settling = 400;
    private const int FloorWarmUp = 400;

    private const int Clients = 16;
    private const double FloorBound = 0.5;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await using var stripe = await BareStripe.StartAsync();
        home.Variables = stripe.Variables;
        await home.HoldAsync();
        await ImportBenchmark.ImportAsync(home, 3 * (Payments + WarmUp + Settling));
        using var http = GraphQLClient.NewHttp();
        var buyers = new StripeBuyers(home, stripe, http);
        IReadOnlyList<ReadyBuyer> ready;
        double rate;
        string spent;
        await using (var server = await CommerceProcess.ServeAsync(home))
        {
            await StripeBuyers.EnableSellersAsync(home);
            ready = await buyers.ReadyAsync(server.Address, (2 * Payments) + WarmUp + Settling + FloorWarmUp);
            await PayAsync(ready.Take(WarmUp));

            // As the database does by itself within minutes: sessions have planned for tables that were nearly empty.
            await home.ExecuteAsync("ANALYZE");
            await PayAsync(ready.Skip(WarmUp).Take(Settling));
            var (since, ofServer, ofPostgres) = (Stopwatch.GetTimestamp(), server.ProcessorTime, home.PostgresProcessorTime);
            await PayAsync(ready.Skip(WarmUp + Settling).Take(Payments));
            rate = Payments / Stopwatch.GetElapsedTime(since).TotalSeconds;
            spent = Text.Of($"{(server.ProcessorTime - ofServer).TotalMilliseconds / Payments:F1} ms of the server's processor time and {(home.PostgresProcessorTime - ofPostgres).TotalMilliseconds / Payments:F1} ms of PostgreSQL's");

            Task PayAsync(IEnumerable<ReadyBuyer> some) =>
                Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (buyer, _) => await buyers.PayAsync(server.Address, buyer));
        }

        var paid = await home.AskAsync<long>("SELECT count(*) FROM orders.orders WHERE state = 'Paid'");
        stripe.Take();
        var floor = new BuyingFloor(home) { Stripe = stripe.Settings };
        await floor.RecordAsync(ready.Skip(Payments + WarmUp + Settling).Select(buyer => (Func<Uri, Task>)(server => buyers.PayAsync(server, buyer))), AskedAgain);
        var (bare, otherwise) = await floor.RunAsync(Clients, FloorWarmUp);
        report.Add(
            Text.Of($"place → paid by webhook, {Clients} at once, {paid} of {Payments + WarmUp + Settling} paid"), Text.Of($"{rate:F1}/s"), Text.Of($"its bare statements and requests {bare:F1}/s"), Text.Of($"{rate / bare:F2} ≥ {FloorBound}"),
            rate >= FloorBound * bare && paid == Payments + WarmUp + Settling);
        Report.Say($"  a payment is {floor.Each}; it took {spent}; {otherwise.Count} exchanges did something else than when they were recorded {otherwise.FirstOrDefault()}");

        Func<Task> AskedAgain()
        {
            var asked = stripe.Take();
            return () => stripe.AskAsync(asked);
        }
    }
}
