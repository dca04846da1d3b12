using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards.Editions;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>Words for what is offered, and the category of a dealer's permit that goods are in, change without a build.</summary>
public sealed class OfferedEditionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Title = "パナソニック 掃除機 蛇腹管";
    private const string Words = "[\"ホース\"";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_word_that_is_added_changes_what_a_title_proposes_and_an_edition_without_words_has_those_of_before()
    {
        var (version, item) = (PackFiles.NewVersion(), Pipe());
        var draft = await _shop.DraftAsync(_shop.Refurbisher, item, Shop.Offer(("title", Title)));
        Assert.Equal("WHOLE", await OfferedAsync(draft));
        await RuleChanges.AddAsync(_shop, PackFiles.Text("offered-terms", version, Words, "[\"ホース\", \"蛇腹管\""));
        Assert.Equal("WHOLE", await OfferedAsync(draft));
        await RuleChanges.ActivateAsync(_shop, "jp-" + version, "offered-terms", version, graceDays: 0);
        Assert.Equal("ACCESSORY", await OfferedAsync(draft));
        var (offered, rules) = await CheckedAsync();
        Assert.Equal("ACCESSORY", offered);
        Assert.DoesNotContain("LS-014", rules);
        Assert.Equal("PUBLISHED", (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing").Text("state"));
        Assert.Equal("OFFERED_TERMS", (await _shop.AskAsync("{ ruleEdition { packs { code kind version } } }")).List("ruleEdition", "packs").Single(pack => pack.Text("version") == version).Text("kind"));

        _shop.Scalar(
            """
            INSERT INTO standards.editions SELECT number + 1, gen_random_uuid(), 'jp-2026.11.4', packs - 'offered-terms', now(), 'older', 0
            FROM standards.editions ORDER BY number DESC LIMIT 1
            """);
        await server.Services.GetRequiredService<ActiveEdition>().RefreshAsync(TestContext.Current.CancellationToken);
        (offered, rules) = await CheckedAsync();
        Assert.Equal("WHOLE", offered);
        Assert.Contains("LS-014", rules);
        await using var second = await server.StartSecondAsync();
        var packs = (await new Shop(second).AskAsync("{ ruleEdition { version packs { code version } } }")).GetProperty("ruleEdition");
        Assert.Equal("jp-2026.11.4", packs.Text("version"));
        Assert.Equal(PackFiles.OwnVersion("offered-terms"), packs.List("packs").Single(pack => pack.Text("code") == "offered-terms").Text("version"));
    }

    [Fact]
    public async Task Goods_move_to_another_category_of_permits_and_lists_of_before_have_the_one_of_the_product()
    {
        var version = PackFiles.NewVersion();
        Assert.Equal(("MACHINES_TOOLS", true), (await CategoryAsync(), await IsOutsidePermitAsync()));
        await RuleChanges.AddAsync(_shop, PackFiles.Changed("goods-lists", version, file => Entries(file, "OFFICE_MACHINES").Add(Phones(file))));
        await RuleChanges.ActivateAsync(_shop, "jp-" + version, "goods-lists", version, graceDays: 0);
        Assert.Equal(("OFFICE_MACHINES", false), (await CategoryAsync(), await IsOutsidePermitAsync()));
        var goods = (await _shop.AskAsync("{ ruleEdition { kobutsuGoods { category groups source } } }")).List("ruleEdition", "kobutsuGoods").Single(entry => entry.List("groups").Any(group => group.GetString() == "phone"));
        Assert.Equal("OFFICE_MACHINES", goods.Text("category"));
        Assert.NotEmpty(goods.Text("source"));

        // As a server of before stored it.
        var older = PackFiles.Changed("goods-lists", "2026.10.1", file => file.Remove("kobutsuGoods"));
        _shop.Scalar("INSERT INTO standards.packs VALUES ('goods-lists', '2026.10.1', $1, sha256(convert_to($1, 'UTF8')), now(), 'older')", older);
        await RuleChanges.ActivateAsync(_shop, "jp-2026.10.1", "goods-lists", "2026.10.1", graceDays: 0);
        Assert.Equal(("MACHINES_TOOLS", true), (await CategoryAsync(), await IsOutsidePermitAsync()));
    }

    [Fact]
    public async Task What_leaves_goods_out_or_names_them_twice_is_refused_with_its_line()
    {
        var version = PackFiles.NewVersion();
        Assert.Contains("smartphone is in no category of kobutsuGoods", await RefusedAsync(PackFiles.Changed("goods-lists", version, file => Phones(file))), StringComparison.Ordinal);
        Assert.Contains("'kobutsuGoods' is missing", await RefusedAsync(PackFiles.Changed("goods-lists", version, file => file.Remove("kobutsuGoods"))), StringComparison.Ordinal);
        Assert.Contains("laptop among kobutsuGoods: overlaps line", await RefusedAsync(PackFiles.Text("goods-lists", version, "\"groups\": [\"phone\"]", "\"groups\": [\"phone\", \"computer\"]")), StringComparison.Ordinal);
        Assert.Contains("'蛇腹' is no kind of goods", await RefusedAsync(PackFiles.Text("offered-terms", version, "\"microwave_oven\": [", "\"蛇腹\": [")), StringComparison.Ordinal);
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM standards.packs WHERE version = $1", version));
    }

    private static JsonArray Entries(JsonObject file, string category) =>
        file["kobutsuGoods"]!.AsArray().Single(one => (string?)one!["category"] == category)!["entries"]!.AsArray();

    private static JsonNode Phones(JsonObject file)
    {
        var entries = Entries(file, "MACHINES_TOOLS");
        var phones = entries.Single(entry => entry!["groups"]?.AsArray().Any(group => (string?)group == "phone") == true)!;
        entries.Remove(phones);
        return phones;
    }

    private async Task<string> OfferedAsync(JsonElement listing) => (await _shop.OwnAsync(listing, "whatIsOffered { value }")).GetProperty("whatIsOffered").Text("value");

    private async Task<(string Offered, List<string> Rules)> CheckedAsync()
    {
        var answer = await CheckAsync(_shop.Refurbisher, new { item = Pipe(), offer = Shop.Offer(("title", Title)) });
        return (answer.GetProperty("whatIsOffered").Text("value"), Rules(answer));
    }

    private async Task<string> CategoryAsync() =>
        (await _shop.AskAsync("{ productCategories { code kobutsu } }")).List("productCategories").Single(one => one.Text("code") == "smartphone").Text("kobutsu");

    private async Task<bool> IsOutsidePermitAsync() => Rules(await CheckAsync(
        _shop.Token(Role.Operator, DemoOperators.Rental), new { item = _shop.Item(("category", "smartphone")), offer = Shop.Offer() })).Contains("OP-002");

    private async Task<JsonElement> CheckAsync(string token, object input) => (await _shop.AskAsync(
        "query($input: CheckListingInput!) { checkListing(input: $input) { whatIsOffered { value } compliance { findings(unmetOnly: true) { ruleId } } } }", new { input }, token)).GetProperty("checkListing");

    private async Task<string> RefusedAsync(string content)
    {
        var refusal = (await _shop.DoAsync(
            "addRulePack", new { content, idempotencyKey = Shop.Key() }, _shop.Token(Role.Platform), "rulePack { code } errors { ... on RulePackFlawed { flaws { line reason } } }")).Refusal();
        Assert.Equal("RULE_PACK_FLAWED", refusal.Text("code"));
        return string.Join('\n', refusal.List("flaws").Select(flaw => flaw.Text("reason")));
    }

    private static List<string> Rules(JsonElement check) => [.. check.GetProperty("compliance").List("findings").Select(finding => finding.Text("ruleId"))];

    private Dictionary<string, object?> Pipe() => _shop.Item(
        ("category", "vacuum_cleaner"), ("name", "蛇腹管"), ("brand", "パナソニック"), ("modelNumber", null),
        ("facts", (object[])
        [
            new { code = "RECALL_CHECKED_ON", value = "2026-11-15" }, new { code = "RECALL_RESULT", value = "NONE" }, new { code = "BATTERY_CONDITION", value = "GOOD" },
            new { code = "TEST_RECORD", value = "通気 30分" },
        ]));
}
