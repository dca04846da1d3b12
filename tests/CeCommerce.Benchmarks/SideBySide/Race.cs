using CeCommerce.Listings;
using CeCommerce.Platform;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>Many want one listing at the same moment, each second one at the other server: one gets it.</summary>
internal sealed class Race(Market market)
{
    private const int Racers = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _number;

    public async Task RunAsync(CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            var (listing, sides) = (market.Shelf.Fresh(), market.Sides.Up);
            _number++;
            var refusals = await Task.WhenAll(Enumerable.Range(0, Racers).Select(racer => RunAsync(racer, sides[racer % sides.Count], listing)));
            var orders = refusals.Count(refusal => refusal is null);
            var kept = await market.Home.AskAsync<long>($"SELECT count(*) FROM orders.orders WHERE listing_id = '{TypedId.Parse<ListingId>(listing).Value}'");
            market.Tally.Count("(races)", sides[_number % sides.Count]);

            // A machine that is too busy lets even the winner's hold run out.
            if (orders > 1 || kept > 1 || (kept == 0 && !refusals.Contains("HOLD_EXPIRED")))
            {
                market.Tally.Fail(Text.Of($"race {_number}: {orders} racers were told of an order, {kept} are kept"));
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Null for who got it.</summary>
    private async Task<string?> RunAsync(int racer, Side side, string listing)
    {
        var token = market.Home.TokenOf(Text.Of($"racer{_number}-{racer}"));
        var held = await market.Shop.AskAsync("holdListing", side, token, new { input = new { listingId = listing, idempotencyKey = Key() } });
        if (held.Refusal is not null)
        {
            return held.Refusal;
        }

        var holdId = (string?)held.Payload!["hold"]!["id"];
        var shown = await market.Shop.AskAsync("checkout", held.Side, token, new { input = new { holdId } });
        if (shown.Refusal is not null)
        {
            return shown.Refusal;
        }

        var confirmationDigest = (string?)shown.Payload!["confirmation"]!["digest"];
        var placed = await market.Shop.AskAsync("placeOrder", shown.Side, token, new { input = new { holdId, confirmationDigest, paymentMethod = "card_success", idempotencyKey = Key() } });
        return placed.Refusal;
    }

    private static string Key() => Guid.CreateVersion7().ToString();
}
