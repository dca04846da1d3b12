using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>Facts about an offer: stated with it or, as before, with its unit, they belong to the one listing.</summary>
public sealed class OfferFactsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Facts = "id version state facts { code value source basis } item { id version facts { code value } }";
    private const string Compared = "compliance { findings(unmetOnly: true) { ruleId } }";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task What_is_stated_with_the_unit_goes_to_its_offer()
    {
        var listing = await DraftAsync(_shop.Item(("facts", Both())), Shop.Offer());
        Assert.Equal([("WARRANTY_SCOPE", "冷媒系を除く")], Of(listing));
        Assert.DoesNotContain(listing.List("item", "facts"), fact => fact.Text("code") == "WARRANTY_SCOPE");
        Assert.Contains(listing.List("item", "facts"), fact => fact.Text("code") == "MANUFACTURE_YEAR");
        Assert.Equal("STATED", listing.List("facts").Single().Text("basis"));
        Assert.Equal(
            "warrantyScope 0",
            _shop.Scalar(
                """
                SELECT (SELECT string_agg(key, ' ') FROM jsonb_object_keys(l.facts) AS key) || ' ' || (SELECT count(*) FROM jsonb_object_keys(i.facts) AS key WHERE key = 'warrantyScope')
                FROM listings.listings l JOIN items.items i ON i.id = l.item_id WHERE l.id = $1
                """,
                Shop.Uuid(listing)));
    }

    [Fact]
    public async Task Two_offers_of_one_unit_have_terms_of_their_own()
    {
        var first = await DraftAsync(_shop.Item(), Shop.Offer(("facts", Scope("一年"))));
        var again = await _shop.DoAsync("draftListing", new { itemId = first.GetProperty("item").Text("id"), offer = Shop.Offer(("facts", Scope("半年"))) }, _shop.Refurbisher, $"listing {{ {Facts} }}");
        Assert.Equal([("WARRANTY_SCOPE", "半年")], Of(again.GetProperty("listing")));
        Assert.Equal([("WARRANTY_SCOPE", "一年")], Of(await _shop.OwnAsync(first, Facts)));
    }

    [Fact]
    public async Task Of_both_places_the_offer_counts_and_the_rules_see_unit_and_offer()
    {
        var item = _shop.Item(("facts", Both()));
        var listing = await DraftAsync(item, Shop.Offer(("facts", Scope("一年"))));
        Assert.Equal([("WARRANTY_SCOPE", "一年")], Of(listing));

        Assert.DoesNotContain("LS-033", await CheckAsync(_shop.Item(), Shop.Offer()));
        object[] price = [new { code = "REFERENCE_PRICE", value = "50000" }];
        object[] evidence = [.. price, new { code = "REFERENCE_PRICE_EVIDENCE", value = "新品時のカタログ価格" }, new { code = "REFERENCE_PRICE_PERIOD", value = "2022年4月" }];
        Assert.Contains("LS-033", await CheckAsync(_shop.Item(), Shop.Offer(("facts", price))));
        Assert.Contains("LS-033", await CheckAsync(_shop.Item(("facts", (object[])[.. Shop.Facts(), .. price])), Shop.Offer()));
        Assert.DoesNotContain("LS-033", await CheckAsync(_shop.Item(), Shop.Offer(("facts", evidence))));
        Assert.DoesNotContain("LS-033", await CheckAsync(_shop.Item(("facts", (object[])[.. Shop.Facts(), .. price])), Shop.Offer(("facts", evidence[1..]))));
    }

    [Fact]
    public async Task A_change_keeps_them_until_it_states_others_and_the_log_and_the_history_tell_it()
    {
        var draft = await DraftAsync(_shop.Item(), Shop.Offer(("facts", Scope("一年"))));
        var kept = await ChangeAsync(draft, Shop.Offer(("title", "【リユース】エアコン")));
        Assert.Equal([("WARRANTY_SCOPE", "一年")], Of(kept));
        Assert.Equal([("WARRANTY_SCOPE", "半年")], Of(await ChangeAsync(kept, Shop.Offer(("title", "【リユース】エアコン"), ("facts", Scope("半年"))))));
        Assert.Equal(
            ("半年", true),
            (_shop.Scalar("SELECT new #>> '{facts,warrantyScope,value}' FROM platform.history WHERE subject_id = $1 ORDER BY id DESC LIMIT 1", Shop.Uuid(draft)),
                _shop.Scalar("SELECT changed = ARRAY['facts'] FROM platform.events WHERE subject_id = $1 ORDER BY sequence DESC LIMIT 1", Shop.Uuid(draft))));
        Assert.Empty(Of(await ChangeAsync(await _shop.OwnAsync(draft), Shop.Offer(("facts", Array.Empty<object>())))));
        Assert.Equal(true, _shop.Scalar("SELECT facts IS NULL FROM listings.listings WHERE id = $1", Shop.Uuid(draft)));
    }

    [Fact]
    public async Task Describing_the_unit_adds_them_to_the_listings_that_live()
    {
        var (gone, item) = (await DraftAsync(_shop.Item(), Shop.Offer()), _shop.Item(("facts", Both())));
        var living = await _shop.DraftAgainAsync(gone);
        await _shop.DoAsync("withdrawListing", new { id = gone.Text("id") }, _shop.Refurbisher);
        var described = await _shop.DoAsync("describeItem", new { id = gone.GetProperty("item").Text("id"), item }, _shop.Refurbisher, "item { facts { code } }");
        Assert.Empty(described.List("errors"));
        Assert.DoesNotContain(described.List("item", "facts"), fact => fact.Text("code") == "WARRANTY_SCOPE");
        Assert.Empty(Of(await _shop.OwnAsync(gone, Facts)));
        Assert.Equal([("WARRANTY_SCOPE", "冷媒系を除く")], Of(await _shop.OwnAsync(living, Facts)));

        item["facts"] = Shop.Facts();
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = gone.GetProperty("item").Text("id"), item }, _shop.Refurbisher, "item { id }")).List("errors"));
        Assert.Equal([("WARRANTY_SCOPE", "冷媒系を除く")], Of(await _shop.OwnAsync(living, Facts)));
    }

    [Fact]
    public async Task What_is_a_property_of_the_unit_is_no_term_of_an_offer()
    {
        object[] year = [new { code = "MANUFACTURE_YEAR", value = "2022" }];
        var refused = (await _shop.DoAsync("draftListing", new { item = _shop.Item(), offer = Shop.Offer(("facts", year)) }, _shop.Refurbisher)).Refusal();
        Assert.Equal(("LISTING_VALUE_INVALID", "input/offer/facts/manufactureYear"), (refused.Text("code"), string.Join('/', refused.List("path"))));
        object[] future = [new { code = "COLLECTION_FEE", value = "-1" }];
        refused = (await _shop.DoAsync("draftListing", new { item = _shop.Item(), offer = Shop.Offer(("facts", future)) }, _shop.Refurbisher)).Refusal();
        Assert.Equal(("FACT_REFUSED", "input/offer/facts/collectionFee"), (refused.Text("code"), string.Join('/', refused.List("path"))));
    }

    [Fact]
    public async Task They_stay_with_the_offer_when_the_unit_passes_on()
    {
        var first = await DraftAsync(_shop.Item(("makerSerial", "OF-1")), Shop.Offer(("facts", Scope("一年"))));
        _shop.Scalar("SELECT items.pass_custody($1, 'Consumer', NULL, 'Order', gen_random_uuid(), now())", Shop.Uuid(first.GetProperty("item")));
        var second = (await _shop.DoAsync(
            "draftListing", new { item = _shop.Item(("makerSerial", "OF-1")), offer = Shop.Offer() }, _shop.Token(Role.Operator, DemoOperators.Rental), $"listing {{ {Facts} }}")).GetProperty("listing");
        Assert.Equal(first.GetProperty("item").Text("id"), second.GetProperty("item").Text("id"));
        Assert.Empty(Of(second));
        Assert.Equal([("WARRANTY_SCOPE", "一年")], Of(await _shop.OwnAsync(first, Facts)));
    }

    /// <summary>Servers of one release and of the next run side by side.</summary>
    [Fact]
    public async Task What_a_server_of_the_version_before_keeps_with_the_unit_is_judged_and_not_shown_there()
    {
        var draft = await DraftAsync(_shop.Item(), Shop.Offer());
        _shop.Scalar(
            """UPDATE items.items SET facts = facts || '{"referencePrice": {"value": 50000, "source": "OPERATOR", "observedOn": "2026-11-20"}}' WHERE id = $1""",
            Shop.Uuid(draft.GetProperty("item")));
        await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        var seen = await _shop.OwnAsync(draft, $"{Compared} item {{ facts {{ code }} }}");
        Assert.Contains(seen.List("compliance", "findings"), finding => finding.Text("ruleId") == "LS-033");
        Assert.DoesNotContain(seen.List("item", "facts"), fact => fact.Text("code") == "REFERENCE_PRICE");
    }

    private static List<object> Both() => [.. Shop.Facts(), .. Scope("冷媒系を除く")];

    private static object[] Scope(string scope) => [new { code = "WARRANTY_SCOPE", value = scope }];

    private static List<(string, string)> Of(JsonElement listing) => [.. listing.List("facts").Select(fact => (fact.Text("code"), fact.Text("value")))];

    private async Task<JsonElement> DraftAsync(object item, object offer)
    {
        var payload = await _shop.DoAsync("draftListing", new { item, offer }, _shop.Refurbisher, $"listing {{ {Facts} }}");
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("listing");
    }

    private async Task<JsonElement> ChangeAsync(JsonElement listing, object offer)
    {
        var payload = await _shop.DoAsync("changeListing", new { id = listing.Text("id"), expectedVersion = listing.Text("version"), offer }, _shop.Refurbisher, $"listing {{ {Facts} }}");
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("listing");
    }

    private async Task<List<string>> CheckAsync(object item, object offer)
    {
        var answer = await _shop.AskAsync($"query($input: CheckListingInput!) {{ checkListing(input: $input) {{ {Compared} errors {{ code }} }} }}", new { input = new { item, offer } }, _shop.Refurbisher);
        Assert.Empty(answer.List("checkListing", "errors"));
        return [.. answer.List("checkListing", "compliance", "findings").Select(finding => finding.Text("ruleId"))];
    }
}
