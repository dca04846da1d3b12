using System.Text.Json;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Orders.Words;

/// <summary>What buyers and operators do with an order again and again, through GraphQL.</summary>
internal sealed class Counter(TestServer server)
{
    private const string State = "order { id state lines { number state } }";

    public const string Objections = "objections { line text words answer inspection wordsState accepted }";

    public Shop Shop { get; } = new(server);

    public Letters Letters { get; } = new(server);

    public string Operator => Shop.Token(Role.Operator, DemoOperators.Refurbisher);

    public string Buyer(string name) => Shop.Token(Role.Consumer, consumer: name);

    /// <summary>An order that is with its buyer.</summary>
    public async Task<string> DeliveredAsync(string buyer, params (string Name, object? Value)[] item)
    {
        var serial = $"SN-{Guid.CreateVersion7():N}";
        var draft = await Shop.DraftAsync(Shop.Refurbisher, Shop.Item([("makerSerial", serial), .. item]));
        var published = await Shop.DoAsync("publishListing", new { id = draft.Text("id") }, Shop.Refurbisher);
        Assert.True(published.GetProperty("errors").GetArrayLength() == 0, published.ToString());
        var order = (await Shop.BuyAsync(published.GetProperty("listing"), buyer)).Text("id");
        await DoneAsync("shipOrder", new { orderId = order, byHand = true, serial, idempotencyKey = Shop.Key() }, Operator);
        return order;
    }

    public async Task<JsonElement> DoneAsync(string mutation, object input, string token, string select = State)
    {
        var payload = await Shop.DoAsync(mutation, input, token, select);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload;
    }

    public Task<JsonElement> ReportAsync(string order, string text, string token, string? key = null) =>
        Shop.DoAsync("reportProblem", new { orderId = order, line = 1, kind = "NOT_AS_DESCRIBED", text, idempotencyKey = key ?? Shop.Key() }, token, State);

    public async Task<JsonElement> OrderAsync(string order, string token, string select) =>
        (await Shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ {select} }} }}", new { id = order }, token)).GetProperty("order");

    public static Guid Uuid(string order) => TypedId.TrySplit(order, out _, out var value) ? value : Guid.Empty;
}
