using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>Recall lists through the API: what they take off the shelf, and what they leave there.</summary>
public sealed class RecallTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Findings = "state compliance { findings(unmetOnly: true) { ruleId effect message facts { name value } } }";

    private readonly Shop _shop = new(server);

    private string Platform => _shop.Token(Role.Platform);

    [Fact]
    public async Task A_new_recall_pauses_what_it_concerns_at_once_and_says_which_it_is()
    {
        var hit = await PublishedAsync("アオバ電機", "RA-100G");
        var spelled = await PublishedAsync("アオバ電機", "ra ‐100ｇ");
        var other = await PublishedAsync("アオバ電機", "RA-100H");
        await AddAsync("R-1", "ｱｵﾊﾞ電機", "ＲＡ－１００Ｇ");

        await PausedAsync(hit);
        await PausedAsync(spelled);
        Assert.Equal("PUBLISHED", (await _shop.OwnAsync(other)).Text("state"));
        var finding = Assert.Single((await _shop.OwnAsync(hit, Findings)).List("compliance", "findings"), x => x.List("facts").Any(fact => fact.Text("name") == "recalls"));
        Assert.Equal("POLICY_BLOCK", finding.Text("effect"));
        Assert.Contains("R-1", finding.Text("message"), StringComparison.Ordinal);
        Assert.Contains(finding.List("facts"), fact => fact.Text("name") == "recalls" && fact.Text("value") == "caa R-1 (2026-11-18)");
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE subject_id = $1 AND kind = 'listing.paused'", Shop.Uuid(hit)));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what = 'paused'", Shop.Uuid(hit)));

        var refused = await _shop.DoAsync("publishListing", new { id = hit.Text("id") }, _shop.Refurbisher);
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
    }

    [Fact]
    public async Task A_new_listing_under_a_recall_is_not_published_until_its_remedy_is_recorded()
    {
        await AddAsync("R-2", "アオバ電機", "RB-200", isPrefix: true);
        var draft = await _shop.DraftAsync(_shop.Refurbisher, Item("アオバ電機", "RB-200X"));
        Assert.Equal("STANDARDS_NOT_MET", (await PublishAsync(draft)).Refusal().Text("code"));

        var what = new { item = Item("アオバ電機", "RB-2000"), offer = Shop.Offer() };
        var judged = await _shop.AskAsync("query($input: CheckListingInput!) { checkListing(input: $input) { compliance { findings(unmetOnly: true) { facts { name } } } } }", new { input = what }, _shop.Refurbisher);
        Assert.Contains(judged.List("checkListing", "compliance", "findings"), finding => finding.List("facts").Any(fact => fact.Text("name") == "recalls"));

        var facts = Shop.Facts().Where(fact => !fact.ToString()!.Contains("RECALL_", StringComparison.Ordinal))
            .Append(new { code = "RECALL_CHECKED_ON", value = "2026-11-19", source = "INSPECTION" })
            .Append(new { code = "RECALL_RESULT", value = "REMEDIED", source = "INSPECTION" });
        var remedied = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("brand", "アオバ電機"), ("modelNumber", "RB-200X"), ("facts", facts)));
        Assert.Empty((await PublishAsync(remedied)).List("errors"));
    }

    [Fact]
    public async Task Years_and_serials_that_a_recall_leaves_out_stay_on_the_shelf()
    {
        await AddAsync("R-3", "アオバ電機", "RC-300", more: new() { ["serialFrom"] = "AB-1000", ["serialTo"] = "AB-1999", ["manufacturedFrom"] = "2021-01-01", ["manufacturedTo"] = "2022-12-31" });
        foreach (var (serial, year, open) in new[] { ("AB1500", "2022", true), ("AB2000", "2022", false), ("ab-1999", "2020", false), ("XYZ", "2021", true) })
        {
            var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(
                ("brand", "アオバ電機"), ("modelNumber", "RC-300"), ("makerSerial", serial), ("facts", Shop.Facts(year))));
            Assert.Equal(open ? 1 : 0, (await PublishAsync(draft)).List("errors").Count());
        }
    }

    [Fact]
    public async Task A_recall_that_ends_lets_its_units_back_and_its_history_stays()
    {
        var listing = await PublishedAsync("アオバ電機", "RD-400");
        var recall = await AddAsync("R-4", "アオバ電機", "RD-400");
        await PausedAsync(listing);

        var input = new { recallId = recall.Text("id"), endedOn = "2026-11-20", idempotencyKey = Shop.Key() };
        var ended = await _shop.DoAsync("endRecall", input, Platform, "recall { id endedOn }");
        Assert.Equal("2026-11-20", ended.GetProperty("recall").Text("endedOn"));
        Assert.Equal(ended.ToString(), (await _shop.DoAsync("endRecall", input, Platform, "recall { id endedOn }")).ToString());
        Assert.Empty((await PublishAsync(listing)).List("errors"));
        Assert.Equal("added ended", _shop.Scalar("SELECT string_agg(what, ' ' ORDER BY id) FROM platform.history WHERE subject_id = $1", Shop.Uuid(recall)));

        var far = await _shop.DoAsync("endRecall", new { recallId = recall.Text("id"), endedOn = "2026-11-01", idempotencyKey = Shop.Key() }, Platform, "recall { id }");
        Assert.Equal("RECALL_VALUE_INVALID", far.Refusal().Text("code"));
    }

    [Fact]
    public async Task Two_servers_pause_a_recalled_listing_once_whichever_took_the_list_in()
    {
        await using var second = await server.StartSecondAsync();
        var elsewhere = new Shop(second);
        var listings = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            listings.Add(await PublishedAsync("アオバ電機", $"RH-80{i}"));
        }

        var added = await elsewhere.DoAsync("addRecalls", List("caa", Notice("R-9", "アオバ電機", "RH-80", isPrefix: true)), elsewhere.Token(Role.Platform), "added");
        Assert.Equal(1, added.GetProperty("added").GetInt32());
        foreach (var listing in listings)
        {
            await PausedAsync(listing);
            Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM listings.assessments WHERE listing_id = $1 AND occasion NOT IN ('Draft', 'Publish')", Shop.Uuid(listing)));
            Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE subject_id = $1 AND kind = 'listing.paused'", Shop.Uuid(listing)));
        }
    }

    [Fact]
    public async Task What_was_recalled_after_its_sale_is_judged_again_when_it_is_handed_over()
    {
        var listing = await PublishedAsync("アオバ電機", "RS-100");
        var order = await _shop.BuyAsync(listing);
        await AddAsync("R-sold", "アオバ電機", "RS-100");
        var handed = await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, _shop.Token(Role.Operator, DemoOperators.Refurbisher), "order { state }");
        Assert.Equal("HANDED_OVER", handed.GetProperty("order").Text("state"));
        Assert.Equal("LS-015", _shop.Scalar(
            """
            SELECT finding ->> 'rule' FROM listings.assessments, jsonb_array_elements(result -> 'findings') AS finding
            WHERE listing_id = $1 AND occasion = 'HandOver' AND finding ->> 'effect' = 'PolicyBlock' AND recalls IS NOT NULL
            """,
            Shop.Uuid(listing)));
        Assert.Equal("SOLD", (await _shop.OwnAsync(listing)).Text("state"));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND why = 'standards looked at the hand-over'", Shop.Uuid(listing)));
    }

    [Fact]
    public async Task A_listing_published_while_its_recall_is_taken_in_does_not_stay_on_the_shelf()
    {
        for (var round = 0; round < 8; round++)
        {
            var draft = await _shop.DraftAsync(_shop.Refurbisher, Item("アオバ電機", $"RI-{round}-900"));
            var publishing = PublishAsync(draft);
            await AddAsync($"R-race-{round}", "アオバ電機", $"RI-{round}-900");
            await publishing;
            await Shop.UntilAsync(async () => (await _shop.OwnAsync(draft)).Text("state") != "PUBLISHED");
        }
    }

    [Fact]
    public async Task Lists_that_two_take_in_at_once_are_taken_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _shop.DoAsync(
            "addRecalls", List("crowd", Notice("C-1", "アオバ電機", "RJ-1"), Notice("C-2", "アオバ電機", "RJ-2")), Platform, "added unchanged")));
        Assert.All(all, payload => Assert.Empty(payload.List("errors")));
        Assert.Equal(2, all.Sum(payload => payload.GetProperty("added").GetInt32()));
        Assert.Equal(14, all.Sum(payload => payload.GetProperty("unchanged").GetInt32()));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_a_key_counts_once()
    {
        var input = List("again", Notice("R-5", "アオバ電機", "RE-500"));
        var first = await _shop.DoAsync("addRecalls", input, Platform, "added changed unchanged recalls { id }");
        Assert.Equal(first.ToString(), (await _shop.DoAsync("addRecalls", input, Platform, "added changed unchanged recalls { id }")).ToString());
        Assert.Equal(1, first.GetProperty("added").GetInt32());

        var again = await _shop.DoAsync("addRecalls", List("again", Notice("R-5", "アオバ電機", "RE-500")), Platform, "added changed unchanged");
        Assert.Equal(1, again.GetProperty("unchanged").GetInt32());
        var more = await _shop.DoAsync("addRecalls", List("again", Notice("R-5", "アオバ電機", "RE-501")), Platform, "added changed unchanged");
        Assert.Equal(1, more.GetProperty("changed").GetInt32());
        Assert.Empty(await FoundAsync("アオバ電機", "RE-500"));
        Assert.Single(await FoundAsync("アオバ電機", "re501"));
    }

    [Fact]
    public async Task Flaws_are_told_together_and_nothing_is_taken()
    {
        var input = List(
            "flawed",
            Notice("F-1", "アオバ電機", "RF-600"),
            Notice("F-2", "---", "RF-601", more: new() { ["page"] = "javascript:alert(1)" }),
            Notice("F-3", "アオバ電機", "A", isPrefix: true, more: new() { ["announcedOn"] = "2099-01-01" }),
            Notice("F-1", "アオバ電機", "RF-602", more: new() { ["hazard"] = "\u0001" }));
        var refused = await _shop.DoAsync("addRecalls", input, Platform, "added");
        Assert.Equal(
            ["1.brands", "1.page", "2.announcedOn", "2.models", "3.hazard", "3.number"],
            refused.List("errors").Select(error => string.Join('.', error.List("path").Skip(2).Select(step => step.ToString()))).Order(StringComparer.Ordinal));
        Assert.Empty(await FoundAsync("アオバ電機", "RF-600"));
    }

    [Fact]
    public async Task Only_the_platform_keeps_the_lists_and_anybody_reads_them()
    {
        await AddAsync("R-7", "アオバ電機", "RG-700", isPrefix: true);
        var recall = Assert.Single(await FoundAsync("ｱｵﾊﾞ電機", "RG-700-B"));
        Assert.Equal("R-7", recall.Text("number"));
        var node = await _shop.AskAsync("query($id: ID!) { node(id: $id) { ... on Recall { number } } }", new { id = recall.Text("id") });
        Assert.Equal("R-7", node.GetProperty("node").Text("number"));
        foreach (var token in new[] { null, _shop.Refurbisher, _shop.Token(Role.Auditor) })
        {
            var answer = await server.GraphQLAsync(
                "mutation($input: AddRecallsInput!) { addRecalls(input: $input) { added } }", new { input = List("caa", Notice("R-8", "アオバ電機", "RG-701")) }, token);
            Assert.True(answer.TryGetProperty("errors", out _), answer.ToString());
        }
    }

    private async Task<IEnumerable<JsonElement>> FoundAsync(string brand, string model) => (await _shop.AskAsync(
        "query($brand: String, $model: String) { recalls(brand: $brand, modelNumber: $model, inForceOn: \"2026-11-20\", first: 5) { nodes { id number } } }", new { brand, model })).List("recalls", "nodes");

    private async Task<JsonElement> AddAsync(string number, string brand, string model, bool isPrefix = false, Dictionary<string, object?>? more = null)
    {
        var added = await _shop.DoAsync("addRecalls", List("caa", Notice(number, brand, model, isPrefix, more)), Platform, "recalls { id number }");
        Assert.Empty(added.List("errors"));
        return Assert.Single(added.List("recalls"));
    }

    private static object List(string source, params object[] recalls) => new { source, recalls, idempotencyKey = Shop.Key() };

    private static Dictionary<string, object?> Notice(string number, string brand, string model, bool isPrefix = false, Dictionary<string, object?>? more = null)
    {
        var notice = new Dictionary<string, object?>
        {
            ["number"] = number,
            ["brands"] = new[] { brand, "AOBA" },
            ["models"] = new[] { new { number = model, isPrefix } },
            ["announcedOn"] = "2026-11-18",
            ["page"] = "https://recall.example/" + number,
            ["hazard"] = "発火のおそれ",
        };
        foreach (var (name, value) in more ?? [])
        {
            notice[name] = value;
        }

        return notice;
    }

    private Dictionary<string, object?> Item(string brand, string model) => _shop.Item(("brand", brand), ("modelNumber", model));

    private async Task<JsonElement> PublishedAsync(string brand, string model)
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, Item(brand, model));
        var payload = await PublishAsync(draft);
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("listing");
    }

    private Task<JsonElement> PublishAsync(JsonElement listing) => _shop.DoAsync("publishListing", new { id = listing.Text("id") }, _shop.Refurbisher);

    private Task PausedAsync(JsonElement listing) => Shop.UntilAsync(async () => (await _shop.OwnAsync(listing)).Text("state") == "PAUSED");
}
