using System.Diagnostics;
using CeCommerce.Listings;
using Npgsql;

namespace CeCommerce.Benchmarks;

/// <summary>Many consumers want one item at the same moment, over two server processes on one database.</summary>
internal static class RaceBenchmark
{
    private const int Rounds = 200;
    private static readonly string[] Losing = ["ITEM_TAKEN", "LISTING_NOT_FOR_SALE"];

    public static async Task RunAsync(StockedHome home, Report report)
    {
        await using var first = await CommerceProcess.ServeAsync(home);
        await using var second = await CommerceProcess.ServeAsync(home);
        foreach (var racers in (int[])[64, 200])
        {
            await RunAsync(home, [first.Address, second.Address], racers, report);
        }

        var broken = await home.AskAsync<long>(
            "SELECT count(*) FROM (SELECT movement_id FROM payments.entries GROUP BY movement_id HAVING sum(amount) <> 0 OR count(*) <> 2) AS unbalanced");
        var sum = await home.AskAsync<decimal>("SELECT coalesce(sum(amount), 0)::numeric FROM payments.entries");
        report.Add("ledger after all races", Text.Of($"sum {sum}, {broken} movements out of balance"), "", "0 and 0", sum == 0 && broken == 0);
    }

    private static async Task RunAsync(StockedHome home, Uri[] servers, int racers, Report report)
    {
        using var http = GraphQLClient.NewHttp();
        GraphQLClient[] field = [.. Enumerable.Range(0, racers).Select(i => new GraphQLClient(http, servers[i % servers.Length], home.TokenOf($"racer{i}")))];
        var listings = await ListingsAsync(home);
        var (since, ends) = (Stopwatch.GetTimestamp(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var listing in listings)
        {
            var shown = ListingId.From(listing).ToString();
            foreach (var end in await Task.WhenAll(field.Select(racer => Task.Run(() => Buying.BuyAsync(racer, shown)))))
            {
                ends[end] = ends.GetValueOrDefault(end) + 1;
            }
        }

        var once = await OrderedOnceAsync(home, listings);
        var paid = ends.GetValueOrDefault("PAID");
        var typed = Losing.Sum(code => ends.GetValueOrDefault(code));
        var took = Stopwatch.GetElapsedTime(since).TotalSeconds;
        report.Add(
            Text.Of($"race of {racers} for one item, two processes, {Rounds} rounds"),
            Text.Of($"{once} rounds with exactly one order; {string.Join(", ", ends.Select(end => Text.Of($"{end.Key} {end.Value:N0}")))}; {racers * Rounds / took:N0} racers/s"),
            "",
            Text.Of($"{Rounds} rounds, {Rounds * (racers - 1):N0} typed refusals"),
            once == Rounds && paid == Rounds && typed == Rounds * (racers - 1));
    }

    public static async Task<List<Guid>> ListingsAsync(StockedHome home, int most = Rounds)
    {
        await using var command = home.Source.CreateCommand(
            $"SELECT id FROM listings.listings WHERE state = 'Published' AND price_amount IS NOT NULL ORDER BY md5(id::text) DESC LIMIT {most}");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private static async Task<long> OrderedOnceAsync(StockedHome home, List<Guid> listings)
    {
        await using var command = home.Source.CreateCommand(
            "SELECT count(*) FROM (SELECT listing_id FROM orders.orders WHERE listing_id = ANY ($1) GROUP BY listing_id HAVING count(*) = 1) AS once");
        command.Parameters.Add(new NpgsqlParameter<List<Guid>> { TypedValue = listings });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
