using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Shipping;

/// <summary>Operators say how they send, and everybody asks what it comes to.</summary>
public sealed class ShippingTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string OperatorId => CeCommerce.Operators.OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString();

    [Fact]
    public async Task A_method_is_set_quoted_set_anew_and_retired()
    {
        await RetireAllAsync();
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var id = await SetAsync(Parcel());
        var quote = Assert.Single(await QuotesAsync("13", listing));
        Assert.Equal((id, 1_000L, 1, "SIZE80"), (quote.GetProperty("method").Text("id"), Price(quote), quote.GetProperty("parcels").GetInt32(), quote.Text("size")));
        Assert.Equal(["MORNING"], quote.List("windows").Select(window => window.GetString()));
        var today = server.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Date;
        Assert.Equal(($"{today.AddDays(1):yyyy-MM-dd}", $"{today.AddDays(5):yyyy-MM-dd}"), (quote.GetProperty("estimate").Text("earliest"), quote.GetProperty("estimate").Text("latest")));

        Assert.Equal(id, await SetAsync(Parcel(("shippingMethodId", id), ("nameJa", "別の名前"))));
        var method = Assert.Single(await MethodsAsync());
        Assert.Equal(("別の名前", 2), (method.Text("nameJa"), method.GetProperty("versionNumber").GetInt32()));

        await RetireAllAsync();
        Assert.Empty(await MethodsAsync());
        Assert.Equal("SHIPPING_METHOD_NOT_FOUND", (await DoAsync("RetireShippingMethod", new { shippingMethodId = id, idempotencyKey = Shop.Key() })).Refusal().Text("code"));
        Assert.Equal("SHIPPING_METHOD_NOT_FOUND", (await DoAsync("SetShippingMethod", Parcel(("shippingMethodId", id)))).Refusal().Text("code"));
        var node = await _shop.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id });
        Assert.Equal(id, node.GetProperty("node").Text("id"));
    }

    [Fact]
    public async Task Without_a_method_the_fees_of_the_listings_count()
    {
        await RetireAllAsync();
        var (one, two) = (await _shop.PublishedAsync(_shop.Refurbisher), await _shop.PublishedAsync(_shop.Refurbisher));
        var quote = Assert.Single(await QuotesAsync("47", one, two));
        Assert.Equal((JsonValueKind.Null, 0L, 2), (quote.GetProperty("method").ValueKind, Price(quote), quote.GetProperty("parcels").GetInt32()));
        Assert.Equal(JsonValueKind.Null, quote.GetProperty("refusal").ValueKind);
    }

    [Fact]
    public async Task The_last_zone_counts_and_what_is_not_served_is_refused_with_its_reason()
    {
        await RetireAllAsync();
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await SetAsync(Parcel(("zones", new object[]
        {
            Zone(1_000, regions: ["HOKKAIDO", "KANTO", "OKINAWA"]), Zone(1_500, codes: ["13"]), new { prefectureCodes = new[] { "01" }, prices = new[] { new { size = "SIZE60", price = Shop.Yen(100) } }, minDays = 0, maxDays = 0 },
        }), ("excludedPrefectureCodes", new[] { "47" })));
        Assert.Equal(1_500L, Price(Assert.Single(await QuotesAsync("13", listing))));
        Assert.Equal(1_000L, Price(Assert.Single(await QuotesAsync("14", listing))));
        Assert.Equal("PREFECTURE_NOT_SERVED", Reason(Assert.Single(await QuotesAsync("27", listing))));
        Assert.Equal("PREFECTURE_NOT_SERVED", Reason(Assert.Single(await QuotesAsync("47", listing))));
        Assert.Equal("TOO_LARGE", Reason(Assert.Single(await QuotesAsync("01", listing))));
    }

    [Fact]
    public async Task Units_add_up_by_parcel_charged_as_the_largest_until_it_is_free()
    {
        await RetireAllAsync();
        await SetAsync(Parcel(("freeFrom", Shop.Yen(90_000))));
        await SetAsync(new() { ["nameJa"] = "店頭受取", ["pickUp"] = new { place = "本店", address = "東京都江東区1-1", openingHours = "平日 10:00〜17:00" }, ["idempotencyKey"] = Shop.Key() });
        List<object> facts = [.. Shop.Facts(), new { code = "DIMENSIONS", value = "幅80×奥行30×高さ28cm", source = "INSPECTION" }];
        var small = await _shop.PublishedAsync(_shop.Refurbisher);
        var large = await PublishedAsync(_shop.Item(("facts", facts)));
        var quotes = await QuotesAsync("13", small, large);
        Assert.Equal([3_000L, 0L], quotes.Select(Price));
        Assert.Equal("SIZE140", quotes[0].Text("size"));
        Assert.Equal(["SHIPPING", "PICK_UP"], quotes.Select(quote => quote.Text("kind")));
        Assert.Equal(0L, Price((await QuotesAsync("13", small, large, await _shop.PublishedAsync(_shop.Refurbisher), await _shop.PublishedAsync(_shop.Refurbisher)))[0]));
    }

    [Fact]
    public async Task Nobody_else_changes_an_operators_methods()
    {
        var id = await SetAsync(Parcel());
        var other = _shop.Token(Role.Operator, DemoOperators.Rental);
        Assert.Equal("SHIPPING_METHOD_NOT_FOUND", (await DoAsync("SetShippingMethod", Parcel(("shippingMethodId", id)), other)).Refusal().Text("code"));
        Assert.Equal("SHIPPING_METHOD_NOT_FOUND", (await DoAsync("RetireShippingMethod", new { shippingMethodId = id, idempotencyKey = Shop.Key() }, other)).Refusal().Text("code"));
        var named = Parcel();
        named["operatorId"] = OperatorId;
        Assert.Equal("OPERATOR_NOT_FOUND", (await DoAsync("SetShippingMethod", named, other)).Refusal().Text("code"));
        var answer = await server.GraphQLAsync(await DocumentAsync("SetShippingMethod"), new { input = Parcel() }, _shop.Token(Role.Consumer, consumer: "alice"));
        Assert.Equal("FORBIDDEN", answer.Fault());
    }

    [Fact]
    public async Task The_same_key_sets_once()
    {
        await RetireAllAsync();
        var input = Parcel();
        Assert.Equal(await SetAsync(input), await SetAsync(input));
        Assert.Single(await MethodsAsync());
        input["nameJa"] = "別の名前";
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await DoAsync("SetShippingMethod", input)).Refusal().Text("code"));
    }

    [Fact]
    public async Task At_most_twenty_are_in_use_whoever_comes_at_once()
    {
        await RetireAllAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => DoAsync("SetShippingMethod", Parcel()))));
        Assert.Equal(20, (await MethodsAsync()).Count);
        Assert.All(all.SelectMany(payload => payload.List("errors")), error => Assert.Contains(error.Text("code"), (string[])["TOO_MANY_SHIPPING_METHODS", "SHIPPING_METHODS_BUSY"]));
        await RetireAllAsync();
    }

    public static TheoryData<string, object?, string> Hostile => new()
    {
        { "nameJa", "", "nameJa" },
        { "nameJa", new string('あ', 101), "nameJa" },
        { "nameJa", "宅配\n便", "nameJa" },
        { "nameEn", "a\u0001b", "nameEn" },
        { "zones", Array.Empty<object>(), "zones" },
        { "zones", new object[] { Zone(1_000) }, "0" },
        { "zones", new object[] { Zone(1_000, codes: ["48"]) }, "prefectureCodes" },
        { "zones", new object[] { Zone(1_000, codes: ["'; DROP"]) }, "prefectureCodes" },
        { "zones", new object[] { Zone(-1, codes: ["13"]) }, "prices" },
        { "zones", new object[] { Zone(1_000_001, codes: ["13"]) }, "prices" },
        { "zones", new object[] { new { prefectureCodes = new[] { "13" }, prices = Array.Empty<object>(), minDays = 1, maxDays = 2 } }, "prices" },
        { "zones", new object[] { new { prefectureCodes = new[] { "13" }, prices = new[] { new { size = "SIZE60", price = Shop.Yen(2) }, new { size = "SIZE80", price = Shop.Yen(1) } }, minDays = 1, maxDays = 2 } }, "prices" },
        { "zones", new object[] { new { prefectureCodes = new[] { "13" }, prices = new[] { new { size = "SIZE60", price = Shop.Yen(1) }, new { size = "SIZE60", price = Shop.Yen(1) } }, minDays = 1, maxDays = 2 } }, "prices" },
        { "zones", new object[] { new { prefectureCodes = new[] { "13" }, prices = new[] { new { size = "SIZE60", price = new { amount = 1, currency = "USD" } } }, minDays = 1, maxDays = 2 } }, "prices" },
        { "zones", new object[] { new { prefectureCodes = new[] { "13" }, prices = new[] { new { size = "SIZE60", price = Shop.Yen(1) } }, minDays = 3, maxDays = 2 } }, "maxDays" },
        { "excludedPrefectureCodes", new[] { "99" }, "excludedPrefectureCodes" },
        { "freeFrom", Shop.Yen(0), "freeFrom" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_cannot_be_right_is_refused_with_its_place(string name, object? value, string place)
    {
        var refused = (await DoAsync("SetShippingMethod", Parcel((name, value)))).Refusal();
        Assert.Equal(("SHIPPING_VALUE_INVALID", place), (refused.Text("code"), refused.List("path").Last().GetString()));
    }

    [Fact]
    public async Task A_method_is_either_a_parcel_or_a_pick_up()
    {
        var neither = new { nameJa = "なし", idempotencyKey = Shop.Key() };
        Assert.Equal("SHIPPING_VALUE_INVALID", (await DoAsync("SetShippingMethod", neither)).Refusal().Text("code"));
        var both = Parcel();
        both["pickUp"] = new { place = "本店", address = "東京", openingHours = "平日" };
        Assert.Equal("SHIPPING_VALUE_INVALID", (await DoAsync("SetShippingMethod", both)).Refusal().Text("code"));
    }

    [Fact]
    public async Task Ten_thousand_regions_are_one_and_every_prefecture_is_told_apart()
    {
        await RetireAllAsync();
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var country = Zone(1_000, codes: [.. Enumerable.Range(1, 47).Select(code => $"{code:D2}")]);
        var set = await DoAsync("SetShippingMethod", Parcel(("zones", new[] { country, Zone(1_500, regions: [.. Enumerable.Repeat("OKINAWA", 10_000)]) })));
        Assert.Equal([47, 1], set.List("shippingMethod", "parcel", "zones").Select(zone => zone.GetProperty("prefectureCodes").GetArrayLength()));
        foreach (var code in Enumerable.Range(1, 47))
        {
            Assert.Equal(code == 47 ? 1_500L : 1_000L, Price(Assert.Single(await QuotesAsync($"{code:D2}", listing))));
        }
    }

    [Fact]
    public async Task Quotes_of_what_is_not_there_are_empty_and_of_too_much_refused()
    {
        Assert.Empty(await QuoteAsync("13", []));
        Assert.Empty(await QuoteAsync("13", [TypedId.New<ListingId>(server.Clock.GetUtcNow()).ToString()]));
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        Assert.Empty(await QuoteAsync("13", [draft.Text("id")]));
        var document = await DocumentAsync("ShippingQuotes");
        Assert.Equal("PREFECTURE_UNKNOWN", (await server.GraphQLAsync(document, new { listingIds = Array.Empty<string>(), prefectureCode = "東京都" })).Fault());
        Assert.Equal("SHIPPING_QUOTE_TOO_LARGE", (await server.GraphQLAsync(document, new { listingIds = Enumerable.Repeat(draft.Text("id"), 51), prefectureCode = "13" })).Fault());
    }

    [Fact]
    public async Task The_demo_operators_send()
    {
        var methods = await _shop.AskAsync("{ operatorByCode(code: \"demo-rental\") { shippingMethods { kind } } }");
        Assert.Equal(["SHIPPING", "PICK_UP"], methods.List("operatorByCode", "shippingMethods").Select(method => method.Text("kind")));
    }

    private static object Zone(long price, string[]? codes = null, string[]? regions = null) => new
    {
        prefectureCodes = codes,
        regions,
        prices = new[] { new { size = "SIZE160", price = Shop.Yen(price + 500) }, new { size = "SIZE80", price = Shop.Yen(price) } },
        minDays = 1,
        maxDays = 2,
    };

    /// <summary>A method for the whole country; members of the parcel or of the method itself are changed by name.</summary>
    private static Dictionary<string, object?> Parcel(params (string Name, object? Value)[] changes)
    {
        var parcel = new Dictionary<string, object?>
        {
            ["carrier"] = "YAMATO",
            ["zones"] = new[] { Zone(1_000, codes: [.. Enumerable.Range(1, 47).Select(code => $"{code:D2}")]) },
            ["defaultSize"] = "SIZE80",
            ["windows"] = new[] { "MORNING" },
        };
        var method = new Dictionary<string, object?> { ["nameJa"] = "宅配便", ["parcel"] = parcel, ["idempotencyKey"] = Shop.Key() };
        foreach (var (name, value) in changes)
        {
            (name is "nameJa" or "nameEn" or "shippingMethodId" ? method : parcel)[name] = value;
        }

        return method;
    }

    private async Task<JsonElement> PublishedAsync(object item)
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, item);
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        return published.GetProperty("listing");
    }

    private async Task<string> SetAsync(Dictionary<string, object?> input)
    {
        var payload = await DoAsync("SetShippingMethod", input);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("shippingMethod").Text("id");
    }

    private async Task<JsonElement> DoAsync(string operation, object input, string? token = null) =>
        (await _shop.AskAsync(await DocumentAsync(operation), new { input }, token ?? Staff)).GetProperty(char.ToLowerInvariant(operation[0]) + operation[1..]);

    private async Task<List<JsonElement>> MethodsAsync() =>
        [.. (await _shop.AskAsync(await DocumentAsync("ShippingMethods"), new { operatorId = OperatorId })).List("operator", "shippingMethods")];

    private async Task RetireAllAsync()
    {
        foreach (var method in await MethodsAsync())
        {
            Assert.Empty((await DoAsync("RetireShippingMethod", new { shippingMethodId = method.Text("id"), idempotencyKey = Shop.Key() })).List("errors"));
        }
    }

    private async Task<List<JsonElement>> QuotesAsync(string prefecture, params JsonElement[] listings) =>
        [.. Assert.Single(await QuoteAsync(prefecture, [.. listings.Select(listing => listing.Text("id"))])).List("quotes")];

    private async Task<List<JsonElement>> QuoteAsync(string prefecture, string[] ids) =>
        [.. (await _shop.AskAsync(await DocumentAsync("ShippingQuotes"), new { listingIds = ids, prefectureCode = prefecture })).List("shippingQuotes")];

    private static Task<string> DocumentAsync(string operation) => File.ReadAllTextAsync(
        Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "shipping", operation + ".graphql"), TestContext.Current.CancellationToken);

    private static long Price(JsonElement quote) => quote.GetProperty("price").GetProperty("amount").GetInt64();

    private static string Reason(JsonElement quote) => quote.GetProperty("refusal").Text("reason");
}
