using System.Text.Json;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>A cart says whom it is for and how each operator sends; that is what is agreed and bought.</summary>
public sealed class CartDeliveryTests : IClassFixture<OrderShop>
{
    private static int s_count;

    private readonly OrderShop _shop;
    private readonly Caller _buyer = Consumer($"delivery-{Interlocked.Increment(ref s_count)}");

    public CartDeliveryTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task Two_operators_send_in_their_own_ways_and_a_third_hands_over()
    {
        var (parcels, shop, asEver) = (await SellerAsync(), await SellerAsync(), await SellerAsync());
        var cheap = await MethodAsync(parcels, Parcel(800, ["MORNING", "FROM18TO20"]));
        await MethodAsync(parcels, Parcel(2_000));
        var fetched = await MethodAsync(shop, PickUp());
        await AddAsync(await _shop.Shelve(by: parcels), await _shop.Shelve(by: shop), await _shop.Shelve(by: asEver));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await CartAsync()));

        var recipient = await RecipientAsync();
        var cart = await SetAsync(recipient, new { operatorId = parcels.Id.ToString(), methodId = cheap, window = "FROM18TO20" });
        Assert.Empty(Problems(cart));
        Assert.Equal((recipient, 1), (cart.Text("recipientId"), cart.GetProperty("recipientVersionNumber").GetInt32()));
        Assert.Equal([cheap, fetched, null], cart.List("orders").Select(order => order.GetProperty("shippingMethod") is { ValueKind: JsonValueKind.Object } method ? method.Text("id") : null));
        Assert.Equal([800L, 0L, 1_100L], cart.List("orders").Select(order => Amount(order, "shippingFee")));
        Assert.Equal(["20600", "19800", "20900"], cart.List("orders").Select(order => $"{Amount(order, "total")}"));
        Assert.Equal(61_300L, Amount(cart, "total"));

        var shown = await CheckoutAsync();
        Assert.Empty(Problems(shown));
        var first = shown.List("orders").First().GetProperty("confirmation");
        var today = Tokyo.DayOf(_shop.Clock.GetUtcNow());
        Assert.Equal(($"{today.AddDays(1):yyyy-MM-dd}", $"{today.AddDays(5):yyyy-MM-dd}"), (first.GetProperty("shipping").GetProperty("estimate").Text("earliest"), first.GetProperty("shipping").GetProperty("estimate").Text("latest")));
        Assert.Contains("送料800円（税込）", first.GetProperty("shipping").Text("note"), StringComparison.Ordinal);
        Assert.Contains("18時〜20時", first.GetProperty("shipping").Text("note"), StringComparison.Ordinal);
        Assert.Equal("販売者との取り決めによる引渡し", shown.List("orders").Last().GetProperty("confirmation").GetProperty("shipping").Text("name"));

        var bought = await PurchaseAsync(shown);
        Assert.Empty(Codes(bought));
        Assert.Equal(61_300L, Amount(bought.GetProperty("purchase"), "total"));
    }

    [Fact]
    public async Task The_operator_who_ships_reads_the_version_that_was_agreed_and_no_other_does()
    {
        var (seller, other) = (await SellerAsync(), await SellerAsync());
        await MethodAsync(seller, Parcel(800));
        await MethodAsync(other, PickUp());
        var recipient = await RecipientAsync();
        await AddAsync(await _shop.Shelve(by: seller), await _shop.Shelve(by: other));
        await SetAsync(recipient);
        var orders = (await BoughtAsync(await CheckoutAsync())).List("orders").Select(order => order.Text("id")).ToList();
        var before = await ScalarAsync<string>("SELECT confirmation_digest FROM orders.orders WHERE id = $1", Uuid(orders[0]));
        await RecipientAsync(null, ("recipientId", recipient), ("name", "鈴木一郎"), ("prefectureCode", "13"));

        var own = await OrderAsync(orders[0], _buyer);
        Assert.Equal(("SHIPPING", 1, "READ", "佐藤花子"), (own.GetProperty("delivery").Text("kind"), Version(own), Outcome(own), Name(own)));
        Assert.Equal(before, await ScalarAsync<string>("SELECT confirmation_digest FROM orders.orders WHERE id = $1", Uuid(orders[0])));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(orders[1], _buyer)).GetProperty("recipient").ValueKind);

        var read = await OrderAsync(orders[0], Staff(seller));
        Assert.Equal(("READ", "佐藤花子"), (Outcome(read), Name(read)));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM personal.reads WHERE recipient_id = $1 AND purpose = 'Fulfilment'", Uuid(recipient)));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller) with { Role = Role.Refurbisher })));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller) with { Scopes = new HashSet<string>() })));
        Assert.Equal("REASON_NEEDED", Outcome(await OrderAsync(orders[0], Platform)));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(orders[0], Staff(other))).ValueKind);

        await ShipAsync(orders[0], seller);
        _shop.Clock.Advance(TimeSpan.FromDays(40));
        await _shop.On((OrderDeadlines deadlines) => deadlines.RunAsync(default));
        await _shop.On((OrderDeadlines deadlines) => deadlines.RunAsync(default));
        var done = await OrderAsync(orders[0], Staff(seller));
        Assert.Equal(("COMPLETED", "READ"), (done.Text("state"), Outcome(done)));
        _shop.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller))));
        await _shop.RunAsync("personal/ErasePersonalData", new { input = new { confirm = true, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal(("ERASED", 1), (await OrderAsync(orders[0], Platform, "DELIVERY") is var erased ? Outcome(erased) : "", Version(erased)));
    }

    [Fact]
    public async Task What_was_not_paid_or_was_given_back_unshipped_is_not_read()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal("READ", Outcome(await OrderAsync(order, Staff(seller))));
        await _shop.RunAsync("orders/CancelOrder", new { input = new { orderId = order, idempotencyKey = OrderShop.Key() } }, _buyer);
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(order, Staff(seller))));
    }

    [Fact]
    public async Task A_method_that_changed_between_check_out_and_purchase_is_told_and_nothing_is_lost()
    {
        var (seller, other) = (await SellerAsync(), _shop.Start());
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var shown = await CheckoutAsync();
        await MethodAsync(seller, Parcel(950), method);
        Assert.Equal([("CART_SHIPPING_CHANGED", "ACCEPT_CART_CHANGES")], Problems(await CartAsync()));
        Assert.Equal(["CART_SHIPPING_CHANGED"], Codes(await PurchaseAsync(shown, server: other)));

        var told = await CheckoutAsync(other);
        var problem = Assert.Single(told.List("problems")).GetProperty("problem");
        Assert.Equal(("CART_SHIPPING_CHANGED", 800L, 950L), (problem.Text("code"), Amount(problem, "shippingSeen"), Amount(problem, "shippingNow")));
        var cart = (await CartDoAsync("AcceptCartChanges", new { idempotencyKey = OrderShop.Key() })).GetProperty("cart");
        Assert.Equal(1, cart.GetProperty("lines").GetArrayLength());
        Assert.Equal(950L + 19_800, Amount((await BoughtAsync(await CheckoutAsync(other))), "total"));
    }

    [Fact]
    public async Task A_method_set_again_at_the_same_price_is_bought_after_another_look()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var shown = await CheckoutAsync();
        await MethodAsync(seller, Parcel(800, maxDays: 5), method);
        Assert.Equal(["CART_SHIPPING_CHANGED"], Codes(await PurchaseAsync(shown)));
        await BoughtAsync(await CheckoutAsync());
    }

    [Fact]
    public async Task A_method_that_ended_is_told_and_another_is_chosen()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        var recipient = await RecipientAsync();
        await SetAsync(recipient);
        var shown = await CheckoutAsync();
        await _shop.RunAsync("shipping/RetireShippingMethod", new { input = new { shippingMethodId = method, idempotencyKey = OrderShop.Key() } }, Office(seller));
        var next = await MethodAsync(seller, Parcel(1_000));
        Assert.Equal([("SHIPPING_METHOD_NOT_FOUND", "SET_CART_DELIVERY")], Problems(await CartAsync()));
        Assert.Equal(["SHIPPING_METHOD_NOT_FOUND"], Codes(await PurchaseAsync(shown)));
        Assert.Equal([("SHIPPING_METHOD_NOT_FOUND", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
        await SetAsync(recipient, new { operatorId = seller.Id.ToString(), methodId = next });
        Assert.Equal(20_800L, Amount(await BoughtAsync(await CheckoutAsync()), "total"));
    }

    [Fact]
    public async Task A_recipient_saved_again_after_check_out_is_named_again()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        var recipient = await RecipientAsync();
        await SetAsync(recipient);
        var shown = await CheckoutAsync();
        await RecipientAsync(null, ("recipientId", recipient), ("name", "鈴木一郎"));
        Assert.Equal([("CART_RECIPIENT_CHANGED", "SET_CART_DELIVERY")], Problems(await CartAsync()));
        Assert.Equal(["CART_RECIPIENT_CHANGED"], Codes(await PurchaseAsync(shown)));
        Assert.Equal([("CART_RECIPIENT_CHANGED", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
        await SetAsync(recipient);
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal((2, "鈴木一郎"), (await OrderAsync(order, Staff(seller)) is var read ? Version(read) : 0, Name(read)));
    }

    [Fact]
    public async Task The_days_that_were_shown_stay_over_midnight()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        _shop.Clock.Advance(Tokyo.StartOf(Tokyo.DayOf(_shop.Clock.GetUtcNow()).AddDays(1)) - TimeSpan.FromMinutes(2) - _shop.Clock.GetUtcNow());
        var shown = await CheckoutAsync();
        _shop.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(Problems(await CartAsync()));
        await BoughtAsync(shown);
    }

    [Fact]
    public async Task What_is_fetched_demands_nobody_and_may_name_whom_to_reach()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, PickUp());
        var added = await AddAsync(await _shop.Shelve(by: seller));
        Assert.Empty(Problems(added));
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal(("PICK_UP", JsonValueKind.Null), (await OrderAsync(order, Staff(seller)) is var fetched ? fetched.GetProperty("delivery").Text("kind") : "", fetched.GetProperty("recipient").ValueKind));

        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync(), new { operatorId = seller.Id.ToString(), methodId = method, withContact = true });
        var next = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal("READ", Outcome(await OrderAsync(next, Staff(seller))));
    }

    [Fact]
    public async Task What_cannot_be_sent_there_is_told_and_another_way_or_place_solves_it()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800, codes: ["47"]));
        var fetched = await MethodAsync(seller, PickUp());
        await AddAsync(await _shop.Shelve(by: seller));
        var recipient = await RecipientAsync();
        Assert.Equal([("SHIPPING_NOT_POSSIBLE", "SET_CART_DELIVERY")], Problems(await SetAsync(recipient)));
        Assert.Equal("PREFECTURE_NOT_SERVED", Assert.Single((await CheckoutAsync()).List("problems")).GetProperty("problem").Text("shippingRefusal"));
        Assert.Empty(Problems(await SetAsync(recipient, new { operatorId = seller.Id.ToString(), methodId = fetched })));
        Assert.Equal([("SHIPPING_NOT_POSSIBLE", "SET_CART_DELIVERY")], Problems(await SetAsync(recipient)));
        Assert.Empty(Problems(await SetAsync(await RecipientAsync(null, ("postalCode", "9000006"), ("prefectureCode", "47"), ("addressLines", new[] { "那覇市おもろまち1-1" })))));
    }

    [Fact]
    public async Task One_thing_more_is_quoted_at_once()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        var first = await _shop.Shelve(by: seller);
        await AddAsync(first);
        await SetAsync(await RecipientAsync());
        await AddAsync(await _shop.Shelve(by: seller));
        var cart = await CartAsync();
        Assert.Empty(Problems(cart));
        Assert.Equal(1_600L, Amount(cart.List("orders").First(), "shippingFee"));
        await CartDoAsync("RemoveFromCart", new { listingIds = new[] { first.ToString() }, idempotencyKey = OrderShop.Key() });
        Assert.Equal(800L, Amount((await CartAsync()).List("orders").First(), "shippingFee"));
        Assert.Equal(0L, await _shop.Scalar($"SELECT count(*) FROM personal.recipient_versions WHERE consumer_id = '{_buyer.ConsumerId}'"));
    }

    [Fact]
    public async Task The_law_wants_the_fee_stated_and_a_method_states_it()
    {
        var seller = await SellerAsync();
        var listing = await _shop.Shelve(offer => offer with { Terms = offer.Terms with { ShippingFee = Money.Jpy(0) } }, seller);
        await MethodAsync(seller, Parcel(800));
        await AddAsync(listing);
        await SetAsync(await RecipientAsync());
        await _shop.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync($"UPDATE listings.listings SET terms = terms - 'shippingFee' WHERE id = {listing.Value}"));
        Assert.Equal(20_600L, Amount(await CartAsync(), "total"));
    }

    [Fact]
    public async Task Shipping_is_part_of_invoice_refund_and_books()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800, maxDays: 20));
        await AddAsync(await _shop.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        await ShipAsync(order, seller);
        var stored = await _shop.Order(TypedId.Parse<OrderId>(order));
        Assert.Equal((_shop.Clock.GetUtcNow().AddDays(21), _shop.Clock.GetUtcNow().AddDays(29)), (stored.DeliveredAtLatest, stored.CompletesAt));
        Assert.Equal(20_600L, await ScalarAsync<long>("SELECT total_amount FROM invoices.invoices WHERE order_id = $1", Uuid(order)));
        Assert.Contains("Shipping", await ScalarAsync<string>("SELECT content::text FROM invoices.invoices WHERE order_id = $1", Uuid(order)), StringComparison.Ordinal);
        await _shop.RunAsync("orders/RefundLine", new { input = new { orderId = order, line = 1, amount = Shop.Yen(19_800), idempotencyKey = OrderShop.Key() } }, Staff(seller));
        Assert.Equal(20_600L, (await _shop.Order(TypedId.Parse<OrderId>(order))).RefundDecidedAmount);
        Assert.Equal(0m, await _shop.Scalar("SELECT coalesce(sum(amount), 0) FROM payments.entries"));
    }

    [Fact]
    public async Task What_a_server_of_before_showed_is_bought_as_it_was_shown()
    {
        var hold = await _shop.Ready(who: _buyer);
        var before = System.Text.Json.Nodes.JsonNode.Parse(hold.Confirmation!)!.AsObject();
        Assert.Equal("販売者との取り決めによる引渡し", (string)before["shipping"]!["name"]!["ja"]!);
        before.Remove("shipping");
        var (text, digest) = (CanonicalJson.Of(before), CanonicalJson.Digest(CanonicalJson.Of(before)));
        await _shop.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync(
            $"UPDATE orders.holds SET confirmation = {text}, confirmation_digest = {digest} WHERE id = {hold.Id.Value}"));
        var order = (await _shop.Buy([hold], digest, who: _buyer)).Value!;
        Assert.Equal((OrderState.Paid, digest), (order.State, order.ConfirmationDigest));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM orders.deliveries WHERE order_id = $1", order.Id.Value));
    }

    [Fact]
    public async Task Nonsense_and_what_is_others_is_refused_with_its_place()
    {
        var (seller, other) = (await SellerAsync(), await SellerAsync());
        var (own, foreign) = (await MethodAsync(seller, Parcel(800, ["MORNING"])), await MethodAsync(other, Parcel(800)));
        await AddAsync(await _shop.Shelve(by: seller));
        var stranger = await RecipientAsync(Consumer("delivery-stranger"));
        var mine = seller.Id.ToString();
        Assert.Equal(("RECIPIENT_NOT_FOUND", "recipientId"), await RefusedAsync(stranger));
        Assert.Equal(("SHIPPING_METHOD_NOT_FOUND", "methodId"), await RefusedAsync(null, new { operatorId = mine, methodId = foreign }));
        Assert.Equal(("NOT_IN_CART", "operatorId"), await RefusedAsync(null, new { operatorId = other.Id.ToString(), methodId = foreign }));
        Assert.Equal(("DELIVERY_WINDOW_NOT_OFFERED", "window"), await RefusedAsync(null, new { operatorId = mine, methodId = own, window = "FROM19TO21" }));
        Assert.Equal(("CART_FULL", "methods"), await RefusedAsync(null, [.. Enumerable.Repeat(new { operatorId = mine, methodId = own }, 10_000)]));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await SetAsync(null, new { operatorId = mine, methodId = own, window = "MORNING" })));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
    }

    private static Caller Consumer(string id) => OrderShop.Consumer(id) with { Scopes = new HashSet<string> { "recipients:read", "recipients:write" } };

    private static Caller Platform => new(Role.Platform, null, null, "support", new HashSet<string> { "recipients:read" });

    private static Caller Staff(Operator seller) => OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "recipients:read" } };

    private static Caller Office(Operator seller) => OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "operators:write" } };

    private static Guid Uuid(string id) => TypedId.TrySplit(id, out _, out var value) ? value : throw new FormatException(id);

    private static int Version(JsonElement order) => order.GetProperty("recipient").GetProperty("versionNumber").GetInt32();

    private static string Outcome(JsonElement order) => order.GetProperty("recipient").GetProperty("reading").Text("outcome");

    private static string Name(JsonElement order) => order.GetProperty("recipient").GetProperty("reading").GetProperty("address").Text("name");

    private async Task<T> ScalarAsync<T>(string sql, Guid id)
    {
        await using var command = _shop.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonElement> OrderAsync(string id, Caller who, string? reason = null) =>
        (await _shop.RunAsync("orders/OrderRecipient", new { id, reason, caseNumber = reason is null ? null : "T-1" }, who)).GetProperty("order");

    private async Task ShipAsync(string order, Operator seller) => Assert.Empty(
        Codes((await _shop.RunAsync("orders/ShipOrder", new { input = new { orderId = order, carrier = "ヤマト運輸", trackingNumber = "1234-5678-9012", idempotencyKey = OrderShop.Key() } }, Staff(seller))).GetProperty("shipOrder")));

    /// <summary>The purchase.</summary>
    private async Task<JsonElement> BoughtAsync(JsonElement shown)
    {
        Assert.True(Problems(shown).Length == 0, shown.ToString());
        var bought = await PurchaseAsync(shown);
        Assert.True(Codes(bought).Length == 0, bought.ToString());
        return bought.GetProperty("purchase");
    }

    private async Task<(string Code, string? At)> RefusedAsync(string? recipientId, params object[] methods)
    {
        var refused = (await CartDoAsync("SetCartDelivery", new { recipientId, methods, idempotencyKey = OrderShop.Key() })).List("errors").Single();
        return (refused.Text("code"), refused.List("path").Last().GetString());
    }

    private static string[] Codes(JsonElement payload) => [.. payload.List("errors").Select(error => error.Text("code"))];

    private static (string, string)[] Problems(JsonElement cart) => [.. cart.List("problems").Select(problem => (problem.GetProperty("problem").Text("code"), problem.Text("solvedBy")))];

    private static long Amount(JsonElement thing, string name) => thing.GetProperty(name).GetProperty("amount").GetInt64();

    private static object Zone(long price, IEnumerable<string> codes, int maxDays = 2) => new { prefectureCodes = codes, prices = new[] { new { size = "SIZE160", price = Shop.Yen(price) } }, minDays = 1, maxDays };

    /// <summary>For the whole country, one price.</summary>
    private static Dictionary<string, object?> Parcel(long price, string[]? windows = null, int maxDays = 2, IEnumerable<string>? codes = null) => new()
    {
        ["nameJa"] = "宅配便",
        ["nameEn"] = "parcel",
        ["parcel"] = new { carrier = "YAMATO", zones = new[] { Zone(price, codes ?? Enumerable.Range(1, 47).Select(code => $"{code:D2}"), maxDays) }, defaultSize = "SIZE80", windows = windows ?? [] },
    };

    private static Dictionary<string, object?> PickUp() => new() { ["nameJa"] = "店頭受取", ["pickUp"] = new { place = "本店", address = "東京都江東区1-1", openingHours = "平日 10:00〜17:00" } };

    private Task<Operator> SellerAsync() => _shop.RegisterAsync($"delivery-seller-{Interlocked.Increment(ref s_count)}");

    private async Task<string> MethodAsync(Operator seller, Dictionary<string, object?> method, string? id = null)
    {
        var input = new Dictionary<string, object?>(method) { ["idempotencyKey"] = OrderShop.Key(), ["shippingMethodId"] = id };
        var staff = OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "operators:write" } };
        var set = (await _shop.RunAsync("shipping/SetShippingMethod", new { input }, staff)).GetProperty("setShippingMethod");
        Assert.Empty(Codes(set));
        return set.GetProperty("shippingMethod").Text("id");
    }

    private async Task<string> RecipientAsync(Caller? who = null, params (string Name, object? Value)[] changes)
    {
        var saved = (await _shop.RunAsync("personal/SaveRecipient", new { input = Letters.Address(changes) }, who ?? _buyer)).GetProperty("saveRecipient");
        Assert.Empty(Codes(saved));
        return saved.GetProperty("recipient").Text("id");
    }

    private async Task<JsonElement> AddAsync(params IReadOnlyList<ListingId> listings)
    {
        var payload = await CartDoAsync("AddToCart", new { listingIds = listings.Select(id => id.ToString()), idempotencyKey = OrderShop.Key() });
        Assert.Empty(Codes(payload));
        return payload.GetProperty("cart");
    }

    private async Task<JsonElement> SetAsync(string? recipientId, params object[] methods)
    {
        var payload = await CartDoAsync("SetCartDelivery", new { recipientId, methods, idempotencyKey = OrderShop.Key() });
        Assert.True(Codes(payload).Length == 0, payload.ToString());
        return payload.GetProperty("cart");
    }

    private async Task<JsonElement> CheckoutAsync(IServiceProvider? server = null) => (await CartDoAsync("CheckoutCart", new { idempotencyKey = OrderShop.Key() }, server)).GetProperty("cart");

    private async Task<JsonElement> CartAsync() => (await _shop.RunAsync("carts/Cart", new { }, _buyer)).GetProperty("cart");

    private Task<JsonElement> PurchaseAsync(JsonElement shown, string? key = null, IServiceProvider? server = null) =>
        CartDoAsync("PurchaseCart", new { agreement = shown.GetProperty("agreement").Text("sha256"), paymentMethod = "card_success", idempotencyKey = key ?? OrderShop.Key() }, server);

    private async Task<JsonElement> CartDoAsync(string operation, object input, IServiceProvider? server = null) =>
        (await _shop.RunAsync($"carts/{operation}", new { input }, _buyer, server)).GetProperty(char.ToLowerInvariant(operation[0]) + operation[1..]);
}
