using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>While servers are updated, a newer one writes facts that an older one does not know: this one is the older.</summary>
public sealed class LaterFactTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Tomorrow = """{"value": {"scope": 3, "grams": 1200}, "source": "INSPECTION", "observedOn": "2026-11-20"}""";
    private const string Facts = "item { id facts { code } } ";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_fact_of_tomorrow_breaks_no_reader_and_outlives_every_change()
    {
        var item = _shop.Item();
        var draft = await _shop.DraftAsync(_shop.Refurbisher, item, Shop.Offer(("title", "【リユース】明日のエアコン")));
        var (id, itemId) = (draft.Text("id"), draft.GetProperty("item").Text("id"));
        Learn(draft.GetProperty("item"), "carbonFootprint", Tomorrow);

        Assert.DoesNotContain((await _shop.OwnAsync(draft, Facts)).List("item", "facts"), fact => fact.Text("code").Contains("CARBON", StringComparison.Ordinal));
        await _shop.AskAsync("{ listings(first: 50) { nodes { " + Facts + " } } }", token: _shop.Refurbisher);
        var published = await _shop.DoAsync("publishListing", new { id }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        await Shop.UntilAsync(async () => (await _shop.AskAsync("""{ searchListings(text: "明日のエアコン", first: 5) { nodes { id } } }""")).List("searchListings", "nodes").Any());

        item["name"] = "エアコン KT-934G 改";
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = itemId, item }, _shop.Refurbisher, "item { id }")).List("errors"));
        Assert.Equal("エアコン KT-934G 改", (await _shop.OwnAsync(draft, "item { name }")).GetProperty("item").Text("name"));
        AssertKept(draft.GetProperty("item"), "carbonFootprint", Tomorrow);
        Assert.Equal("PUBLISHED", (await _shop.OwnAsync(draft)).Text("state"));
    }

    [Fact]
    public async Task A_word_of_tomorrow_for_a_known_fact_counts_as_not_stated()
    {
        const string Square = """{"value": "SQUARE", "source": "INSPECTION", "observedOn": "2026-11-20"}""";
        var item = _shop.Item(("facts", Shop.Facts(psePlate: null)));
        var draft = await _shop.DraftAsync(_shop.Refurbisher, item);
        Learn(draft.GetProperty("item"), "pseMark", Square);
        var refused = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
        AssertKept(draft.GetProperty("item"), "pseMark", Square);

        item["facts"] = Shop.Facts();
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = draft.GetProperty("item").Text("id"), item }, _shop.Refurbisher, "item { id }")).List("errors"));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).List("errors"));
    }

    private void Learn(JsonElement item, string fact, string json) =>
        Assert.Equal(true, _shop.Scalar($"UPDATE items.items SET facts = facts || jsonb_build_object('{fact}', '{json}'::jsonb) WHERE id = $1 RETURNING true", Shop.Uuid(item)));

    private void AssertKept(JsonElement item, string fact, string json) =>
        Assert.Equal(true, _shop.Scalar($"SELECT facts -> '{fact}' = '{json}'::jsonb FROM items.items WHERE id = $1", Shop.Uuid(item)));
}
