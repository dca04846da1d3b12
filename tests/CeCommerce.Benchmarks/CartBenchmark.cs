using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
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
    private const int WarmUp = 200;
    private const int Clients = 16;

    private static readonly string Add = Repository.Operation("carts/AddToCart");
    private static readonly string Remove = Repository.Operation("carts/RemoveFromCart");
    private static readonly string Checkout = Repository.Operation("carts/CheckoutCart");
    private static readonly string Purchase = Repository.Operation("carts/PurchaseCart");

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await home.ExecuteAsync("ALTER ROLE current_user SET log_error_verbosity = 'default'");
        await using var first = await CommerceProcess.ServeAsync(home);
        await using var second = await CommerceProcess.ServeAsync(home);
        await using var third = await CommerceProcess.ServeAsync(home);
        // By the fees that the listings state: a method would want a recipient of each buyer.
        await home.ExecuteAsync("UPDATE shipping.methods SET retired_at = now()");
        await ImportBenchmark.ImportAsync(home, 4 * (Purchases + WarmUp));
        using var http = GraphQLClient.NewHttp();
        await RaceAsync(home, [.. ((CommerceProcess[])[first, second, third]).Select(server => server.Address)], http, report);
        await RateAsync(home, first.Address, http, report);
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

    private static async Task RateAsync(StockedHome home, Uri server, HttpClient http, Report report)
    {
        var listings = new Queue<string>(await ListingsAsync(home, 2 * (Purchases + WarmUp)));
        await BuyManyAsync(WarmUp);
        var since = Stopwatch.GetTimestamp();
        await BuyManyAsync(Purchases);
        var rate = Purchases / Stopwatch.GetElapsedTime(since).TotalSeconds;
        report.Add(Text.Of($"cart of 2 → paid, {Clients} at once"), Text.Of($"{rate:F1} purchases/s, {2 * rate:F1} items/s"));

        Task BuyManyAsync(int count) => Parallel.ForEachAsync(
            Enumerable.Range(0, count).Select(index => (Buyer: $"cart-{count}-{index}", Listings: (string[])[listings.Dequeue(), listings.Dequeue()])).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (one, _) =>
            {
                var (bought, end) = await BuyAsync(new(http, server, home.TokenOf(one.Buyer)), one.Listings);
                if (bought != one.Listings.Length)
                {
                    throw new InvalidOperationException($"A cart was not bought: {end}");
                }
            });
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
