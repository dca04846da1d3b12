using System.Text.Json;
using CeCommerce.Checkout.Carts;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>A cart over several operators: what is in the way is told with what solves it, and one purchase comes of it, each order computed by itself (M10).</summary>
public sealed class CartTests : IClassFixture<OrderShop>
{
    private static int s_count;

    private readonly OrderShop _shop;
    private readonly Caller _buyer = OrderShop.Consumer($"cart-{Interlocked.Increment(ref s_count)}");

    public CartTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task M10_what_two_operators_sell_is_bought_from_one_cart_and_each_order_is_computed_by_itself()
    {
        var (mine, second, other) = (await _shop.Shelve(), await _shop.Shelve(), await OfAnotherAsync());
        var added = await AddAsync([mine, other, second], "ref 0001");
        Assert.Equal([mine, other, second], added.GetProperty("lines").EnumerateArray().Select(line => TypedId.Parse<ListingId>(Text(line, "listingId"))));
        Assert.Empty(added.GetProperty("problems").EnumerateArray());

        var shown = await CheckoutAsync();
        Assert.Equal([41_800L, 20_900L], shown.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("total").GetProperty("amount").GetInt64()));
        Assert.Equal(62_700, shown.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal([2, 1], shown.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("confirmation").GetProperty("lines").GetArrayLength()));

