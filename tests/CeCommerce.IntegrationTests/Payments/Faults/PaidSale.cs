using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>One buyer's order by card; each step has one key, however often it is sent.</summary>
internal sealed class PaidSale(PaidProcess server)
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly string _buyer = server.Shop.Token(Role.Consumer, consumer: $"faulty-{Guid.CreateVersion7():N}");
    private string _hold = "";
    private string _agreement = "";

    public string Order { get; private set; } = "";

    /// <summary>Its intent at Stripe, as the app has it.</summary>
    public string Intent { get; private set; } = "";

    private Shop Shop => server.Shop;

    private string Staff => Shop.Token(Role.Operator, DemoOperators.Refurbisher);

    /// <summary>Ready to be ordered.</summary>
    public static async Task<PaidSale> ReadyAsync(PaidProcess server)
    {
        var sale = new PaidSale(server);
        var listing = await server.Shop.PublishedAsync(server.Shop.Refurbisher);
        sale._hold = (await sale.DoneAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, sale._buyer, "hold { id }")).GetProperty("hold").Text("id");
        sale._agreement = (await sale.DoneAsync("checkout", new { holdId = sale._hold }, sale._buyer, "confirmation { digest }")).GetProperty("confirmation").Text("digest");
        return sale;
    }

    /// <summary>Ordered and not paid.</summary>
    public static async Task<PaidSale> PlacedAsync(PaidProcess server)
    {
        var sale = await ReadyAsync(server);
        await sale.PlaceAsync();
        return sale;
    }

    public static async Task<PaidSale> CapturedAsync(PaidProcess server)
    {
        var sale = await PlacedAsync(server);
        server.Stripe.Pay(sale.Intent);
        await server.DeliverNewsAsync();
        Assert.Equal("PAID", await sale.StateAsync());
        return sale;
    }

    public static async Task<PaidSale> CompletedAsync(PaidProcess server)
    {
        var sale = await CapturedAsync(server);
        await sale.DoneAsync("handOver", new { orderId = sale.Order, serial = sale.Shop.SerialOf(sale.Order), idempotencyKey = Shop.Key() }, sale.Staff, "order { state }");
        await sale.DoneAsync("completeOrder", new { orderId = sale.Order, idempotencyKey = Shop.Key() }, sale._buyer, "order { state }");
        return sale;
    }

    public async Task PlaceAsync()
    {
        var placed = (await DoneAsync(
            "placeOrder",
            new { holdId = _hold, confirmationDigest = _agreement, paymentMethod = "card", idempotencyKey = Key("place") },
            _buyer,
            "order { id state buyerAction { ... on PaymentSheet { clientSecret } } }")).GetProperty("order");
        Order = placed.Text("id");
        if (placed.GetProperty("buyerAction") is { ValueKind: JsonValueKind.Object } action)
        {
            Intent = action.Text("clientSecret").Split("_secret_")[0];
        }
    }

    public Task CancelAsync() => DoneAsync("cancelOrder", new { orderId = Order, reason = "気が変わった", idempotencyKey = Key("cancel") }, _buyer, "order { state }");

    public Task LowerAsync(long amount) =>
        DoneAsync("refundLine", new { orderId = Order, line = 1, amount = Shop.Yen(amount), reason = "傷", idempotencyKey = Key("lower") }, Staff, "order { state }");

    public async Task<string> StateAsync() => (await Shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = Order }, _buyer)).GetProperty("order").Text("state");

    private async Task<JsonElement> DoneAsync(string mutation, object input, string token, string select)
    {
        var done = await Shop.DoAsync(mutation, input, token, select);
        Assert.True(done.GetProperty("errors").GetArrayLength() == 0, $"{mutation}: {done}\n{server.Log}");
        return done;
    }

    private string Key(string step) => _keys.TryGetValue(step, out var known) ? known : _keys[step] = Shop.Key();
}
