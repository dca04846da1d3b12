using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using CeCommerce.Benchmarks.Wire;
using CeCommerce.Listings;

namespace CeCommerce.Benchmarks;

/// <summary>Carts of several operators: many buyers with mixed carts over few items on three server processes, and how many whole checkouts a server does in a second.</summary>
internal static class CartBenchmark
{
    private const int Racers = 200;
    private const int Items = 20;
    private const int InACart = 3;
    private const int Rounds = 10;
    private const int Purchases = 800;

    /// <summary>A server of some seconds still compiles what it runs most.</summary>
    private const int WarmUp = 800;

    private const int Clients = 16;
    private const double FloorBound = 0.5;

    private static readonly string Add = Repository.Operation("carts/AddToCart");
    private static readonly string Remove = Repository.Operation("carts/RemoveFromCart");
    private static readonly string Checkout = Repository.Operation("carts/CheckoutCart");
    private static readonly string Purchase = Repository.Operation("carts/PurchaseCart");

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await home.ExecuteAsync("ALTER ROLE current_user SET log_error_verbosity = 'default'");
        await ImportBenchmark.ImportAsync(home, 8 * (Purchases + WarmUp));
        using var http = GraphQLClient.NewHttp();
        double rate;
        await using (var first = await CommerceProcess.ServeAsync(home))
        {
            await using (var second = await CommerceProcess.ServeAsync(home))
            await using (var third = await CommerceProcess.ServeAsync(home))
            {
                // By the fees that the listings state: a method would want a recipient of each buyer.
                await home.ExecuteAsync("UPDATE shipping.methods SET retired_at = now()");
                await RaceAsync(home, [.. ((CommerceProcess[])[first, second, third]).Select(server => server.Address)], http, report);
            }

            rate = await RateAsync(home, first.Address, http);
        }

