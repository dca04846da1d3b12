using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>Two operators who sell the same things, one after the other.</summary>
internal sealed class TwoSellers(TestServer server)
{
    public Shop Shop { get; } = new(server);

    public string First => Shop.Token(Role.Operator, DemoOperators.Refurbisher);

    public string Second => Shop.Token(Role.Operator, DemoOperators.Rental);

    /// <summary>The second may deal in what the first does.</summary>
    public async ValueTask LicenceAsync()
    {
        var permit = new
        {
            id = OperatorId.From(Shop.OperatorOf(DemoOperators.Rental)).ToString(),
            permitNumber = "621010000002",
            commission = 27,
            categories = new[] { "MACHINES_TOOLS", "HOUSEHOLD_GOODS" },
            registeredName = "デモレンタル合同会社",
            validFrom = "2022-10-01",
        };
        Assert.Empty((await Shop.DoAsync("recordLicence", permit, Shop.Token(Role.Platform), "operator { id }")).List("errors"));
    }

    public async Task<JsonElement> PublishAsync(string token, string serial, string? sourceId = null, string? tag = null)
    {
        var draft = await Shop.DraftAsync(token, Shop.Item(("makerSerial", serial), ("tag", tag)), sourceId: sourceId);
        var published = await Shop.DoAsync("publishListing", new { id = draft.Text("id") }, token);
        Assert.True(published.GetProperty("errors").GetArrayLength() == 0, published.ToString());
        return published.GetProperty("listing");
    }

    public async Task<JsonElement> SellAsync(JsonElement listing, string seller, string consumer)
    {
        var order = await Shop.BuyAsync(listing, consumer);
        await HandOverAsync(order, seller);
        await CompleteAsync(order, consumer);
        return order;
    }

    public async Task HandOverAsync(JsonElement order, string seller) => Assert.Empty(
        (await Shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = Shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, seller, "order { id }")).List("errors"));

    public async Task CompleteAsync(JsonElement order, string consumer) => Assert.Empty((await Shop.DoAsync(
        "completeOrder", new { orderId = order.Text("id"), idempotencyKey = Shop.Key() }, Shop.Token(Role.Consumer, consumer: consumer), "order { id }")).List("errors"));

    /// <summary>As if it had been sold: what many tests need of a sale is its end.</summary>
    public Task GoneAsync(JsonElement listing)
    {
        Shop.Scalar("SELECT items.pass_custody($1, 'Consumer', NULL, 'Order', gen_random_uuid(), now())", Uuid(listing.GetProperty("item").Text("id")));
        return Task.CompletedTask;
    }

    public static Guid Uuid(string id) => TypedId.TrySplit(id, out _, out var value) ? value : Guid.Empty;

    public static string Serial() => $"RS-{Guid.CreateVersion7():N}";
}
