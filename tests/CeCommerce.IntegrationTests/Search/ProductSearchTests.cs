using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>The search as it follows what operators do.</summary>
public sealed class ProductSearchTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task What_is_published_is_found_by_its_seller_at_once_and_by_others_soon_and_goes_when_withdrawn()
    {
        var token = _shop.Refurbisher;
        var consumer = _shop.Token(Role.Consumer, consumer: "finder");
        var listing = await _shop.PublishedAsync(token, "【リユース】アオバ電機 ヒャクメールナンバーワン 2022年製");
        Assert.Equal([listing.Text("id")], await FindAsync("ﾋｬｸﾒｰﾙ", token));
        await SoonAsync(async () => (await FindAsync("ひゃくめーる", consumer)).Count == 1);
        await _shop.DoAsync("withdrawListing", new { id = listing.Text("id") }, token);
        Assert.Empty(await FindAsync("ヒャクメール", token));
        await SoonAsync(async () => (await FindAsync("ヒャクメール", null)).Count == 0);
    }

    [Fact]
    public async Task Facets_count_what_the_other_filters_let_through()
    {
        var token = _shop.Refurbisher;
        await _shop.PublishedAsync(token, "【リユース】アオバ電機 ファセット 2022年製", 5_000);
        await _shop.PublishedAsync(token, "【リユース】アオバ電機 ファセット 2022年製", 50_000);
        var answer = await _shop.AskAsync(
            "{ searchListings(text: \"ファセット\", filter: { priceTo: 10000 }) { totalCount facets { facet values { value count } } } }", token: token);
        var found = answer.GetProperty("searchListings");
        Assert.Equal(1, found.GetProperty("totalCount").GetInt32());
        var facets = found.List("facets").ToDictionary(facet => facet.Text("facet"), facet => facet.List("values").Sum(value => value.GetProperty("count").GetInt32()));
        Assert.Equal(1, facets["KIND"]);
        Assert.Equal(2, facets["PRICE"]);
    }

    [Fact]
    public async Task A_renamed_operator_is_found_and_shown_by_its_new_name()
    {
        await _shop.PublishedAsync(_shop.Refurbisher, "【リユース】アオバ電機 改名前 2022年製");
        Assert.DoesNotContain("アラタナ商店", await OperatorLabelsAsync());
        _shop.Scalar("UPDATE operators.operators SET profile = jsonb_set(profile, '{tradeName}', '\"アラタナ商店\"') WHERE code = 'demo-refurbisher'");
        _shop.Scalar(
            "INSERT INTO platform.events (kind, subject_id, operator_id, data, at) VALUES ('operator.changed', $1, $1, '{}', now())", _shop.OperatorOf("demo-refurbisher"));
        await SoonAsync(async () => (await FindAsync("アラタナ商店 改名前", null)).Count == 1);
        await SoonAsync(async () => (await OperatorLabelsAsync()).Contains("アラタナ商店"));
    }

    [Fact]
    public async Task What_is_chosen_is_found_under_whatever_alias()
    {
        var token = _shop.Refurbisher;
        var id = (await _shop.PublishedAsync(token, "【リユース】アオバ電機 ベツメイ 2022年製")).Text("id");
        var answer = await _shop.AskAsync(
            """
            { searchListings(text: "ベツメイ") { hits: edges { row: node { id } } again: edges { cursor } things: nodes { id } sum: totalCount ...Narrow } }
            fragment Narrow on ListingSearchConnection { kinds: facets { facet } more: facets { values { count } } }
            """,
            token: token);
        var found = answer.GetProperty("searchListings");
        Assert.Equal(id, Assert.Single(found.List("hits")).GetProperty("row").Text("id"));
        Assert.Single(found.List("again"));
        Assert.Equal(id, Assert.Single(found.List("things")).Text("id"));
        Assert.Equal(1, found.GetProperty("sum").GetInt32());
        Assert.Equal(found.List("kinds").Count(), found.List("more").Count());
        Assert.NotEmpty(found.List("kinds"));
    }

    [Fact]
    public async Task A_search_costs_what_its_page_holds_and_lists_what_they_held()
    {
        var rows = await CostAsync("{ x: searchListings(first: 100) { ...F } } fragment F on ListingSearchConnection { y: nodes { id compliance { verdict } } }");
        Assert.Equal(198, rows - await CostAsync("{ x: searchListings(first: 1) { ...F } } fragment F on ListingSearchConnection { y: nodes { id compliance { verdict } } }"));
        Assert.Equal(20 + 1, await CostAsync("{ searchListings(text: \"何もない\", first: 0) { totalCount } }"));
        var rules = (await _shop.AskAsync("{ ruleEdition { rules { id } } }")).List("ruleEdition", "rules").Count();
        Assert.InRange(rules, 20, int.MaxValue);
        Assert.Equal(rules + 1, await CostAsync("{ ruleEdition { rules { id } } }"));
    }

    private async Task<long> CostAsync(string query) =>
        (await server.GraphQLAsync(query)).GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt64();

    private async Task<List<string>> OperatorLabelsAsync() =>
        [.. (await _shop.AskAsync("{ searchListings { facets { facet values { label } } } }")).List("searchListings", "facets")
            .Where(facet => facet.Text("facet") == "OPERATOR").SelectMany(facet => facet.List("values")).Select(value => value.Text("label"))];

    private async Task<List<string>> FindAsync(string text, string? token)
    {
        var answer = await _shop.AskAsync("query($text: String) { searchListings(text: $text) { edges { node { id } } } }", new { text }, token);
        return [.. answer.GetProperty("searchListings").List("edges").Select(edge => edge.GetProperty("node").Text("id"))];
    }

    private static async Task SoonAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }
}
