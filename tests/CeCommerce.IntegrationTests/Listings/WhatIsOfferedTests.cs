using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>A hose filed under its vacuum cleaner is taken for what it is, and its operator has the last word.</summary>
public sealed class WhatIsOfferedTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Select = Shop.Listing + " whatIsOffered { value isProposed }";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_hose_is_published_without_year_and_mark_until_its_operator_says_that_it_is_the_whole()
    {
        var (item, offer) = (Hose(), Shop.Offer(("title", "パナソニック 掃除機 ホース AMC94P-KM0V")));
        var draft = (await _shop.DoAsync("draftListing", new { item, offer }, _shop.Refurbisher, $"listing {{ {Select} }}")).GetProperty("listing");
        Assert.Equal(("ACCESSORY", true), Offered(draft));
        Assert.Equal("PUBLISHED", (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing").Text("state"));

        item["facts"] = Known().Append(new { code = "WHAT_IS_OFFERED", value = "本体" });
        await _shop.DoAsync("describeItem", new { id = draft.GetProperty("item").Text("id"), item }, _shop.Refurbisher, "item { id }");
        var stated = await _shop.OwnAsync(draft, Select + " item { facts { code value source } }");
        Assert.Equal(("WHOLE", false), Offered(stated));
        Assert.Contains(stated.List("item", "facts"), fact => fact.Text("code") == "WHAT_IS_OFFERED" && fact.Text("value") == "WHOLE" && fact.Text("source") == "OPERATOR");
        Assert.False(stated.GetProperty("compliance").GetProperty("mayPublish").GetBoolean());
        Assert.Superset(new HashSet<string> { "LS-006", "LS-014" }, stated.List("compliance", "findings").Select(finding => finding.Text("ruleId")).ToHashSet());
    }

    [Theory]
    [InlineData("vacuum_cleaner", "掃除機用 ホース", null, "ACCESSORY", true, null)]
    [InlineData("vacuum_cleaner", "コードレス掃除機 延長管付属", null, "WHOLE", true, "LS-006")]
    [InlineData("vacuum_cleaner", "掃除機用 ホース", "WHOLE", "WHOLE", false, "LS-006")]
    [InlineData("vacuum_cleaner", "コードレス掃除機 延長管付属", "ACCESSORY", "ACCESSORY", false, null)]
    [InlineData("power_tool", "電動工具 バッテリー BL1860B", null, "ACCESSORY", true, "LS-009")]
    public async Task What_if_shows_what_the_offer_was_taken_for(string category, string title, string? stated, string value, bool proposed, string? blocks)
    {
        var facts = stated is null ? Known() : [.. Known(), new { code = "WHAT_IS_OFFERED", value = stated }];
        var input = new { item = Hose(("category", category), ("facts", facts)), offer = Shop.Offer(("title", title)) };
        var answer = (await _shop.AskAsync(
            $"query($input: CheckListingInput!) {{ checkListing(input: $input) {{ whatIsOffered {{ value isProposed }} compliance {{ findings(unmetOnly: true) {{ ruleId effect facts {{ name value }} }} }} }} }}",
            new { input }, _shop.Refurbisher)).GetProperty("checkListing");
        Assert.Equal((value, proposed), Offered(answer));
        Assert.Equal(
            blocks is null ? [] : [blocks],
            answer.List("compliance", "findings").Where(finding => finding.Text("effect").EndsWith("BLOCK", StringComparison.Ordinal)).Select(finding => finding.Text("ruleId")).Distinct());
    }

    [Fact]
    public async Task A_clause_says_which_offers_it_binds()
    {
        var rules = (await _shop.AskAsync("{ ruleEdition { rules { id appliesTo { binds } } } }")).List("ruleEdition", "rules").ToList();
        string[] Binds(string clause) => [.. rules.Single(rule => rule.Text("id") == clause).List("appliesTo", "binds").Select(one => one.GetString()!)];
        Assert.Equal(["WHOLE", "SET"], Binds("LS-014/identity"));
        Assert.Equal(["PART", "ACCESSORY", "CONSUMABLE"], Binds("LS-009/battery-pack"));
        Assert.Equal(["WHOLE", "PART", "ACCESSORY", "CONSUMABLE", "SET"], Binds("LS-001/price"));
    }

    private static (string Value, bool IsProposed) Offered(JsonElement thing) =>
        (thing.GetProperty("whatIsOffered").Text("value"), thing.GetProperty("whatIsOffered").GetProperty("isProposed").GetBoolean());

    private static object[] Known() =>
    [
        new { code = "RECALL_CHECKED_ON", value = "2026-11-15" }, new { code = "RECALL_RESULT", value = "NONE" }, new { code = "BATTERY_CONDITION", value = "GOOD" },
        new { code = "TEST_RECORD", value = "通電 30分" },
    ];

    private Dictionary<string, object?> Hose(params (string Name, object? Value)[] changes) =>
        _shop.Item([("category", "vacuum_cleaner"), ("name", "ホース"), ("brand", "パナソニック"), ("modelNumber", "AMC94P-KM0V"), ("facts", Known()), .. changes]);
}
