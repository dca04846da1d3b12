using System.Diagnostics;

namespace CeCommerce.Benchmarks.Paying;

/// <summary>How long a refund takes from the request to the processor hearing of it, with nothing else to do and with 100,000 payments that wait for their buyers.</summary>
internal static class RefundBenchmark
{
    private const int Refunds = 200;
    private const int WarmUp = 100;
    private const int Waiting = 100_000;
    private const double Bound = 1.5;

    /// <summary>Copies of one that waits, asked about once an hour as the sweep leaves them.</summary>
    private const string Rows =
        """
        SET session_replication_role = replica;
        CREATE TEMP TABLE copies AS SELECT n, gen_random_uuid() AS purchase, gen_random_uuid() AS payment, gen_random_uuid() AS step, now_ + n * interval '1 hour' / 100000 AS at
            FROM generate_series(1, 100000) AS n, (SELECT max(created_at) AS now_ FROM payments.payments WHERE status = 'NeedsAuthentication') AS t;
        CREATE TEMP TABLE one AS SELECT * FROM payments.payments WHERE status = 'NeedsAuthentication' ORDER BY created_at DESC LIMIT 1;
        INSERT INTO checkout.purchases SELECT (jsonb_populate_record(p, jsonb_build_object('id', c.purchase))).* FROM checkout.purchases p JOIN one ON one.purpose_id = p.id CROSS JOIN copies c;
        INSERT INTO payments.payments SELECT (jsonb_populate_record(p, jsonb_build_object(
            'id', c.payment, 'order_id', c.purchase, 'purpose_id', c.purchase, 'reference', 'pur_bench' || c.n, 'processor_id', 'pi_waiting' || c.n, 'ask_at', c.at, 'asked', 8))).* FROM payments.payments p JOIN one USING (id) CROSS JOIN copies c;
        INSERT INTO payments.steps SELECT (jsonb_populate_record(s, jsonb_build_object('id', c.step, 'payment_id', c.payment, 'ask_at', c.at, 'asked', 8))).* FROM payments.steps s JOIN one ON one.id = s.payment_id CROSS JOIN copies c;
        RESET session_replication_role;
        """;

    private static readonly string Cancel = Repository.Operation("orders/CancelOrder");

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await using var stripe = await BareStripe.StartAsync();
        home.Variables = stripe.Variables;
        await home.HoldAsync();
        await ImportBenchmark.ImportAsync(home, 4 * (WarmUp + (3 * Refunds)));
        using var http = GraphQLClient.NewHttp();
        await using var server = await CommerceProcess.ServeAsync(home);
        await StripeBuyers.EnableSellersAsync(home);
        var buyers = new StripeBuyers(home, stripe, http);
        var ready = await buyers.ReadyAsync(server.Address, WarmUp + (3 * Refunds) + 1);
        var refunded = new Refunded(home, stripe, http, server.Address);
        var bought = await BoughtAsync(buyers, server.Address, ready.Skip(1));

        await refunded.RunAsync(bought.Take(WarmUp));
        var alone = await refunded.RunAsync(bought.Skip(WarmUp).Take(Refunds));
        await buyers.PlaceAsync(server.Address, ready[0]);
        await WaitingAsync(home);
        var beside = await refunded.BesideAsync(bought.Skip(WarmUp + Refunds).Take(Refunds));
        Add(report, "", beside, alone, Bound);

        // As after a day without the processor.
        await home.ExecuteAsync("UPDATE payments.steps SET ask_at = created_at WHERE unsettled");
        Add(report, ", all of them due at once", await refunded.BesideAsync(bought.Skip(WarmUp + (2 * Refunds))), alone, bound: null);
    }

    private static async Task<List<Bought>> BoughtAsync(StripeBuyers buyers, Uri server, IEnumerable<ReadyBuyer> ready)
    {
        var bought = new List<Bought>();
        foreach (var buyer in ready)
        {
            var (order, intent) = await buyers.PayAsync(server, buyer);
            bought.Add(new(buyer, order, intent));
        }

        return bought;
    }

    private static async Task WaitingAsync(StockedHome home)
    {
        await home.ExecuteAsync(Rows);
        foreach (var table in (string[])["checkout.purchases", "payments.payments", "payments.steps"])
        {
            await home.ExecuteAsync($"VACUUM ANALYZE {table}");
        }
    }

    private static void Add(Report report, string what, (double Took, double Asked) beside, double alone, double? bound) => report.Add(
        Text.Of($"request → refund at the processor, {Waiting:N0} payments waiting{what} ({beside.Asked:F0} of them asked about a second)"),
        Text.Of($"{beside.Took:F1} ms"),
        Text.Of($"none waiting {alone:F1} ms"),
        Text.Of($"{beside.Took / alone:F2}") + (bound is null ? "" : Text.Of($" ≤ {bound}")),
        bound is null ? null : beside.Took <= bound * alone);

    /// <summary>An order that is paid.</summary>
    private sealed record Bought(ReadyBuyer Buyer, string Order, string Intent);

    /// <summary>Orders are cancelled, one after the other.</summary>
    private sealed class Refunded(StockedHome home, BareStripe stripe, HttpClient http, Uri server)
    {
        /// <summary>The median of milliseconds until the processor hears of it.</summary>
        public async Task<double> RunAsync(IEnumerable<Bought> some)
        {
            var took = new List<double>();
            foreach (var (buyer, order, intent) in some)
            {
                var since = Stopwatch.GetTimestamp();
                var answer = await new GraphQLClient(http, server, home.TokenOf(buyer.Consumer)).MutateAsync(
                    Cancel, "cancelOrder", new { orderId = order, reason = "bench", idempotencyKey = Guid.CreateVersion7().ToString() });
                took.Add(stripe.RefundedAt(intent) is { } at ? Stopwatch.GetElapsedTime(since, at).TotalMilliseconds : throw new InvalidOperationException(answer.ToJsonString()));
            }

            return took.Median();
        }

        /// <summary>The same, and how many of those that wait were asked about a second meanwhile.</summary>
        public async Task<(double Took, double Asked)> BesideAsync(IEnumerable<Bought> some)
        {
            stripe.Take();
            var began = Stopwatch.GetTimestamp();
            var took = await RunAsync(some);
            return (took, stripe.Take().Count(request => request.Path.Contains("pi_waiting", StringComparison.Ordinal)) / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }
}
