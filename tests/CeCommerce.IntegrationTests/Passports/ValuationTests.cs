using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Passports;
using CeCommerce.Passports.Valuation;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>What a unit is worth, learned from what was sold here.</summary>
public sealed class ValuationTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Valuation = """
        asOf bookValue { amount } estimate {
            point { amount currency } low { amount } high { amount } reference { amount } shares { factor amount { amount } } raises { factor amount { amount } }
            unknown method sales salesOfModel meanErrorPercent fitVersion fitMadeAt }
        """;

    private readonly Shop _shop = new(server);

    private string Seller => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task Ten_sales_of_a_kind_give_a_value_that_adds_up_and_comes_out_again()
    {
        // The older, the cheaper: a year takes 3,000 yen.
        var kept = await _shop.DraftAsync(Seller, Washer(2022));
        foreach (var year in Enumerable.Range(0, 11).Select(index => 2019 + (index % 6)))
        {
            await SellAsync(Washer(year), 20_000 + (3_000 * (year - 2019)));
        }

        Assert.Equal(JsonValueKind.Null, (await ValueAsync(kept, Seller)).GetProperty("estimate").ValueKind);
        Assert.Equal((1, 0), (await LearnAsync(), await LearnAsync()));
        var valuation = await ValueAsync(kept, Seller);
        var estimate = valuation.GetProperty("estimate");
        var (low, point, high) = (Yen(estimate, "low"), Yen(estimate, "point"), Yen(estimate, "high"));
        Assert.InRange(point, 27_000, 31_000);
        Assert.True(low < point && point < high);
        Assert.Equal(point - Yen(estimate, "reference"), estimate.List("shares").Sum(share => Yen(share, "amount")));
        Assert.Contains("AGE", estimate.List("shares").Select(share => share.Text("factor")));
        Assert.Equal(("CURVE", 11, 11, 1), (estimate.Text("method"), Number(estimate, "sales"), Number(estimate, "salesOfModel"), Number(estimate, "fitVersion")));
        Assert.Equal(JsonValueKind.Null, valuation.GetProperty("bookValue").ValueKind);

        var asOf = valuation.Text("asOf");
        server.Clock.Advance(TimeSpan.FromDays(2));
        await SellAsync(Washer(2019), 90_000);
        Assert.Equal(1, await LearnAsync());
        var later = (await ValueAsync(kept, Seller)).GetProperty("estimate");
        Assert.Equal((12, 2), (Number(later, "sales"), Number(later, "fitVersion")));
        Assert.NotEqual(point, Yen(later, "point"));
        Assert.Equal(estimate.ToString(), (await ValueAsync(kept, Seller, asOf)).GetProperty("estimate").ToString());
        await ShownAsync(kept, later);
    }

    /// <summary>Once it is offered its page tells everybody what it is worth, and why.</summary>
    private async Task ShownAsync(JsonElement listing, JsonElement estimate)
    {
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = listing.Text("id") }, Seller)).List("errors"));
        var passport = PassportId.Of(ItemId.From(Shop.Uuid(listing.GetProperty("item"))));
        await Shop.UntilAsync(() => Task.FromResult(_shop.Scalar("SELECT status FROM passports.passports WHERE id = $1", passport.Value) is "Active"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/passports/{passport}?lang=en") { Headers = { { "Accept", "text/html" } } };
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"<span class=\"worth\">¥{Yen(estimate, "point"):N0}</span>"), page, StringComparison.Ordinal);
        Assert.Equal(estimate.List("shares").Count(), page.Split("<tr><td>").Skip(1).Count(row => row.Contains(">+¥", StringComparison.Ordinal) || row.Contains(">−¥", StringComparison.Ordinal)));
        Assert.True(Encoding.UTF8.GetByteCount(page) < 100_000);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/passports/{passport}?lang=en") { Headers = { { "Accept", "text/html" }, { "If-None-Match", answer.Headers.ETag!.Tag } } };
        using var known = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Who_bought_a_thing_used_sees_what_their_books_show()
    {
        var serial = $"SN-{Guid.CreateVersion7():N}";
        var item = _shop.Item(("category", "refrigerator"), ("name", "冷蔵庫"), ("modelNumber", "RF-1"), ("makerSerial", serial));
        await SellAsync(item, 60_000);
        await LearnAsync();
        var back = await _shop.DraftAsync(Seller, item);
        Assert.Equal(60_000, Yen(await ValueAsync(back, Seller), "bookValue"));
    }

    [Fact]
    public async Task Nobody_else_sees_what_a_thing_is_worth()
    {
        var listing = await PublishAsync(_shop.Item(), 30_000);
        Assert.NotEqual(JsonValueKind.Null, (await AskAsync(listing, Seller)).ValueKind);
        foreach (var token in new[] { null, _shop.Token(Role.Operator, DemoOperators.Rental), _shop.Token(Role.Consumer, consumer: "alice"), _shop.Token(Role.Operator, DemoOperators.Refurbisher, scopes: ["listings:read"]) })
        {
            Assert.Equal(JsonValueKind.Null, (await AskAsync(listing, token)).ValueKind);
        }
    }

    [Fact]
    public async Task What_was_not_here_yet_has_no_value()
    {
        var listing = await _shop.DraftAsync(Seller);
        Assert.Equal(JsonValueKind.Null, (await ValueAsync(listing, Seller, "2026-01-01T00:00:00Z")).ValueKind);
    }

    private Dictionary<string, object?> Washer(int year) => _shop.Item(
        ("category", "washing_machine"), ("name", "洗濯機"), ("modelNumber", "WM-70"), ("facts", Shop.Facts($"{year}")));

    private async Task<int> LearnAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PriceSweep>().RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> PublishAsync(object item, long price)
    {
        var draft = await _shop.DraftAsync(Seller, item, Shop.Offer(("title", "【リユース】アオバ電機 家電"), ("price", Shop.Yen(price))));
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Seller);
        Assert.True(published.GetProperty("errors").GetArrayLength() == 0, published.ToString());
        return published.GetProperty("listing");
    }

    private async Task SellAsync(object item, long price)
    {
        var order = (await _shop.BuyAsync(await PublishAsync(item, price))).Text("id");
        await DoneAsync("handOver", new { orderId = order, serial = _shop.SerialOf(order), idempotencyKey = Shop.Key() }, Seller);
        await DoneAsync("completeOrder", new { orderId = order, idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: "alice"));
    }

    private async Task DoneAsync(string mutation, object input, string token) => Assert.Empty((await _shop.DoAsync(mutation, input, token, "order { id }")).List("errors"));

    private async Task<JsonElement> ValueAsync(JsonElement listing, string token, string? asOf = null) => (await _shop.AskAsync(
        $"query($id: ID!, $asOf: DateTime) {{ item(id: $id) {{ valuation(asOf: $asOf) {{ {Valuation} }} }} }}", new { id = listing.GetProperty("item").Text("id"), asOf }, token))
        .GetProperty("item").GetProperty("valuation");

    /// <summary>Whatever is said beside.</summary>
    private async Task<JsonElement> AskAsync(JsonElement listing, string? token) => (await server.GraphQLAsync(
        "query($id: ID!) { listing(id: $id) { item { valuation { asOf } } } }", new { id = listing.Text("id") }, token))
        .GetProperty("data").GetProperty("listing").GetProperty("item").GetProperty("valuation");

    private static long Yen(JsonElement parent, string name) => parent.GetProperty(name).GetProperty("amount").GetInt64();

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
