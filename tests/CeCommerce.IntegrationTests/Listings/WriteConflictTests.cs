using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>Several who change the same thing at once are told apart in words.</summary>
public sealed class WriteConflictTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Conflicts = ["ITEM_CHANGED_MEANWHILE", "LISTING_CHANGED_MEANWHILE"];

    private readonly Shop _shop = new(server);

    private string Token => _shop.Refurbisher;

    [Fact]
    public async Task Of_many_who_describe_an_item_at_once_the_later_ones_are_told()
    {
        var item = _shop.Item();
        var id = (await _shop.DraftAsync(Token, item)).GetProperty("item").Text("id");
        var payloads = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            _shop.DoAsync("describeItem", new { id, item = new Dictionary<string, object?>(item) { ["name"] = $"エアコン {i}" } }, Token, "item { id }")));
        Assert.Contains(payloads, payload => payload.GetProperty("errors").GetArrayLength() == 0);
        Assert.All(payloads.SelectMany(payload => payload.List("errors")), error => Assert.Contains(error.Text("code"), Conflicts));
    }

    [Fact]
    public async Task An_item_described_since_it_was_read_is_refused()
    {
        var item = _shop.Item();
        var id = (await _shop.DraftAsync(Token, item)).GetProperty("item").Text("id");
        var expectedVersion = (await _shop.AskAsync("query($id: ID!) { item(id: $id) { version } }", new { id }, Token)).GetProperty("item").Text("version");
        item["name"] = "エアコン KT-934G 改";
        var described = await _shop.DoAsync("describeItem", new { id, expectedVersion, item }, Token, "item { version }");
        Assert.NotEqual(expectedVersion, described.GetProperty("item").Text("version"));
        var refusal = (await _shop.DoAsync("describeItem", new { id, expectedVersion, item }, Token, "item { id } errors { ... on ItemChangedMeanwhile { currentVersion } }")).Refusal();
        Assert.Equal("ITEM_CHANGED_MEANWHILE", refusal.Text("code"));
        Assert.Equal(described.GetProperty("item").Text("version"), refusal.Text("currentVersion"));
        Assert.Equal(["input", "expectedVersion"], refusal.List("path").Select(step => step.GetString()));
    }

    [Fact]
    public async Task Nothing_goes_on_the_shelf_by_a_verdict_over_what_its_item_was()
    {
        for (var round = 0; round < 20; round++)
        {
            var item = _shop.Item();
            var draft = await _shop.DraftAsync(Token, item);
            var (id, itemId) = (draft.Text("id"), draft.GetProperty("item").Text("id"));
            var unmarked = new Dictionary<string, object?>(item) { ["facts"] = Shop.Facts(psePlate: null) };
            var payloads = await Task.WhenAll(
                _shop.DoAsync("publishListing", new { id }, Token),
                _shop.DoAsync("describeItem", new { id = itemId, item = unmarked }, Token, "item { id }"),
                _shop.DoAsync("publishListing", new { id }, Token));
            Assert.All(
                payloads.SelectMany(payload => payload.List("errors")),
                error => Assert.Contains(error.Text("code"), (string[])[.. Conflicts, "STANDARDS_NOT_MET", "LISTING_MOVE_REFUSED"]));
            var described = payloads[1].GetProperty("errors").GetArrayLength() == 0;
            Assert.False(described && (await _shop.OwnAsync(draft)).Text("state") == "PUBLISHED", "An item without its mark is on the shelf.");
        }
    }

    [Fact]
    public async Task Many_who_publish_what_fails_are_refused_in_words()
    {
        var draft = await _shop.DraftAsync(Token, _shop.Item(("facts", Shop.Facts(psePlate: null))));
        var payloads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token)));
        Assert.All(payloads, payload => Assert.Contains(payload.Refusal().Text("code"), (string[])[.. Conflicts, "STANDARDS_NOT_MET"]));
        Assert.Contains(payloads, payload => payload.Refusal().Text("code") == "STANDARDS_NOT_MET");
    }
}
