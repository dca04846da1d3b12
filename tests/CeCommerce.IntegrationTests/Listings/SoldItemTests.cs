using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>What was sold or ended stays as it is, and is not offered twice.</summary>
public sealed class SoldItemTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Token => _shop.Refurbisher;

    [Fact]
    public async Task A_sold_item_is_offered_nowhere_until_its_order_is_refunded()
    {
        var listing = await _shop.PublishedAsync(Token);
        var other = await PublishAsync(await _shop.DraftAgainAsync(listing));
        var order = await _shop.BuyAsync(listing);

        Assert.Equal("PAUSED", (await _shop.OwnAsync(other)).Text("state"));
        Assert.Equal("item sold", _shop.Scalar("SELECT why FROM platform.history WHERE subject_id = $1 AND what = 'paused'", Shop.Uuid(other)));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE subject_id = $1 AND kind = 'listing.paused'", Shop.Uuid(other)));
        Refuses("ITEM_TAKEN", await _shop.DoAsync("publishListing", new { id = other.Text("id") }, Token));
        var itemId = listing.GetProperty("item").Text("id");
        Refuses("ITEM_TAKEN", await _shop.DoAsync("draftListing", new { itemId, offer = Shop.Offer() }, Token));
        Refuses("ITEM_TAKEN", await _shop.DoAsync("describeItem", new { id = itemId, item = _shop.Item() }, Token, "item { id }"));

        var refund = new { orderId = order.Text("id"), idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("refundOrder", refund, _shop.Token(Role.Operator, DemoOperators.Refurbisher), "order { id }")).List("errors"));
        Assert.Equal("PUBLISHED", (await PublishAsync(other)).Text("state"));
    }

    [Fact]
    public async Task A_suspension_takes_every_listing_of_the_item_off_the_shelf()
    {
        var listing = await _shop.PublishedAsync(Token);
        var other = await PublishAsync(await _shop.DraftAgainAsync(listing));
        Assert.Empty((await _shop.DoAsync("suspendListing", new { id = listing.Text("id"), reason = "権利者からの申出" }, _shop.Token(Role.Platform))).List("errors"));
        Assert.Equal("PAUSED", (await _shop.OwnAsync(other, "state")).Text("state"));
        Refuses("LISTING_SUSPENDED", await _shop.DoAsync("publishListing", new { id = other.Text("id") }, Token));
    }

    [Fact]
    public async Task An_item_is_suspended_or_published_never_both()
    {
        for (var round = 0; round < 10; round++)
        {
            var listing = await _shop.PublishedAsync(Token);
            var other = await _shop.DraftAgainAsync(listing);
            await Task.WhenAll(
                _shop.DoAsync("suspendListing", new { id = listing.Text("id"), reason = "権利者からの申出" }, _shop.Token(Role.Platform)),
                _shop.DoAsync("publishListing", new { id = other.Text("id") }, Token));
            Assert.Equal("SUSPENDED", (await _shop.OwnAsync(listing, "state")).Text("state"));
            Assert.NotEqual("PUBLISHED", (await _shop.OwnAsync(other, "state")).Text("state"));
        }
    }

    [Fact]
    public async Task A_sold_or_withdrawn_listing_says_what_it_said()
    {
        var sold = await _shop.PublishedAsync(Token);
        await _shop.BuyAsync(sold);
        var withdrawn = await _shop.DraftAsync(Token);
        Assert.Empty((await _shop.DoAsync("withdrawListing", new { id = withdrawn.Text("id") }, Token)).List("errors"));
        foreach (var (listing, word) in new[] { (sold, "売り切れ"), (withdrawn, "取下げ") })
        {
            var (id, expectedVersion) = (listing.Text("id"), (await _shop.OwnAsync(listing)).Text("version"));
            foreach (var payload in new[]
            {
                await _shop.DoAsync("changePrice", new { id, expectedVersion, price = Shop.Yen(100) }, Token),
                await _shop.DoAsync("changeListing", new { id, expectedVersion, offer = Shop.Offer() }, Token),
            })
            {
                Assert.Contains(word, Refuses("LISTING_CLOSED", payload).Text("message"), StringComparison.Ordinal);
            }

            Assert.Equal(expectedVersion, (await _shop.OwnAsync(listing)).Text("version"));
        }
    }

    [Fact]
    public async Task A_suspension_holds_for_the_item_and_says_why()
    {
        var (listing, platform) = (await _shop.PublishedAsync(Token), _shop.Token(Role.Platform));
        var (id, other) = (listing.Text("id"), await _shop.DraftAgainAsync(listing));
        Assert.Empty((await _shop.DoAsync("suspendListing", new { id, reason = "権利者からの申出" }, platform)).List("errors"));
        foreach (var mutation in new[] { "publishListing", "withdrawListing", "pauseListing" })
        {
            var refusal = Refuses("LISTING_SUSPENDED", await _shop.DoAsync(mutation, new { id }, Token));
            Assert.Equal(["input", "id"], refusal.List("path").Select(step => step.GetString()));
        }

        Refuses("LISTING_SUSPENDED", await _shop.DoAsync("publishListing", new { id = other.Text("id") }, Token));
        const string Select = "state nextStates suspension { reason since }";
        var own = await _shop.OwnAsync(listing, Select);
        Assert.Equal("権利者からの申出", own.GetProperty("suspension").Text("reason"));
        Assert.Empty(own.List("nextStates"));
        var seen = (await _shop.AskAsync($"query($id: ID!) {{ listing(id: $id) {{ {Select} }} }}", new { id }, platform)).GetProperty("listing");
        Assert.Equal(["PAUSED", "WITHDRAWN"], seen.List("nextStates").Select(state => state.GetString()));

        Assert.Empty((await _shop.DoAsync("pauseListing", new { id }, platform)).List("errors"));
        Assert.Equal(JsonValueKind.Null, (await _shop.OwnAsync(listing, Select)).GetProperty("suspension").ValueKind);
        Assert.Equal("PUBLISHED", (await PublishAsync(other)).Text("state"));
    }

    [Fact]
    public async Task A_refused_move_names_the_states_and_offers_only_what_the_caller_may_do()
    {
        var draft = await _shop.DraftAsync(Token);
        Assert.Equal(["PUBLISHED", "WITHDRAWN"], (await _shop.OwnAsync(draft, "nextStates")).List("nextStates").Select(state => state.GetString()));
        var refusal = Refuses("LISTING_MOVE_REFUSED", await _shop.DoAsync(
            "pauseListing", new { id = draft.Text("id") }, Token, "listing { id } errors { ... on ListingMoveRefused { nextStates } }"));
        Assert.Equal(["input", "id"], refusal.List("path").Select(step => step.GetString()));
        Assert.Contains("下書き", refusal.Text("message"), StringComparison.Ordinal);
        Assert.Contains("一時停止", refusal.Text("message"), StringComparison.Ordinal);
        var published = await PublishAsync(draft);
        Assert.Equal(["PAUSED", "WITHDRAWN"], (await _shop.OwnAsync(published, "nextStates")).List("nextStates").Select(state => state.GetString()));
    }

    private async Task<JsonElement> PublishAsync(JsonElement listing)
    {
        var payload = await _shop.DoAsync("publishListing", new { id = listing.Text("id") }, Token);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("listing");
    }

    private static JsonElement Refuses(string code, JsonElement payload)
    {
        var refusal = payload.Refusal();
        Assert.Equal(code, refusal.Text("code"));
        return refusal;
    }
}
