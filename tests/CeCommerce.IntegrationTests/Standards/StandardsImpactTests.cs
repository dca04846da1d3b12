using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>What packs would do to the shelf, before anybody takes them into use.</summary>
public sealed class StandardsImpactTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task It_is_told_by_clause_and_operator_with_samples_and_nothing_changes()
    {
        var before = (await ImpactAsync("guidelines", PackFiles.OwnVersion("guidelines"))).GetProperty("impact");
        Assert.Equal((0, 0), (before.GetProperty("changed").GetInt32(), before.GetProperty("clauses").GetArrayLength()));
        for (var i = 0; i < 7; i++)
        {
            var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(i == 0 ? "2022" : "2015"))));
            Assert.Empty((await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).List("errors"));
        }

        await RuleChanges.AddAsync(_shop, PackFiles.Text("guidelines", "2099.3.1", "\"years\": 15", "\"years\": 10"));
        var impact = (await ImpactAsync("guidelines", "2099.3.1")).GetProperty("impact");
        Assert.Equal(before.GetProperty("lookedAt").GetInt32() + 7, impact.GetProperty("lookedAt").GetInt32());
        Assert.Equal((JsonValueKind.Null, false), (impact.GetProperty("next").ValueKind, impact.GetProperty("isTruncated").GetBoolean()));
        var clause = impact.List("clauses").Single(one => one.Text("clause") == "fifteen-years" && one.GetProperty("operator").Text("code") == "demo-refurbisher");
        Assert.InRange(clause.GetProperty("listings").GetInt32(), 6, impact.GetProperty("leaving").GetInt32());
        Assert.Equal((clause.GetProperty("listings").GetInt32(), 0, 5), (clause.GetProperty("blocked").GetInt32(), clause.GetProperty("released").GetInt32(), clause.GetProperty("listingIds").GetArrayLength()));
        Assert.Equal("PUBLISHED", (await _shop.AskAsync("query($id: ID!) { listing(id: $id) { state } }", new { id = clause.List("listingIds").First().GetString() })).GetProperty("listing").Text("state"));
        Assert.Equal(CeCommerce.Standards.Packs.RuleEdition.Current.Version, (await _shop.AskAsync("{ ruleEdition { version } }")).GetProperty("ruleEdition").Text("version"));
    }

    [Fact]
    public async Task Packs_that_are_not_stored_are_refused() => Assert.Equal("RULE_PACK_NOT_FOUND", (await ImpactAsync("guidelines", "1999.1.1")).Refusal().Text("code"));

    [Fact]
    public async Task How_far_the_shelf_was_looked_at_is_for_those_who_run_the_platform()
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "standards", "ShelfPasses.graphql"), TestContext.Current.CancellationToken);
        Assert.Equal("FORBIDDEN", (await _shop.Server.GraphQLAsync(document, new { first = 1 }, _shop.Token(Role.Auditor))).Fault());
        Assert.NotNull((await _shop.AskAsync(document, new { first = 1 }, _shop.Token(Role.Platform))).List("shelfPasses", "nodes"));
    }

    private async Task<JsonElement> ImpactAsync(string code, string version) => (await _shop.AskAsync(
        """
        query($input: StandardsImpactInput!) { standardsImpact(input: $input) {
          impact { lookedAt changed leaving isTruncated next clauses { ruleId clause operator { code } listings blocked released listingIds } } errors { code } } }
        """,
        new { input = new { packs = (object[])[new { code, version }] } },
        _shop.Token(Role.Platform))).GetProperty("standardsImpact");
}
