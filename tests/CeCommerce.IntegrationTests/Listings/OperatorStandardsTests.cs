using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>What an operator's record does to its listings, over HTTP.</summary>
public sealed class OperatorStandardsTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Platform => _shop.Token(Role.Platform);

    [Theory]
    [InlineData("2026-11-01", "2026-11-20", false)]
    [InlineData("2026-11-01", "2026-11-19", true)]
    [InlineData("2026-11-21", null, true)]
    [InlineData("2026-11-20", "9999-12-31", false)]
    public async Task A_notified_address_counts_from_its_first_to_its_last_day(string from, string? to, bool missing)
    {
        var id = await RegisteredAsync();
        await LicencedAsync(id);
        await DoneAsync("notifyShopUrl", new { id, url = "https://dealer.example/", validFrom = from, validTo = to }, "NotifyUrlInput!");
        Assert.Equal(missing, (await UnmetAsync(id)).Any(finding => finding.Text("ruleId") == "OP-004" && finding.Text("effect") == "LEGAL_BLOCK"));
    }

    [Theory]
    [InlineData("2026-11-06", null)]
    [InlineData("2026-11-05", "UNKNOWN")]
    [InlineData("2026-10-30", "FAIL")]
    [InlineData(null, "UNKNOWN")]
    public async Task A_new_address_breaks_nothing_before_the_time_to_notify_has_passed(string? since, string? verdict)
    {
        var id = await RegisteredAsync(shopUrlSince: since);
        await LicencedAsync(id);
        Assert.Equal(verdict, (await UnmetAsync(id)).Where(finding => finding.Text("ruleId") == "OP-004").Select(finding => finding.Text("verdict")).SingleOrDefault());
    }

    [Fact]
    public async Task Goods_that_any_permit_names_are_covered()
    {
        var id = await RegisteredAsync();
        await LicencedAsync(id, "301010000101", "MACHINES_TOOLS", "2020-04-01");
        await LicencedAsync(id, "271010000102", "BOOKS", "2024-04-01");
        Assert.DoesNotContain(await UnmetAsync(id), finding => finding.Text("ruleId") == "OP-002");
    }

    [Fact]
    public async Task The_permit_shown_with_goods_is_one_that_names_them()
    {
        var id = await RegisteredAsync();
        await LicencedAsync(id, "301010000101", "MACHINES_TOOLS", "2020-04-01");
        await LicencedAsync(id, "271010000102", "BOOKS", "2024-04-01");
        var drafted = await _shop.DoAsync(
            "draftListing", new { operatorId = id, item = _shop.Item(), offer = Shop.Offer() }, Platform, "listing { dealerDisplay { permitNumber } }");
        Assert.Empty(drafted.List("errors"));
        Assert.Equal("301010000101", drafted.GetProperty("listing").GetProperty("dealerDisplay").Text("permitNumber"));
    }

    [Fact]
    public async Task Goods_that_no_permit_names_are_held_back_by_policy()
    {
        var id = await RegisteredAsync();
        await LicencedAsync(id, "301010000101", "BOOKS");
        Assert.Equal("POLICY_BLOCK", Assert.Single(await UnmetAsync(id), finding => finding.Text("ruleId") == "OP-002").Text("effect"));
    }

    [Fact]
    public async Task An_operator_that_says_nothing_of_what_it_does_is_refused()
    {
        var payload = await _shop.DoAsync("registerOperator", new { code = NewCode(), profile = Profile([]) }, Platform, "operator { id }");
        Assert.Equal("OPERATOR_VALUE_INVALID", payload.Refusal().Text("code"));
        Assert.Equal(["input", "types"], payload.Refusal().List("path").Select(step => step.GetString()));
    }

    [Fact]
    public async Task Addresses_recorded_at_the_same_time_are_all_kept()
    {
        var id = await RegisteredAsync();
        string[] urls = [.. Enumerable.Range(1, 8).Select(n => $"https://dealer.example/{n}")];
        await Task.WhenAll(urls.Select(url => DoneAsync("notifyShopUrl", new { id, url, validFrom = "2026-11-01" }, "NotifyUrlInput!")));
        var kept = await _shop.AskAsync("query($id: ID!) { operator(id: $id) { notifiedUrls { url } createdAt } }", new { id });
        Assert.Equal(urls, kept.List("operator", "notifiedUrls").Select(url => url.Text("url")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Used_goods_of_an_operator_that_takes_none_are_unknown_under_policy()
    {
        var id = await RegisteredAsync(types: "RENTAL");
        var finding = Assert.Single(await UnmetAsync(id), finding => finding.Text("ruleId") == "OP-001");
        Assert.Equal(("UNKNOWN", "POLICY_BLOCK", "operator.types"), (finding.Text("verdict"), finding.Text("effect"), finding.Text("field")));
    }

    [Fact]
    public async Task The_shops_own_grades_are_explained_in_its_profile()
    {
        var item = _shop.Item(("gradeScheme", "SHOP"));
        Assert.Equal("operator.gradeDefinition", Assert.Single(await UnmetAsync(await RegisteredAsync(), item), finding => finding.Text("ruleId") == "LS-018").Text("field"));

        var explained = await RegisteredAsync("A: ほとんど傷がない");
        Assert.DoesNotContain(await UnmetAsync(explained, item), finding => finding.Text("ruleId") == "LS-018");
        var shown = await _shop.AskAsync("query($id: ID!) { operator(id: $id) { profile { gradeDefinition } } }", new { id = explained });
        Assert.Equal("A: ほとんど傷がない", shown.GetProperty("operator").GetProperty("profile").Text("gradeDefinition"));
    }

    [Fact]
    public async Task A_known_defect_is_told_to_everybody_who_sees_the_listing()
    {
        var facts = Shop.Facts();
        facts.Add(new { code = "DEFECTS", value = "運転音が大きい", source = "INSPECTION" });
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", facts), ("functionalGrade", "F4")));
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        var seen = await _shop.AskAsync("query($id: ID!) { listing(id: $id) { item { facts { code value } } } }", new { id = draft.Text("id") });
        Assert.Equal("運転音が大きい", Assert.Single(seen.List("listing", "item", "facts"), fact => fact.Text("code") == "DEFECTS").Text("value"));
    }

    [Fact]
    public async Task Everybody_reads_whom_a_rule_binds_and_what_is_on_its_lists()
    {
        var pack = (await _shop.AskAsync(
            "{ ruleEdition { rules { id ruleId clause appliesTo { operatorTypes kinds goodsLists } inputs } goodsLists { code name entries { goods groups source validFrom } } kobutsuOperators { types source } } }"))
            .GetProperty("ruleEdition");
        var display = Assert.Single(pack.List("rules"), rule => rule.Text("ruleId") == "LS-005").GetProperty("appliesTo");
        Assert.Equal(["INVENTORY_REUSE", "CONSIGNMENT_REUSE", "REFURBISHER", "BUYBACK_COLLECTOR"], display.List("operatorTypes").Select(type => type.GetString()));
        Assert.Equal(["REUSE", "REFURBISHED"], display.List("kinds").Select(kind => kind.GetString()));
        Assert.Empty(display.List("goodsLists"));

        var mark = Assert.Single(pack.List("rules"), rule => rule.Text("id") == "LS-006/mark").GetProperty("appliesTo");
        Assert.Equal(13, mark.List("operatorTypes").Count());
        Assert.Equal(["pse_goods", "pse_charger_goods"], mark.List("goodsLists").Select(code => code.GetString()));
        var goods = Assert.Single(pack.List("goodsLists"), list => list.Text("code") == "pse_goods");
        Assert.Contains(goods.List("entries").SelectMany(entry => entry.List("goods")), code => code.GetString() == "air_conditioner");
        Assert.All(goods.List("entries"), entry => Assert.NotEmpty(entry.Text("source")));
        Assert.Equal(4, Assert.Single(pack.List("kobutsuOperators")).List("types").Count());
    }

    private async Task<List<JsonElement>> UnmetAsync(string operatorId, object? item = null)
    {
        var data = await _shop.AskAsync(
            "query($input: CheckListingInput!) { checkListing(input: $input) { compliance { findings(unmetOnly: true) { ruleId verdict effect field } } errors { message } } }",
            new { input = new { operatorId, item = item ?? _shop.Item(), offer = Shop.Offer() } }, Platform);
        Assert.Empty(data.List("checkListing", "errors"));
        return [.. data.List("checkListing", "compliance", "findings")];
    }

    private async Task<string> RegisteredAsync(string? gradeDefinition = null, string types = "INVENTORY_REUSE", string? shopUrlSince = null)
    {
        var payload = await _shop.DoAsync("registerOperator", new { code = NewCode(), profile = Profile([types], gradeDefinition, shopUrlSince) }, Platform, "operator { id }");
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("operator").Text("id");
    }

    private Task LicencedAsync(string id, string permitNumber = "301010000101", string category = "MACHINES_TOOLS", string validFrom = "2020-04-01") => DoneAsync(
        "recordLicence", new { id, permitNumber, commission = 13, categories = new[] { category }, registeredName = "株式会社甲", validFrom }, "RecordLicenceInput!");

    private async Task DoneAsync(string mutation, object input, string type)
    {
        var data = await _shop.AskAsync($"mutation($input: {type}) {{ {mutation}(input: $input) {{ operator {{ id }} errors {{ message }} }} }}", new { input }, Platform);
        Assert.Empty(data.List(mutation, "errors"));
    }

    private static object Profile(string[] types, string? gradeDefinition = null, string? shopUrlSince = null) => new
    {
        legalName = "株式会社甲",
        isCorporation = false,
        isTaxable = false,
        shopUrl = "https://dealer.example/shop",
        shopUrlSince,
        types,
        gradeDefinition,
        postalCode = "100-0001",
        address = "東京都千代田区0-0-0",
        phone = "03-0000-0000",
        responsiblePerson = "甲 太郎",
    };

    private static string NewCode() => $"dealer-{Guid.CreateVersion7():N}";
}
