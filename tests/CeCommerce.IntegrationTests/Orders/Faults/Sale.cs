using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Orders.Faults;

/// <summary>How a sale goes on once the buyer has the things.</summary>
internal enum Ending
{
    /// <summary>All is well.</summary>
    Kept,

    /// <summary>The first of its units comes back.</summary>
    Returned,

    /// <summary>A part of the price of the first goes back.</summary>
    Lowered,
}

/// <summary>One buyer's cart of two things of one seller, step by step; each step has one key, however often it is sent.</summary>
internal sealed class Sale(TwoServers servers, string buyer, string staff, Ending ending)
{
    private readonly List<string> _listings = [];
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private string _serial = "";
    private string _recipient = "";
    private string _agreement = "";

    public string Order { get; private set; } = "";

    public IReadOnlyList<(string Name, Func<Task> Do)> Steps =>
    [
        ("hold", () => servers.DoAsync("carts/AddToCart", new { listingIds = _listings, idempotencyKey = Key("hold") }, buyer)),
        ("address", AddressAsync),
        ("delivery", () => servers.DoAsync("carts/SetCartDelivery", new { recipientId = _recipient, idempotencyKey = Key("delivery") }, buyer)),
        ("checkout", CheckoutAsync),
        ("place and pay", PurchaseAsync),
        ("ship", () => servers.DoAsync("orders/ShipOrder", new { orderId = Order, carrier = "ヤマト運輸", trackingNumber = Tracking(), serial = _serial, idempotencyKey = Key("ship") }, staff)),
        ("deliver", () => BuyerAsync("ConfirmDelivery", new { orderId = Order, idempotencyKey = Key("deliver") })),
        ("object or refund", ObjectAsync),
        ("answer", () => When(Ending.Returned, () => StaffAsync("AnswerReturn", new { orderId = Order, line = 1, accept = true, answer = "お送りください", idempotencyKey = Key("answer") }))),
        ("send back", () => When(Ending.Returned, () => BuyerAsync("ReturnSent", new { orderId = Order, line = 1, carrier = "ヤマト運輸", trackingNumber = Tracking(), idempotencyKey = Key("sent") }))),
        ("receive", () => When(Ending.Returned, () => StaffAsync("ReceiveReturn", new { orderId = Order, line = 1, inspection = "傷なし", idempotencyKey = Key("receive") }))),
        ("complete", () => BuyerAsync("CompleteOrder", new { orderId = Order, idempotencyKey = Key("complete") })),
    ];

    /// <summary>Two things of the seller on the shelf, one of them with a serial number.</summary>
    public async Task StockAsync(Func<(string Name, object? Value)[], Dictionary<string, object?>> item)
    {
        _serial = $"SN-{Guid.CreateVersion7():N}";
        foreach (var serial in (string?[])[_serial, null])
        {
            var drafted = await servers.SendAsync(
                "mutation($input: DraftListingInput!) { draftListing(input: $input) { listing { id } errors { code message } } }",
                new { input = new { item = item([("makerSerial", serial)]), offer = Shop.Offer() } }, staff);
            var id = drafted.GetProperty("listing").Text("id");
            await servers.SendAsync("mutation($input: MoveListingInput!) { publishListing(input: $input) { listing { id } errors { code message } } }", new { input = new { id } }, staff);
            _listings.Add(id);
        }
    }

    private async Task AddressAsync()
    {
        var saved = await servers.DoAsync(
            "personal/SaveRecipient",
            new { name = "山田花子", postalCode = "1500041", prefectureCode = "13", addressLines = new[] { "渋谷区神南1-1-1" }, phone = "03-1234-5678", idempotencyKey = Key("address") }, buyer);
        _recipient = saved.GetProperty("recipient").Text("id");
    }

    private async Task CheckoutAsync()
    {
        var cart = (await servers.DoAsync("carts/CheckoutCart", new { idempotencyKey = Key("checkout") }, buyer)).GetProperty("cart");
        Assert.Empty(cart.List("problems"));
        _agreement = cart.GetProperty("agreement").Text("sha256");
    }

    private async Task PurchaseAsync()
    {
        var bought = await servers.DoAsync("carts/PurchaseCart", new { agreement = _agreement, paymentMethod = "card_success", idempotencyKey = Key("purchase") }, buyer);
        Order = Assert.Single(bought.GetProperty("purchase").List("orders")).Text("id");
        while (await StateAsync() != "PAID")
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private Task ObjectAsync() => ending switch
    {
        Ending.Returned => BuyerAsync("ReportProblem", new { orderId = Order, line = 1, kind = "NOT_AS_DESCRIBED", text = "動かない", idempotencyKey = Key("object") }),
        Ending.Lowered => StaffAsync("RefundLine", new { orderId = Order, line = 1, amount = Shop.Yen(1_234), reason = "傷があったため", idempotencyKey = Key("refund") }),
        _ => Task.CompletedTask,
    };

    private async Task<string> StateAsync()
    {
        var order = TypedIdOf(Order);
        return await servers.AskDatabaseAsync<string>($"SELECT upper(state) FROM orders.orders WHERE id = '{order}'");
    }

    private Task<JsonElement> BuyerAsync(string operation, object input) => servers.DoAsync("orders/" + operation, input, buyer);

    private Task<JsonElement> StaffAsync(string operation, object input) => servers.DoAsync("orders/" + operation, input, staff);

    private Task When(Ending wanted, Func<Task> act) => ending == wanted ? act() : Task.CompletedTask;

    private string Tracking() => Math.Abs(Order.GetHashCode(StringComparison.Ordinal)).ToString("D12", System.Globalization.CultureInfo.InvariantCulture);

    private string Key(string step) => _keys.TryGetValue(step, out var known) ? known : _keys[step] = Shop.Key();

    private static Guid TypedIdOf(string id) => Platform.TypedId.TrySplit(id, out _, out var value) ? value : Guid.Empty;
}
