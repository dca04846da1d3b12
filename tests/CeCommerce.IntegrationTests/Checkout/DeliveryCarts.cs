using System.Text.Json;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>What is done with carts that say whom they are for and how each operator sends, through GraphQL.</summary>
public abstract class DeliveryCarts : IClassFixture<OrderShop>
{
    private static int s_count;

    private protected DeliveryCarts(OrderShop shop)
    {
        Sales = shop;
        shop.NextHour();
    }

    private protected OrderShop Sales { get; }

    private protected Caller Buyer { get; } = Consumer($"delivery-{Interlocked.Increment(ref s_count)}");

    private protected static Caller Consumer(string id) => OrderShop.Consumer(id) with { Scopes = new HashSet<string> { "recipients:read", "recipients:write" } };

    private protected static Caller Platform => new(Role.Platform, null, null, "support", new HashSet<string> { "recipients:read" });

    private protected static Caller Staff(Operator seller) => OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "recipients:read" } };

    private protected static Caller Office(Operator seller) => OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "operators:write" } };

    private protected static Guid Uuid(string id) => TypedId.TrySplit(id, out _, out var value) ? value : throw new FormatException(id);

    private protected static int Version(JsonElement order) => order.GetProperty("recipient").GetProperty("versionNumber").GetInt32();

    private protected static string Outcome(JsonElement order) => order.GetProperty("recipient").GetProperty("reading").Text("outcome");

    private protected static string Name(JsonElement order) => order.GetProperty("recipient").GetProperty("reading").GetProperty("address").Text("name");

    private protected async Task<T> ScalarAsync<T>(string sql, Guid id)
    {
        await using var command = Sales.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private protected async Task<JsonElement> OrderAsync(string id, Caller who, string? reason = null) =>
        (await Sales.RunAsync("orders/OrderRecipient", new { id, reason, caseNumber = reason is null ? null : "T-1" }, who)).GetProperty("order");

    private protected async Task ShipAsync(string order, Operator seller) => Assert.Empty(
        Codes((await Sales.RunAsync("orders/ShipOrder", new { input = new { orderId = order, carrier = "ヤマト運輸", trackingNumber = "1234-5678-9012", idempotencyKey = OrderShop.Key() } }, Staff(seller))).GetProperty("shipOrder")));

    /// <summary>The purchase.</summary>
    private protected async Task<JsonElement> BoughtAsync(JsonElement shown)
    {
        Assert.True(Problems(shown).Length == 0, shown.ToString());
        var bought = await PurchaseAsync(shown);
        Assert.True(Codes(bought).Length == 0, bought.ToString());
        return bought.GetProperty("purchase");
    }

    private protected async Task<(string Code, string? At)> RefusedAsync(string? recipientId, params object[] methods)
    {
        var refused = (await CartDoAsync("SetCartDelivery", new { recipientId, methods, idempotencyKey = OrderShop.Key() })).List("errors").Single();
        return (refused.Text("code"), refused.List("path").Last().GetString());
    }

    private protected static string[] Codes(JsonElement payload) => [.. payload.List("errors").Select(error => error.Text("code"))];

    private protected static (string, string)[] Problems(JsonElement cart) => [.. cart.List("problems").Select(problem => (problem.GetProperty("problem").Text("code"), problem.Text("solvedBy")))];

    private protected static long Amount(JsonElement thing, string name) => thing.GetProperty(name).GetProperty("amount").GetInt64();

    private static object Zone(long price, IEnumerable<string> codes, int maxDays = 2) => new { prefectureCodes = codes, prices = new[] { new { size = "SIZE160", price = Shop.Yen(price) } }, minDays = 1, maxDays };

    /// <summary>For the whole country, one price.</summary>
    private protected static Dictionary<string, object?> Parcel(long price, string[]? windows = null, int maxDays = 2, IEnumerable<string>? codes = null) => new()
    {
        ["nameJa"] = "宅配便",
        ["nameEn"] = "parcel",
        ["parcel"] = new { carrier = "YAMATO", zones = new[] { Zone(price, codes ?? Enumerable.Range(1, 47).Select(code => $"{code:D2}"), maxDays) }, defaultSize = "SIZE80", windows = windows ?? [] },
    };

    private protected static Dictionary<string, object?> PickUp() => new() { ["nameJa"] = "店頭受取", ["pickUp"] = new { place = "本店", address = "東京都江東区1-1", openingHours = "平日 10:00〜17:00" } };

    private protected Task<Operator> SellerAsync() => Sales.RegisterAsync($"delivery-seller-{Interlocked.Increment(ref s_count)}");

    private protected async Task<string> MethodAsync(Operator seller, Dictionary<string, object?> method, string? id = null)
    {
        var input = new Dictionary<string, object?>(method) { ["idempotencyKey"] = OrderShop.Key(), ["shippingMethodId"] = id };
        var staff = OrderShop.StaffOf(seller) with { Scopes = new HashSet<string> { "operators:write" } };
        var set = (await Sales.RunAsync("shipping/SetShippingMethod", new { input }, staff)).GetProperty("setShippingMethod");
        Assert.Empty(Codes(set));
        return set.GetProperty("shippingMethod").Text("id");
    }

    private protected async Task<string> RecipientAsync(Caller? who = null, params (string Name, object? Value)[] changes)
    {
        var saved = (await Sales.RunAsync("personal/SaveRecipient", new { input = Letters.Address(changes) }, who ?? Buyer)).GetProperty("saveRecipient");
        Assert.Empty(Codes(saved));
        return saved.GetProperty("recipient").Text("id");
    }

    private protected async Task<JsonElement> AddAsync(params IReadOnlyList<ListingId> listings)
    {
        var payload = await CartDoAsync("AddToCart", new { listingIds = listings.Select(id => id.ToString()), idempotencyKey = OrderShop.Key() });
        Assert.Empty(Codes(payload));
        return payload.GetProperty("cart");
    }

    private protected async Task<JsonElement> SetAsync(string? recipientId, params object[] methods)
    {
        var payload = await CartDoAsync("SetCartDelivery", new { recipientId, methods, idempotencyKey = OrderShop.Key() });
        Assert.True(Codes(payload).Length == 0, payload.ToString());
        return payload.GetProperty("cart");
    }

    private protected async Task<JsonElement> CheckoutAsync(IServiceProvider? server = null) => (await CartDoAsync("CheckoutCart", new { idempotencyKey = OrderShop.Key() }, server)).GetProperty("cart");

    private protected async Task<JsonElement> CartAsync() => (await Sales.RunAsync("carts/Cart", new { }, Buyer)).GetProperty("cart");

    private protected Task<JsonElement> PurchaseAsync(JsonElement shown, string? key = null, IServiceProvider? server = null) =>
        CartDoAsync("PurchaseCart", new { agreement = shown.GetProperty("agreement").Text("sha256"), paymentMethod = "card_success", idempotencyKey = key ?? OrderShop.Key() }, server);

    private protected async Task<JsonElement> CartDoAsync(string operation, object input, IServiceProvider? server = null) =>
        (await Sales.RunAsync($"carts/{operation}", new { input }, Buyer, server)).GetProperty(char.ToLowerInvariant(operation[0]) + operation[1..]);
}
