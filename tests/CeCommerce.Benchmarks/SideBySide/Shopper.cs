namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>What all shoppers share.</summary>
/// <param name="Seller">A token of the seller's staff.</param>
internal sealed record Market(StockedHome Home, Sides Sides, Shop Shop, Shelf Shelf, Tally Tally, string Seller);

/// <summary>
/// Buys one thing after another: each step at a server that the coin names, some at both at once with the same key. The seed decides what is done; which of two is
/// first is for the machine to say.
/// </summary>
internal sealed class Shopper(int number, int seed, Market market)
{
    private static readonly string[] Methods =
        ["card_success", "card_success", "card_success", "card_declined", "card_expired", "card_insufficient_funds", "card_authentication_required", "konbini_pending_then_success", "konbini_pending_then_failure"];

    /// <summary>Between two purchases, so that the shelf lasts on a fast machine.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    private readonly Random _coin = new(seed + number);
    private readonly HashSet<Side> _met = [];
    private int _consumers;
    private string _token = "";

    public async Task ShopAsync(CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            _token = market.Home.TokenOf(Text.Of($"shopper{number}-{_consumers++ % 20}"));
            _met.Clear();
            await BuyAsync();
            market.Tally.Count("(purchases begun, by where they ended)", _met.Last());
            if (_met.Count > 1)
            {
                market.Tally.Count("(of them at two servers)", _met.Last());
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task BuyAsync()
    {
        var listing = Chance(10) ? market.Shelf.Wanted() : market.Shelf.Fresh();
        if (await MutateAsync("holdListing", "hold", new { listingId = listing, idempotencyKey = Key() }) is not { } hold)
        {
            return;
        }

        if (Chance(15))
        {
            await MutateAsync("extendHold", "hold", new { holdId = hold, idempotencyKey = Key() });
        }

        if (Chance(8))
        {
            await MutateAsync("releaseHold", "hold", new { holdId = hold, idempotencyKey = Key() });
        }
        else if (await OrderAsync(hold) is { } made)
        {
            await FollowAsync(made.Order, made.Method);
        }
    }

    /// <summary>Confirms and orders; after a refused payment perhaps once more.</summary>
    private async Task<(string Order, string Method)?> OrderAsync(string hold)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var shown = await AskAsync("checkout", _token, new { input = new { holdId = hold } });
            if (shown is not { Refusal: null, Payload: { } payload })
            {
                return null;
            }

            var paymentMethod = Methods[_coin.Next(Methods.Length)];
            var order = new { holdId = hold, confirmationDigest = (string?)payload["confirmation"]!["digest"], paymentMethod, idempotencyKey = Key() };
            if (await MutateAsync("placeOrder", "order", order) is { } placed)
            {
                return (placed, paymentMethod);
            }

            if (Chance(50))
            {
                return null;
            }
        }

        return null;
    }

    private async Task FollowAsync(string order, string method)
    {
        var state = await StateAsync(order);
        if (state is "AWAITING_PAYMENT" or "PAYMENT_PENDING")
        {
            state = await PayAsync(order, hasPage: method != "card_success");
        }

        if (state is "PAID")
        {
            await AfterPaymentAsync(order);
        }

        await AskAsync("orders", _token, new { first = 5 });
    }

    /// <summary>Goes to the processor's page, or thinks better of it, or forgets it.</summary>
    private async Task<string?> PayAsync(string order, bool hasPage)
    {
        if (Chance(15))
        {
            await MutateAsync("cancelOrder", "order", new { orderId = order, reason = "changed my mind", idempotencyKey = Key() });
        }
        else if (hasPage && Chance(80))
        {
            await market.Shop.AuthenticateAsync(Coin(), order, success: Chance(75));
        }

        for (var look = 0; look < 10 && await StateAsync(order) is "AWAITING_PAYMENT" or "PAYMENT_PENDING"; look++)
        {
            await Task.Delay(200);
        }

        return await StateAsync(order);
    }

    private async Task AfterPaymentAsync(string order)
    {
        switch (_coin.Next(10))
        {
            case < 2:
                await MutateAsync("cancelOrder", "order", new { orderId = order, reason = "changed my mind", idempotencyKey = Key() });
                break;
            case < 4:
                await MutateAsync("refundOrder", "order", new { orderId = order, reason = "broken in the store", idempotencyKey = Key() }, market.Seller);
                break;
            case < 8:
                await MutateAsync("handOver", "order", new { orderId = order, carrier = "Kanata Express", idempotencyKey = Key() }, market.Seller);
                await AfterHandOverAsync(order);
                break;
            default:
                break;
        }
    }

    private async Task AfterHandOverAsync(string order)
    {
        if (Chance(60))
        {
            await MutateAsync("completeOrder", "order", new { orderId = order, idempotencyKey = Key() });
        }

        if (Chance(20))
        {
            await MutateAsync("cancelOrder", "order", new { orderId = order, reason = "too late", idempotencyKey = Key() });
        }
    }

    private async Task<string?> StateAsync(string order)
    {
        var answer = await AskAsync("order", _token, new { id = order });
        if (answer is { Refusal: null, Payload: null })
        {
            market.Tally.Fail($"{order} is not there at the {answer.Side.Release.Name} one");
        }

        return (string?)answer.Payload?["state"];
    }

    /// <summary>Sends it to one server, or to all at once with the same key; answers the id of what it made or moved.</summary>
    private async Task<string?> MutateAsync(string field, string thing, object input, string? token = null)
    {
        Side[] asked = Chance(25) ? [.. market.Sides.Up] : [Coin()];
        var answers = await Task.WhenAll(asked.Select(side => AskAsync(field, token ?? _token, new { input }, side)));
        string[] ids = [.. answers.Where(answer => answer.Refusal is null).Select(answer => (string?)answer.Payload?[thing]?["id"]).OfType<string>().Distinct()];
        if (ids.Length > 1)
        {
            market.Tally.Fail($"{field} with one key made {string.Join(" and ", ids)}");
        }

        return ids.FirstOrDefault();
    }

    private async Task<Answer> AskAsync(string field, string token, object variables, Side? side = null)
    {
        var answer = await market.Shop.AskAsync(field, side ?? Coin(), token, variables);
        lock (_met)
        {
            _met.Add(answer.Side);
        }

        return answer;
    }

    private Side Coin() => market.Sides.Any(_coin);

    private bool Chance(int percent) => _coin.Next(100) < percent;

    private static string Key() => Guid.CreateVersion7().ToString();
}
