using System.Text.Json.Nodes;
using CeCommerce.Listings;

namespace CeCommerce.Benchmarks.Paying;

/// <summary>A buyer who was shown the final confirmation and has only to order.</summary>
internal sealed record ReadyBuyer(string Consumer, string Hold, string Digest);

/// <summary>Buyers with cards at <see cref="BareStripe"/>: they order, the card holds the money, and the event of it pays the order.</summary>
internal sealed class StripeBuyers(StockedHome home, BareStripe stripe, HttpClient http)
{
    private static readonly string Place = Repository.Operation("orders/PlaceOrder");

    /// <summary>Every seller has what Stripe wants of it.</summary>
    public static Task EnableSellersAsync(StockedHome home) => home.ExecuteAsync("""UPDATE operators.operators SET payouts = '{"gateway":"stripe","isEnabled":true,"due":[]}'""");

    /// <summary>So many, each with an item of its own on hold.</summary>
    public async Task<IReadOnlyList<ReadyBuyer>> ReadyAsync(Uri server, int count)
    {
        var listings = await RaceBenchmark.ListingsAsync(home, count);
        var ready = new ReadyBuyer[listings.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, listings.Count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var consumer = $"card-{number}";
            var (hold, digest) = await Buying.AgreeAsync(new(http, server, home.TokenOf(consumer)), ListingId.From(listings[number]).ToString());
            ready[number] = new(consumer, hold, digest);
        });
        return ready.Length == count ? ready : throw new InvalidOperationException($"There are {ready.Length} of {count} items to buy.");
    }

    /// <summary>From the order to paid; answers the order and its intent.</summary>
    public async Task<(string Order, string Intent)> PayAsync(Uri server, ReadyBuyer buyer)
    {
        var (order, intent) = await PlaceAsync(server, buyer);
        stripe.Hold(intent);
        using var told = stripe.Event(server, "payment_intent.amount_capturable_updated", intent, home.Clock.GetUtcNow());
        using var answer = await http.SendAsync(told);
        answer.EnsureSuccessStatusCode();
        return (order, intent);
    }

    /// <summary>Ordered, and not paid.</summary>
    public async Task<(string Order, string Intent)> PlaceAsync(Uri server, ReadyBuyer buyer)
    {
        var input = new { holdId = buyer.Hold, confirmationDigest = buyer.Digest, paymentMethod = "card", idempotencyKey = Guid.CreateVersion7().ToString() };
        var placed = await new GraphQLClient(http, server, home.TokenOf(buyer.Consumer)).MutateAsync(Place, "placeOrder", input);
        return placed["order"] is JsonObject order && (string?)order["buyerAction"]?["clientSecret"] is { } secret
            ? ((string)order["id"]!, secret[..secret.IndexOf("_secret", StringComparison.Ordinal)])
            : throw new InvalidOperationException(placed.ToJsonString());
    }
}
