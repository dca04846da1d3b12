using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>What the demo refurbisher may do with its listings, all of it through the API, and its reports.</summary>
internal sealed class ReportWorld(TestServer server)
{
    public static readonly DateOnly From = new(2026, 10, 1);

    public static readonly DateOnly To = new(2026, 11, 20);

    private readonly Shop _shop = new(server);

    public Shop Shop => _shop;

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    public async Task<JsonElement> SneakersAsync(long price)
    {
        var item = _shop.Item(("category", "sneakers"), ("name", "スニーカー"), ("functionalGrade", null), ("prefecture", "27"), ("facts", Array.Empty<object>()));
        return await _shop.DraftAsync(_shop.Refurbisher, item, Shop.Offer(("title", "【リユース】スニーカー 26cm"), ("price", Shop.Yen(price))));
    }

    public async Task<JsonElement> LentAsync()
    {
        var offer = Shop.Offer(
            ("kind", "SHARING"), ("title", "【レンタル】全自動洗濯機 7kg"), ("price", null), ("sharing", new { model = "RENTAL", rates = new[] { new { unit = "MONTH", price = Shop.Yen(3_000) } } }));
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("category", "washing_machine"), ("name", "全自動洗濯機 7kg")), offer);
        await PublishAsync(draft);
        return draft;
    }

    /// <summary>Blocked by law.</summary>
    public Task<JsonElement> UnmarkedAsync() => _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(psePlate: "NONE"))));

    /// <summary>Blocked by policy, until an auditor waives it.</summary>
    public Task<JsonElement> OldAsync() => _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year: "2009"))));

    public async Task WaiveAsync(JsonElement listing) => Assert.Empty((await _shop.DoAsync(
        "grantWaiver",
        new { listingId = listing.Text("id"), clause = "LS-013/fifteen-years", reason = "実機を確認した。", evidence = new { text = "点検記録" }, until = "2027-01-01", idempotencyKey = Shop.Key() },
        _shop.Token(Role.Auditor), "waiver { id }")).List("errors"));

    public Task PublishAsync(JsonElement listing) => MoveAsync("publishListing", listing);

    public Task PauseAsync(JsonElement listing) => MoveAsync("pauseListing", listing);

    public Task WithdrawAsync(JsonElement listing) => MoveAsync("withdrawListing", listing);

    public Task SuspendAsync(JsonElement listing) => _shop.DoAsync("suspendListing", new { id = listing.Text("id"), reason = "要請による" }, _shop.Token(Role.Platform), "listing { id }");

    public async Task PriceAsync(JsonElement listing, long price)
    {
        var now = await _shop.OwnAsync(listing);
        await _shop.DoAsync("changePrice", new { id = listing.Text("id"), expectedVersion = now.Text("version"), price = Shop.Yen(price) }, _shop.Refurbisher);
    }

    /// <summary>Sold, handed over and completed.</summary>
    public async Task SellAsync(JsonElement listing)
    {
        var order = (await _shop.BuyAsync(listing)).Text("id");
        await _shop.DoAsync("handOver", new { orderId = order, serial = _shop.SerialOf(order), idempotencyKey = Shop.Key() }, Staff, "order { state }");
        await _shop.DoAsync("completeOrder", new { orderId = order, idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: "alice"), "order { state }");
    }

    public Task RepairAsync(JsonElement listing) => _shop.DoAsync(
        "recordRepair",
        new
        {
            itemId = listing.GetProperty("item").Text("id"),
            performedOn = "2026-11-19",
            performer = "OWN_STAFF",
            result = "SUCCEEDED",
            work = "基板交換",
            parts = new[] { new { name = "基板", origin = "GENUINE" } },
            idempotencyKey = Shop.Key(),
        },
        _shop.Refurbisher, "act { id }");

    public Task AssessAsync(string goods, int score) => _shop.DoAsync(
        "recordSelfAssessment", new { item = "CE2", productGroup = goods, score, evidence = score > 0 ? new { text = "点検表" } : null, idempotencyKey = Shop.Key() }, Staff, "selfAssessment { score }");

    /// <summary>A moment later, in whole milliseconds.</summary>
    public DateTimeOffset Now()
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return DateTimeOffset.FromUnixTimeMilliseconds(server.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    public async Task<DrawnReport> DrawnAsync(DateTimeOffset asOf)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var wish = new ReportWish(OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)), From, To, asOf, []);
        return await scope.ServiceProvider.GetRequiredService<ReportDrawing>().DrawAsync(wish, RowWindow.First, null, TestContext.Current.CancellationToken);
    }

    private Task<JsonElement> MoveAsync(string verb, JsonElement listing) => _shop.DoAsync(verb, new { id = listing.Text("id") }, _shop.Refurbisher, "listing { id }");
}
