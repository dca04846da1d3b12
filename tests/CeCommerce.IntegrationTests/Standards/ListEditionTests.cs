using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Standards.Editions;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>Lists of goods and words of claims change without a build, and an edition keeps those that it was activated with.</summary>
public sealed class ListEditionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string LabelGoods = "\"electric_fan\", \"air_conditioner\", \"ventilation_fan\", \"washing_machine\"";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task Goods_leave_a_list_and_an_edition_without_lists_has_those_of_before()
    {
        var version = PackFiles.NewVersion();
        Assert.True(await AsksForLabelAsync());
        await RuleChanges.AddAsync(_shop, PackFiles.Text("goods-lists", version, LabelGoods, "\"electric_fan\", \"ventilation_fan\", \"washing_machine\""));
        Assert.True(await AsksForLabelAsync());
        await RuleChanges.ActivateAsync(_shop, "jp-" + version, "goods-lists", version, graceDays: 0);
        Assert.False(await AsksForLabelAsync());
        Assert.Equal("GOODS_LISTS", (await _shop.AskAsync("{ ruleEdition { packs { code kind version } } }")).List("ruleEdition", "packs").Single(pack => pack.Text("version") == version).Text("kind"));

        _shop.Scalar(
            """
            INSERT INTO standards.editions SELECT number + 1, gen_random_uuid(), 'jp-listless', packs - 'goods-lists' - 'claim-terms' - 'offered-terms', now(), 'older', 0
            FROM standards.editions ORDER BY number DESC LIMIT 1
            """);
        await server.Services.GetRequiredService<ActiveEdition>().RefreshAsync(TestContext.Current.CancellationToken);
        Assert.True(await AsksForLabelAsync());

        var other = PackFiles.NewVersion();
        await RuleChanges.AddAsync(_shop, PackFiles.Text("invoice", other));
        await RuleChanges.ActivateAsync(_shop, "jp-" + other, "invoice", other, graceDays: 0);
        Assert.Contains("goods-lists", (await _shop.AskAsync("{ ruleEditions(first: 1) { nodes { packs { code } } } }", token: _shop.Token(Role.Auditor))).List("ruleEditions", "nodes").Single().List("packs").Select(pack => pack.Text("code")));
    }

    [Fact]
    public async Task A_word_that_is_added_is_seen_in_the_next_draft_and_an_older_verdict_keeps_its_edition()
    {
        var (version, offer) = (PackFiles.NewVersion(), Shop.Offer(("title", "【リユース】ぴかぴか新です エアコン KT-934G"), ("description", "")));
        var before = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("cosmeticGrade", "C")), offer);
        Assert.DoesNotContain(Rules(before), rule => rule == "LS-019");
        await RuleChanges.AddAsync(_shop, PackFiles.Text("claim-terms", version, "\"words\": [\"as new\"]", "\"words\": [\"as new\", \"ぴかぴか新\"]"));
        await RuleChanges.ActivateAsync(_shop, "jp-" + version, "claim-terms", version, graceDays: 365);
        Assert.Contains(Rules(await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("cosmeticGrade", "C")), offer)), rule => rule == "LS-019");
        Assert.DoesNotContain(Rules(await _shop.OwnAsync(before)), rule => rule == "LS-019");
    }

    [Fact]
    public async Task Flawed_lists_are_told_with_their_lines_and_not_stored()
    {
        var version = PackFiles.NewVersion();
        var text = PackFiles.Text("goods-lists", version, LabelGoods, "\"electric_fan\", \"electric_fun\"").Replace("\"list\": \"phones\"", "\"list\": \"fones\"", StringComparison.Ordinal);
        var refusal = (await AddedAsync(text)).Refusal();
        Assert.Equal("RULE_PACK_FLAWED", refusal.Text("code"));
        foreach (var word in (string[])["electric_fun", "fones"])
        {
            var line = text[..text.IndexOf(word, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
            Assert.Contains(refusal.List("flaws"), flaw => flaw.Text("file") == "content" && flaw.Text("reason").Contains(word, StringComparison.Ordinal) && Math.Abs(flaw.GetProperty("line").GetInt32() - line) <= 1);
        }

        Assert.Equal("RULE_PACK_FLAWED", (await AddedAsync(PackFiles.Text("claim-terms", version, "@parts", "@pats"))).Refusal().Text("code"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM standards.packs WHERE version = $1", version));
    }

    [Fact]
    public async Task An_edition_without_a_list_that_rules_or_checks_ask_for_is_refused()
    {
        var version = PackFiles.NewVersion();
        await RuleChanges.AddAsync(_shop, PackFiles.Changed("goods-lists", version, file =>
        {
            foreach (var list in file["lists"]!.AsArray().Where(list => (string?)list!["list"] is "phones" or "battery_built_in").ToList())
            {
                file["lists"]!.AsArray().Remove(list);
            }
        }));
        var input = new { version = "jp-" + version, packs = (object[])[new { code = "goods-lists", version }], graceDays = 0, idempotencyKey = Shop.Key() };
        var refusal = (await _shop.DoAsync("activateRuleEdition", input, _shop.Token(Role.Platform), "edition { number } errors { ... on RuleListsMissing { lists } }")).Refusal();
        Assert.Equal("RULE_LISTS_MISSING", refusal.Text("code"));
        Assert.Contains("phones", refusal.List("lists").Select(list => list.GetString()));
    }

    private async Task<bool> AsksForLabelAsync() => Rules(await _shop.DraftAsync(
        _shop.Refurbisher, _shop.Item(("facts", Shop.Facts().Where(fact => !fact.ToString()!.Contains("DESIGN_STANDARD", StringComparison.Ordinal)).ToList())))).Contains("LS-013");

    private Task<JsonElement> AddedAsync(string content) => _shop.DoAsync(
        "addRulePack", new { content, idempotencyKey = Shop.Key() }, _shop.Token(Role.Platform), "rulePack { code } errors { ... on RulePackFlawed { flaws { file line reason } } }");

    private static List<string> Rules(JsonElement listing) => [.. listing.GetProperty("compliance").List("findings").Select(finding => finding.Text("ruleId"))];
}