        await FloorAsync(home, http, rate, report);
    }

    private static async Task RaceAsync(StockedHome home, Uri[] servers, HttpClient http, Report report)
    {
        var (sold, ends) = (0, new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        var listings = await ListingsAsync(home, Rounds * Items);
        for (var round = 0; round < Rounds; round++)
        {
            string[] stock = [.. listings.Skip(round * Items).Take(Items)];
            var ofRound = round;
            var bought = await Task.WhenAll(Enumerable.Range(0, Racers).Select(racer => Task.Run(async () =>
            {
                var random = new Random((ofRound * Racers) + racer);
                var buyer = new GraphQLClient(http, servers[racer % servers.Length], home.TokenOf($"mixed-{ofRound}-{racer}"));
                var (count, end) = await BuyAsync(buyer, [.. stock.OrderBy(_ => random.Next()).Take(InACart)]);
                ends.AddOrUpdate(end, 1, (_, known) => known + 1);
                return count;
            })));
            sold += bought.Sum();
        }

        var twice = await home.AskAsync<long>(
            "SELECT count(*) FROM (SELECT item_id FROM orders.order_lines WHERE ended_at IS NULL GROUP BY item_id HAVING count(*) > 1) AS twice");
        var lines = await home.AskAsync<long>("SELECT count(*) FROM orders.order_lines WHERE ended_at IS NULL");
        var deadlocks = await home.AskAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        var broken = await home.AskAsync<long>("SELECT count(*) FROM (SELECT movement_id FROM payments.entries GROUP BY movement_id HAVING sum(amount) <> 0) AS unbalanced");
        foreach (var line in File.ReadLines(home.PostgresLog).SkipWhile(line => !line.Contains("deadlock detected", StringComparison.Ordinal)).Take(deadlocks == 0 ? 0 : 40))
        {
            Report.Say($"{line}");
        }

        report.Add(
            Text.Of($"race of {Racers} with carts of {InACart} over {Items} items, three processes, {Rounds} rounds"),
            Text.Of($"{sold} of {Rounds * Items} items sold, {twice} twice, {deadlocks} deadlocks, {broken} movements out of balance; {string.Join(", ", ends.Select(end => Text.Of($"{end.Key} {end.Value:N0}")))}"),
            "",
            "none twice, no deadlock, 0",
            twice == 0 && deadlocks == 0 && broken == 0 && sold == lines);
    }

    private static async Task<double> RateAsync(StockedHome home, Uri server, HttpClient http)
    {
        var buys = await BuysAsync(home, http, "cart");
        await BuyManyAsync(buys[..WarmUp]);
        var since = Stopwatch.GetTimestamp();
        await BuyManyAsync(buys[WarmUp..]);
        return Purchases / Stopwatch.GetElapsedTime(since).TotalSeconds;

        Task BuyManyAsync(IEnumerable<Func<Uri, Task>> some) =>
            Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (buy, _) => await buy(server));
    }

    private static async Task FloorAsync(StockedHome home, HttpClient http, double rate, Report report)
    {
        var floor = new BuyingFloor(home);
        await floor.RecordAsync(await BuysAsync(home, http, "floor"));
        var (bare, otherwise) = await floor.RunAsync(Clients, WarmUp);
        report.Add(
            Text.Of($"cart of 2 → paid, {Clients} at once"), Text.Of($"{rate:F1} purchases/s, {2 * rate:F1} items/s"), Text.Of($"its bare statements {bare:F1}/s"), Text.Of($"{rate / bare:F2} ≥ {FloorBound}"), rate >= FloorBound * bare);
        Report.Say($"  a purchase is {floor.Each}; {otherwise.Count} exchanges did something else than when they were recorded {otherwise.FirstOrDefault()}");
    }

    /// <summary>As many as are warmed up with and measured.</summary>
    private static async Task<List<Func<Uri, Task>>> BuysAsync(StockedHome home, HttpClient http, string buyers)
    {
        var listings = await ListingsAsync(home, 2 * (Purchases + WarmUp));
        return [.. listings.Chunk(2).Select((pair, number) => (Func<Uri, Task>)(async server =>
        {
            var (bought, end) = await BuyAsync(new(http, server, home.TokenOf($"{buyers}-{number}")), pair);
            if (bought != pair.Length)
            {
                throw new InvalidOperationException($"A cart was not bought: {end}");
            }
        }))];
    }

    /// <summary>How many were bought, and PAID or what was in the way in the end.</summary>
    private static async Task<(int Bought, string End)> BuyAsync(GraphQLClient buyer, string[] listings)
    {
        await buyer.MutateAsync(Add, "addToCart", new { listingIds = listings, idempotencyKey = Key() });
        while (true)
        {
            var cart = (await buyer.MutateAsync(Checkout, "checkoutCart", new { idempotencyKey = Key() }))["cart"];
            if (cart is null)
            {
                return (0, "EMPTY");
            }

            if (cart["agreement"] is { } agreement)
            {
                var bought = await buyer.MutateAsync(Purchase, "purchaseCart", new { agreement = (string?)agreement["sha256"], paymentMethod = "card_success", idempotencyKey = Key() });
                return bought["errors"] is JsonArray { Count: > 0 } errors ? (0, (string)errors[0]!["code"]!) : (cart["lines"]!.AsArray().Count, "PAID");
            }

            string[] lost = [.. cart["problems"]!.AsArray().Select(problem => (string)problem!["listing"]!["id"]!)];
            if (lost.Length == 0)
            {
                return (0, "NOT_HELD");
            }

            await buyer.MutateAsync(Remove, "removeFromCart", new { listingIds = lost, idempotencyKey = Key() });
        }
    }

    /// <summary>Of operators in turn, as far as there are any left of each.</summary>
    private static async Task<List<string>> ListingsAsync(StockedHome home, int most)
    {
        await using var command = home.Source.CreateCommand(
            $"""
            SELECT id FROM listings.listings WHERE state = 'Published' AND price_amount IS NOT NULL
            ORDER BY row_number() OVER (PARTITION BY operator_id ORDER BY md5(id::text)), id LIMIT {most}
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(ListingId.From(reader.GetGuid(0)).ToString());
        }

        return ids;
    }

    private static string Key() => Guid.CreateVersion7().ToString();
}