        var bought = await PurchaseAsync(shown);
        Assert.Empty(bought.GetProperty("errors").EnumerateArray());
        var purchase = bought.GetProperty("purchase");
        Assert.Equal((62_700, "ref 0001"), (purchase.GetProperty("total").GetProperty("amount").GetInt64(), Text(purchase, "clientReference")));
        Assert.All(purchase.GetProperty("orders").EnumerateArray(), order => Assert.Equal(("PAID", "ref 0001"), (Text(order, "state"), Text(order, "clientReference"))));
        Assert.Equal(2, purchase.GetProperty("orders").GetArrayLength());
        Assert.Empty((await CartAsync()).GetProperty("lines").EnumerateArray());
    }

    [Fact]
    public async Task The_same_purchase_again_gives_the_same_answer_though_the_cart_is_another_by_now()
    {
        await AddAsync([await _shop.Shelve()]);
        var (shown, key) = (await CheckoutAsync(), OrderShop.Key());
        var first = await PurchaseAsync(shown, key: key);
        await AddAsync([await _shop.Shelve()]);
        Assert.Equal(Text(first.GetProperty("purchase"), "id"), Text((await PurchaseAsync(shown, key: key)).GetProperty("purchase"), "id"));
    }

    [Fact]
    public async Task A_refused_payment_leaves_all_in_the_cart()
    {
        var listing = await _shop.Shelve();
        await AddAsync([listing]);
        var shown = await CheckoutAsync();
        var declined = await PurchaseAsync(shown, "card_declined");
        Assert.Equal(["PAYMENT_DECLINED"], Codes(declined));
        Assert.Equal(listing.ToString(), Text(Assert.Single((await CartAsync()).GetProperty("lines").EnumerateArray()), "listingId"));
        Assert.Empty(Codes(await PurchaseAsync(await CheckoutAsync())));
    }

    [Fact]
    public async Task A_price_that_changed_is_told_and_accepted()
    {
        var listing = await _shop.Shelve();
        await AddAsync([listing]);
        await PriceAsync(listing, 15_000);
        Assert.Equal([("CART_PRICE_CHANGED", "ACCEPT_CART_CHANGES")], Problems(await CartAsync()));
        Assert.Equal([("CART_PRICE_CHANGED", "ACCEPT_CART_CHANGES")], Problems(await CheckoutAsync()));
        await _shop.RunAsync("carts/AcceptCartChanges", new { input = new { idempotencyKey = OrderShop.Key() } }, _buyer);
        var shown = await CheckoutAsync();
        Assert.Empty(Problems(shown));
        Assert.Equal(16_100, shown.GetProperty("total").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task A_term_that_changed_after_it_was_shown_is_shown_anew()
    {
        var listing = await _shop.Shelve();
        await AddAsync([listing]);
        var shown = await CheckoutAsync();
        await _shop.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync($"UPDATE listings.listings SET title = title || ' (2)' WHERE id = {listing.Value}"));
        Assert.Equal([("CONFIRMATION_STALE", "CHECKOUT_CART")], Problems(await CartAsync()));
        Assert.Equal(["CONFIRMATION_STALE"], Codes(await PurchaseAsync(shown)));
        Assert.Empty(Codes(await PurchaseAsync(await CheckoutAsync())));
    }

    [Fact]
    public async Task What_another_took_is_told_and_taken_out_and_the_rest_is_bought()
    {
        var (gone, held, free) = (await _shop.Shelve(), await _shop.Shelve(), await _shop.Shelve());
        await AddAsync([gone, held, free]);
        await _shop.Place(await _shop.Ready(gone, OrderShop.Consumer("faster")), who: OrderShop.Consumer("faster"));
        await _shop.Ready(held, OrderShop.Consumer("faster"));
        var shown = await CheckoutAsync();
        Assert.Equal([("LISTING_NOT_FOR_SALE", "REMOVE_FROM_CART"), ("ITEM_TAKEN", "REMOVE_FROM_CART")], Problems(shown));
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("agreement").ValueKind);
        await _shop.RunAsync("carts/RemoveFromCart", new { input = new { listingIds = new[] { gone.ToString(), held.ToString() }, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Empty(Codes(await PurchaseAsync(await CheckoutAsync())));
    }

    [Fact]
    public async Task A_hold_that_is_over_is_taken_anew()
    {
        await AddAsync([await _shop.Shelve()]);
        var shown = await CheckoutAsync();
        _shop.NextHour();
        Assert.Equal([("HOLD_EXPIRED", "CHECKOUT_CART")], Problems(await CartAsync()));
        Assert.Equal(["HOLD_EXPIRED"], Codes(await PurchaseAsync(shown)));
        Assert.Empty(Codes(await PurchaseAsync(await CheckoutAsync())));
    }

    [Fact]
    public async Task What_the_buyer_holds_already_keeps_the_line()
    {
        var listing = await _shop.Shelve();
        var hold = (await _shop.Hold(listing, _buyer)).Value!;
        await AddAsync([listing]);
        var shown = await CheckoutAsync();
        Assert.Equal(hold.Id.ToString(), Text(Assert.Single(shown.GetProperty("lines").EnumerateArray()).GetProperty("hold"), "id"));
    }

    [Fact]
    public async Task Taking_out_what_is_held_gives_it_to_others_at_once()
    {
        var listing = await _shop.Shelve();
        await AddAsync([listing]);
        await CheckoutAsync();
        await _shop.RunAsync("carts/RemoveFromCart", new { input = new { listingIds = new[] { listing.ToString() }, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Null((await _shop.Hold(listing, OrderShop.Consumer("next"))).Error);
        var again = await _shop.RunAsync("carts/RemoveFromCart", new { input = new { listingIds = new[] { listing.ToString() }, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal(["NOT_IN_CART"], Codes(again.GetProperty("removeFromCart")));
    }

    [Fact]
    public async Task Buying_what_was_not_checked_out_is_refused()
    {
        Assert.Equal(["CART_EMPTY"], Codes(await PurchaseAsync("x")));
        await AddAsync([await _shop.Shelve()]);
        Assert.Equal(["CART_NOT_CHECKED_OUT"], Codes(await PurchaseAsync("x")));
        var shown = await CheckoutAsync();
        await AddAsync([await _shop.Shelve()]);
        Assert.Equal(["CART_NOT_CHECKED_OUT"], Codes(await PurchaseAsync(shown)));
    }

    [Fact]
    public async Task A_cart_of_ten_thousand_lines_is_refused_and_so_is_one_too_many()
    {
        var many = Enumerable.Range(0, 10_000).Select(_ => TypedId.New<ListingId>(_shop.Clock.GetUtcNow()).ToString()).ToArray();
        var refused = await _shop.RunAsync("carts/AddToCart", new { input = new { listingIds = many, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal(["CART_FULL"], Codes(refused.GetProperty("addToCart")));
        List<ListingId> listings = [];
        for (var count = 0; count < 21; count++)
        {
            listings.Add(await _shop.Shelve());
        }

        await AddAsync(listings[..20]);
        var full = await _shop.RunAsync("carts/AddToCart", new { input = new { listingIds = new[] { listings[20].ToString() }, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal(["CART_FULL"], Codes(full.GetProperty("addToCart")));
        Assert.Empty(Codes(await PurchaseAsync(await CheckoutAsync())));
    }

    [Fact]
    public async Task Nonsense_is_told_where_it_stands()
    {
        var listing = await _shop.Shelve();
        var added = await _shop.RunAsync(
            "carts/AddToCart", new { input = new { listingIds = new[] { listing.ToString(), TypedId.New<ListingId>(_shop.Clock.GetUtcNow()).ToString() }, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal(["LISTING_NOT_FOUND"], Codes(added.GetProperty("addToCart")));
        Assert.Equal(1, added.GetProperty("addToCart").GetProperty("cart").GetProperty("lines").GetArrayLength());
        foreach (var reference in (string[])["", "山田太郎", new('x', 65), "a\nb"])
        {
            var refused = await _shop.RunAsync(
                "carts/AddToCart", new { input = new { listingIds = new[] { listing.ToString() }, clientReference = reference, idempotencyKey = OrderShop.Key() } }, _buyer);
            Assert.Equal(["CLIENT_REFERENCE_INVALID"], Codes(refused.GetProperty("addToCart")));
        }
    }

    [Fact]
    public async Task A_cart_that_nobody_touches_is_forgotten_with_its_lines_and_no_other()
    {
        await AddAsync([await _shop.Shelve()]);
        await _shop.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync(
            $"UPDATE checkout.carts SET updated_at = {_shop.Clock.GetUtcNow().AddDays(-91)} WHERE consumer_id = {_buyer.ConsumerId}"));
        var others = (long)(await _shop.Scalar($"SELECT count(*) FROM checkout.carts WHERE consumer_id <> '{_buyer.ConsumerId}'"))!;
        Assert.Equal(1, await _shop.On((CartRetention carts) => carts.RunAsync(default)));
        Assert.Equal(JsonValueKind.Null, (await CartAsync()).ValueKind);
        Assert.Equal(others, await _shop.Scalar("SELECT count(*) FROM checkout.carts"));
        Assert.Equal(0L, await _shop.Scalar("SELECT count(*) FROM checkout.cart_lines WHERE cart_id NOT IN (SELECT id FROM checkout.carts)"));
    }

    [Fact]
    public async Task Racers_with_mixed_carts_buy_each_item_once()
    {
        List<ListingId> listings = [];
        for (var count = 0; count < 6; count++)
        {
            listings.Add(count % 2 == 0 ? await _shop.Shelve() : await OfAnotherAsync());
        }

        var other = _shop.Start();
        var racers = Enumerable.Range(0, 24).Select(async racer =>
        {
            var (who, random) = (OrderShop.Consumer($"racer-{racer}"), new Random(racer));
            var server = racer % 2 == 0 ? null : other;
            var mine = listings.OrderBy(_ => random.Next()).Take(3).Select(id => id.ToString()).ToArray();
            await _shop.RunAsync("carts/AddToCart", new { input = new { listingIds = mine, idempotencyKey = OrderShop.Key() } }, who, server);
            var shown = (await _shop.RunAsync("carts/CheckoutCart", new { input = new { idempotencyKey = OrderShop.Key() } }, who, server)).GetProperty("checkoutCart").GetProperty("cart");
            var lost = shown.GetProperty("problems").EnumerateArray().Select(problem => Text(problem.GetProperty("listing"), "id")).ToArray();
            await _shop.RunAsync("carts/RemoveFromCart", new { input = new { listingIds = lost, idempotencyKey = OrderShop.Key() } }, who, server);
            shown = (await _shop.RunAsync("carts/CheckoutCart", new { input = new { idempotencyKey = OrderShop.Key() } }, who, server)).GetProperty("checkoutCart").GetProperty("cart");
            if (shown.ValueKind == JsonValueKind.Null || shown.GetProperty("agreement").ValueKind == JsonValueKind.Null)
            {
                return 0;
            }

            var bought = await PurchaseAsync(Text(shown.GetProperty("agreement"), "sha256"), who: who, server: server);
            return Codes(bought).Length == 0 ? shown.GetProperty("lines").GetArrayLength() : 0;
        });
        var sold = (await Task.WhenAll(racers)).Sum();
        Assert.InRange(sold, 1, listings.Count);
        var ids = string.Join(',', listings.Select(id => $"'{id.Value}'"));
        Assert.Equal((long)sold, await _shop.Scalar($"SELECT count(*) FROM orders.order_lines WHERE listing_id IN ({ids}) AND ended_at IS NULL"));
        Assert.Equal(0L, await _shop.Scalar($"SELECT count(*) FROM (SELECT 1 FROM orders.order_lines WHERE listing_id IN ({ids}) AND ended_at IS NULL GROUP BY listing_id HAVING count(*) > 1) twice"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string[] Codes(JsonElement payload) => [.. payload.GetProperty("errors").EnumerateArray().Select(error => Text(error, "code"))];

    private static (string, string)[] Problems(JsonElement cart) =>
        [.. cart.GetProperty("problems").EnumerateArray().Select(problem => (Text(problem.GetProperty("problem"), "code"), Text(problem, "solvedBy")))];

    private async Task<ListingId> OfAnotherAsync() => await _shop.Shelve(by: await SellerAsync());

    private Task<Operator> SellerAsync() => _shop.RegisterAsync($"cart-seller-{Interlocked.Increment(ref s_count)}");

    private async Task<JsonElement> AddAsync(IReadOnlyList<ListingId> listings, string? reference = null)
    {
        var payload = (await _shop.RunAsync(
            "carts/AddToCart", new { input = new { listingIds = listings.Select(id => id.ToString()), clientReference = reference, idempotencyKey = OrderShop.Key() } }, _buyer)).GetProperty("addToCart");
        Assert.Empty(Codes(payload));
        return payload.GetProperty("cart");
    }

    private async Task<JsonElement> CheckoutAsync() =>
        (await _shop.RunAsync("carts/CheckoutCart", new { input = new { idempotencyKey = OrderShop.Key() } }, _buyer)).GetProperty("checkoutCart").GetProperty("cart");

    private async Task<JsonElement> CartAsync() => (await _shop.RunAsync("carts/Cart", new { }, _buyer)).GetProperty("cart");

    private Task<JsonElement> PurchaseAsync(JsonElement shown, string method = "card_success", string? key = null) => PurchaseAsync(Text(shown.GetProperty("agreement"), "sha256"), method, key);

    private async Task<JsonElement> PurchaseAsync(string agreement, string method = "card_success", string? key = null, Caller? who = null, IServiceProvider? server = null) =>
        (await _shop.RunAsync("carts/PurchaseCart", new { input = new { agreement, paymentMethod = method, idempotencyKey = key ?? OrderShop.Key() } }, who ?? _buyer, server)).GetProperty("purchaseCart");

    private Task<int> PriceAsync(ListingId id, long price) =>
        _shop.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync($"UPDATE listings.listings SET price_amount = {price} WHERE id = {id.Value}"));
}
