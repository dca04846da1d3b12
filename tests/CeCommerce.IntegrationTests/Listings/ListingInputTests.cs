using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>What a listing cannot say at all, and what is left behind by saying it: nothing.</summary>
public sealed class ListingInputTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Token => _shop.Refurbisher;

    private static object Rental(long daily = 300, long deposit = 3_000) =>
        new { model = "RENTAL", rates = new[] { new { unit = "DAY", price = Shop.Yen(daily) }, new { unit = "WEEK", price = Shop.Yen(1_500) } }, deposit = Shop.Yen(deposit) };

    public static TheoryData<string, string, object?, string> Contradictions => new()
    {
        { "REUSE", "sharing", Rental(), "sharing" },
        { "SHARING", "sharing", null, "sharing" },
        { "SHARING", "price", Shop.Yen(29_800), "price" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Prices_fit_the_kind(string kind, string field, object? value, string at)
    {
        var offer = Shop.Offer(("kind", kind), ("price", kind == "SHARING" ? null : Shop.Yen(29_800)), ("sharing", kind == "SHARING" ? Rental() : null));
        offer[field] = value;
        var refusal = (await _shop.DoAsync("draftListing", new { item = _shop.Item(), offer }, Token)).Refusal();
        Assert.Equal(("LISTING_VALUE_INVALID", at), (refusal.Text("code"), refusal.List("path").Last().GetString()));
    }

    public static TheoryData<string, string> NoCharacters => new()
    {
        { "item", "name" }, { "item", "brand" }, { "item", "modelNumber" }, { "item", "makerSerial" }, { "item", "tag" }, { "item", "facts" },
        { "offer", "title" }, { "offer", "description" }, { "offer", "terms" },
    };

    [Theory]
    [MemberData(nameof(NoCharacters))]
    public async Task What_is_no_character_is_refused_where_it_stands(string part, string field)
    {
        const string Text = "全角Ａ\uFFFE";
        object value = field switch
        {
            "facts" => new[] { new { code = "TEST_RECORD", value = Text } },
            "terms" => new { returnPolicy = Text },
            _ => Text,
        };
        var item = part == "item" ? _shop.Item((field, value)) : _shop.Item();
        var offer = part == "offer" ? Shop.Offer((field, value)) : Shop.Offer();
        var known = await _shop.DraftAsync(Token);
        await RefusedAsync("draftListing", new { item, offer }, "listing { id }");
        await RefusedAsync("checkListing", new { item, offer }, "compliance { verdict }");
        await (part == "item"
            ? RefusedAsync("describeItem", new { id = known.GetProperty("item").Text("id"), item }, "item { id }")
            : RefusedAsync("changeListing", new { id = known.Text("id"), expectedVersion = known.Text("version"), offer }, "listing { id }"));

        async Task RefusedAsync(string mutation, object input, string select)
        {
            var answer = await server.GraphQLAsync(
                $"{(mutation == "checkListing" ? "query" : "mutation")}($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {select} errors {{ code path }} }} }}",
                new { input }, Token);
            Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
            Assert.Contains(field, answer.GetProperty("data").GetProperty(mutation).Refusal().List("path").Select(name => name.GetString()));
        }
    }

    [Fact]
    public async Task A_shared_item_gets_no_sale_price()
    {
        var listing = await _shop.DraftAsync(Token, offer: Shop.Offer(("kind", "SHARING"), ("price", null), ("sharing", Rental())));
        var input = new { id = listing.Text("id"), expectedVersion = listing.Text("version"), price = Shop.Yen(19_800) };
        Assert.Equal("LISTING_VALUE_INVALID", (await _shop.DoAsync("changePrice", input, Token)).Refusal().Text("code"));
        Assert.Equal(JsonValueKind.Null, (await _shop.OwnAsync(listing)).GetProperty("price").ValueKind);
    }

    [Fact]
    public async Task Every_change_of_rates_or_deposit_is_a_line_of_the_price_history()
    {
        var listing = await _shop.DraftAsync(Token, offer: Shop.Offer(("kind", "SHARING"), ("price", null), ("sharing", Rental())));
        var dearer = await ChangeAsync(listing, Rental(deposit: 5_000));
        await ChangeAsync(dearer, Rental(deposit: 5_000));
        var history = (await _shop.OwnAsync(listing, "priceHistory { price { amount } sharing { deposit { amount } rates { unit } } }")).List("priceHistory");
        Assert.Equal([5_000, 3_000], history.Select(line => line.GetProperty("sharing").GetProperty("deposit").GetProperty("amount").GetInt64()));
    }

    [Fact]
    public async Task Other_charges_are_in_yen()
    {
        var terms = new { otherCharges = new[] { new { name = "梱包料", amount = new { amount = 5, currency = "USD" } } } };
        var refusal = (await _shop.DoAsync("draftListing", new { item = _shop.Item(), offer = Shop.Offer(("terms", terms)) }, Token)).Refusal();
        Assert.Equal(("LISTING_VALUE_INVALID", "otherCharges"), (refusal.Text("code"), refusal.List("path").Last().GetString()));
    }

    [Fact]
    public async Task A_refused_draft_leaves_no_item_to_the_next_mutation_of_the_document()
    {
        var before = _shop.Scalar("SELECT count(*) FROM items.items");
        var answer = await _shop.AskAsync(
            "mutation($bad: DraftListingInput!, $good: DraftListingInput!) { bad: draftListing(input: $bad) { errors { code } } good: draftListing(input: $good) { listing { id } errors { code } } }",
            new { bad = new { item = _shop.Item(), offer = Shop.Offer(("title", "")) }, good = new { item = _shop.Item(), offer = Shop.Offer() } },
            Token);
        Assert.Equal("LISTING_VALUE_INVALID", answer.GetProperty("bad").Refusal().Text("code"));
        Assert.Empty(answer.GetProperty("good").List("errors"));
        Assert.Equal((long)before! + 1, _shop.Scalar("SELECT count(*) FROM items.items"));
    }

    [Fact]
    public async Task A_taken_source_id_is_named()
    {
        await _shop.DraftAsync(Token, sourceId: "taken-1");
        var listing = await _shop.DraftAsync(Token, sourceId: "mine-1");
        var refusal = (await _shop.DoAsync(
            "draftListing", new { itemId = listing.GetProperty("item").Text("id"), offer = Shop.Offer(), sourceId = "taken-1" }, Token,
            "listing { id } errors { ... on SourceIdTaken { sourceId } }")).Refusal();
        Assert.Equal(("SOURCE_ID_TAKEN", "taken-1"), (refusal.Text("code"), refusal.Text("sourceId")));
    }

    [Fact]
    public async Task An_item_is_new_or_known_and_not_both()
    {
        var listing = await _shop.DraftAsync(Token);
        var both = new { itemId = listing.GetProperty("item").Text("id"), item = _shop.Item(), offer = Shop.Offer() };
        Assert.Equal("ITEM_VALUE_INVALID", (await _shop.DoAsync("draftListing", both, Token)).Refusal().Text("code"));
        Assert.Equal("ITEM_VALUE_INVALID", (await _shop.DoAsync("draftListing", new { offer = Shop.Offer() }, Token)).Refusal().Text("code"));
    }

    [Theory]
    [InlineData("sourceId", 10_000)]
    [InlineData("sourceId", 0)]
    [InlineData("prefecture", 48)]
    [InlineData("prefecture", 0)]
    [InlineData("digest", 63)]
    [InlineData("digest", 5_000)]
    [InlineData("observedOn", 1)]
    public async Task What_is_out_of_bounds_is_refused_at_its_field(string field, int size)
    {
        var (item, offer) = (_shop.Item(), Shop.Offer());
        var sourceId = field == "sourceId" ? new string('9', size) : null;
        switch (field)
        {
            case "prefecture":
                item["prefecture"] = size.ToString("00", System.Globalization.CultureInfo.InvariantCulture);
                break;
            case "digest":
                offer["photos"] = new[] { new { url = "https://img.example.jp/1.jpg", digest = new string('a', size) } };
                break;
            case "observedOn":
                item["facts"] = new[] { new { code = "MANUFACTURE_YEAR", value = "2022", observedOn = "2026-11-21" } };
                break;
        }

        var refusal = (await _shop.DoAsync("draftListing", new { item, offer, sourceId }, Token)).Refusal();
        Assert.Equal(field == "digest" ? "LISTING_VALUE_INVALID" : "ITEM_VALUE_INVALID", refusal.Text("code"));
        Assert.Contains(field switch { "digest" => "photos", "observedOn" => "facts", _ => field }, refusal.List("path").Select(step => step.GetString()));
    }

    private async Task<JsonElement> ChangeAsync(JsonElement listing, object sharing)
    {
        var offer = Shop.Offer(("kind", "SHARING"), ("price", null), ("sharing", sharing));
        var payload = await _shop.DoAsync("changeListing", new { id = listing.Text("id"), expectedVersion = listing.Text("version"), offer }, Token);
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("listing");
    }
}
