using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>One thing, sold by one operator and registered again by another: its identity, numbers and history go with it.</summary>
public sealed class ResaleTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Seen = "id item { id name sourceId facts { value } serials { namespace value } }";

    private readonly TwoSellers _two = new(server);

    public ValueTask InitializeAsync() => _two.LicenceAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_thing_is_sold_by_two_operators_one_after_the_other_as_one_item()
    {
        var serial = TwoSellers.Serial();
        var first = await _two.PublishAsync(_two.First, serial, "S-1");
        var order = await _two.SellAsync(first, _two.First, "alice");
        var second = await _two.PublishAsync(_two.Second, serial, "R-1");
        var item = first.GetProperty("item").Text("id");
        Assert.Equal(item, second.GetProperty("item").Text("id"));
        Assert.NotEqual(order.Text("id"), (await _two.SellAsync(second, _two.Second, "bob")).Text("id"));

        Assert.Equal(
            "Operator Registration, Consumer Order, Operator Registration, Consumer Order",
            _two.Shop.Scalar("SELECT string_agg(holder || ' ' || cause, ', ' ORDER BY turn) FROM items.custody WHERE item_id = $1", TwoSellers.Uuid(item)));
        Assert.Equal(0L, _two.Shop.Scalar(
            """
            SELECT count(*) FROM items.custody one JOIN items.custody next ON next.item_id = one.item_id AND next.turn = one.turn + 1
            WHERE one.item_id = $1 AND upper(one.during) <> lower(next.during)
            """,
            TwoSellers.Uuid(item)));
        Assert.Equal(
            "sold, registered again, sold",
            _two.Shop.Scalar("SELECT string_agg(what, ', ' ORDER BY id) FROM platform.history WHERE subject_id = $1 AND subject_kind = 'itm'", TwoSellers.Uuid(item)));
        Assert.Equal(0L, _two.Shop.Scalar("SELECT count(*) FROM items.claims WHERE item_id = $1 AND live", TwoSellers.Uuid(item)));
        Assert.Equal(0L, _two.Shop.Scalar(
            "SELECT count(*) FROM platform.history WHERE subject_id = $1 AND subject_kind = 'itm' AND (who || coalesce(old::text, '') || coalesce(new::text, '')) ~ 'alice|bob'",
            TwoSellers.Uuid(item)));
    }

    [Fact]
    public async Task A_unit_that_came_back_is_sold_again_bought_back_by_another_operator_and_sold_by_them()
    {
        var (serial, listed) = (TwoSellers.Serial(), "order { id state lines { state } objections { accepted receivedAt } history { to } }");
        var first = await _two.PublishAsync(_two.First, serial);
        var returned = await _two.Shop.BuyAsync(first, "alice");
        await _two.HandOverAsync(returned, _two.First);
        var alice = _two.Shop.Token(Role.Consumer, consumer: "alice");
        await DoneAsync("confirmDelivery", new { orderId = returned.Text("id"), idempotencyKey = Shop.Key() }, alice);
        await DoneAsync("requestReturn", new { orderId = returned.Text("id"), line = 1, reason = "NOT_AS_DESCRIBED", text = "傷", idempotencyKey = Shop.Key() }, alice);
        await DoneAsync("answerReturn", new { orderId = returned.Text("id"), line = 1, accept = true, idempotencyKey = Shop.Key() }, _two.First);
        await DoneAsync("returnSent", new { orderId = returned.Text("id"), line = 1, idempotencyKey = Shop.Key() }, alice);
        await RefusedAsync(_two.Second, serial, byAnother: true);
        await DoneAsync("receiveReturn", new { orderId = returned.Text("id"), line = 1, idempotencyKey = Shop.Key() }, _two.First);

        // It is the first operator's again, for them to offer and for nobody else.
        await RefusedAsync(_two.Second, serial, byAnother: true);
        Assert.Empty((await _two.Shop.DoAsync("publishListing", new { id = first.Text("id") }, _two.First)).List("errors"));
        var sold = await _two.SellAsync(first, _two.First, "bob");
        var second = await _two.PublishAsync(_two.Second, serial);
        Assert.Equal(first.GetProperty("item").Text("id"), second.GetProperty("item").Text("id"));
        var resold = await _two.SellAsync(second, _two.Second, "carol");

        var before = (await _two.Shop.AskAsync($"query($id: ID!) {{ {listed.Replace("order {", "order(id: $id) {", StringComparison.Ordinal)} }}", new { id = returned.Text("id") }, alice)).GetProperty("order");
        Assert.Equal(("REFUNDED", "REFUNDED", true), (before.Text("state"), before.List("lines").Single().Text("state"), before.List("objections").Single().GetProperty("accepted").GetBoolean()));
        Assert.Equal(["PAID", "HANDED_OVER", "DELIVERED", "REFUNDED"], before.List("history").Select(x => x.Text("to")).Where(to => to is not "PAYMENT_PENDING"));
        foreach (var (order, seller) in new[] { (sold, _two.First), (resold, _two.Second) })
        {
            Assert.Equal("COMPLETED", (await _two.Shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = order.Text("id") }, seller)).GetProperty("order").Text("state"));
        }

        Assert.Equal(JsonValueKind.Null, (await _two.Shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = returned.Text("id") }, _two.Second)).GetProperty("order").ValueKind);
        Assert.Equal(0L, _two.Shop.Scalar("SELECT count(*) FROM items.claims WHERE item_id = $1 AND live", TwoSellers.Uuid(first.GetProperty("item").Text("id"))));
    }

    [Fact]
    public async Task A_unit_whose_money_went_back_stays_with_its_buyer_who_sells_it_to_another_operator()
    {
        var serial = TwoSellers.Serial();
        var first = await _two.PublishAsync(_two.First, serial);
        var order = await _two.Shop.BuyAsync(first, "dora");
        await _two.HandOverAsync(order, _two.First);
        await DoneAsync("refundLine", new { orderId = order.Text("id"), line = 1, amount = Shop.Yen(29_800), idempotencyKey = Shop.Key() }, _two.First);
        var second = await _two.PublishAsync(_two.Second, serial);
        Assert.Equal(first.GetProperty("item").Text("id"), second.GetProperty("item").Text("id"));
        await _two.SellAsync(second, _two.Second, "eve");
        Assert.Equal("REFUNDED", (await _two.Shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = order.Text("id") }, _two.First)).GetProperty("order").Text("state"));
    }

    [Fact]
    public async Task Until_the_sale_is_completed_and_while_another_operator_has_it_the_number_is_taken()
    {
        var (serial, buyer) = (TwoSellers.Serial(), _two.Shop.Token(Role.Consumer, consumer: "carol"));
        var first = await _two.PublishAsync(_two.First, serial);
        await RefusedAsync(_two.Second, serial, byAnother: true);
        var held = await _two.Shop.DoAsync("holdListing", new { listingId = first.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
        await RefusedAsync(_two.Second, serial, byAnother: true);
        await _two.Shop.DoAsync("releaseHold", new { holdId = held.GetProperty("hold").Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
        var order = await _two.Shop.BuyAsync(first, "dave");
        await RefusedAsync(_two.Second, serial, byAnother: true);
        await RefusedAsync(_two.First, serial, byAnother: false);
        await _two.HandOverAsync(order, _two.First);
        await RefusedAsync(_two.Second, serial, byAnother: true);
        await _two.CompleteAsync(order, "dave");

        await _two.Shop.DraftAsync(_two.Second, _two.Shop.Item(("makerSerial", serial)));
        await RefusedAsync(_two.First, serial, byAnother: true);
        await RefusedAsync(_two.Second, serial, byAnother: false);
    }

    [Fact]
    public async Task What_a_buyer_has_its_seller_neither_offers_nor_rewrites()
    {
        var first = await _two.PublishAsync(_two.First, TwoSellers.Serial());
        var other = await _two.Shop.DraftAgainAsync(first);
        await _two.SellAsync(first, _two.First, "erin");
        var itemId = first.GetProperty("item").Text("id");
        Assert.Equal("ITEM_TAKEN", (await _two.Shop.DoAsync("publishListing", new { id = other.Text("id") }, _two.First)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await _two.Shop.DoAsync("draftListing", new { itemId, offer = Shop.Offer() }, _two.First)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await _two.Shop.DoAsync("describeItem", new { id = itemId, item = _two.Shop.Item() }, _two.First, "item { id }")).Refusal().Text("code"));
    }

    [Fact]
    public async Task The_former_operator_keeps_what_they_said_and_sees_nothing_of_the_next_one()
    {
        var serial = TwoSellers.Serial();
        var first = await _two.PublishAsync(_two.First, serial, "MINE-1", tag: "棚3");
        var other = await _two.Shop.DraftAgainAsync(first);
        await _two.SellAsync(first, _two.First, "frank");
        var item = _two.Shop.Item(("makerSerial", serial), ("name", "再入荷エアコン"), ("facts", Shop.Facts(year: "2021")), ("tag", "秘"));
        var second = await _two.Shop.DraftAsync(_two.Second, item, sourceId: "SECRET-9");

        var own = (await AskAsync(first, _two.First)).GetProperty("item");
        Assert.Equal(("エアコン KT-934G", "MINE-1"), (own.Text("name"), own.Text("sourceId")));
        Assert.DoesNotContain("2021", own.ToString(), StringComparison.Ordinal);
        Assert.Equal(["maker:アオバ電機", "tag:"], own.List("serials").Select(number => number.Text("namespace")[..Math.Min(number.Text("namespace").Length, number.Text("namespace").StartsWith("tag:", StringComparison.Ordinal) ? 4 : 99)]).Order(StringComparer.Ordinal));
        Assert.Equal("棚3", own.List("serials").Single(number => number.Text("namespace").StartsWith("tag:", StringComparison.Ordinal)).Text("value"));
        Assert.Equal("エアコン KT-934G", (await AskAsync(first, null)).GetProperty("item").Text("name"));
        Assert.Equal(JsonValueKind.Null, (await _two.Shop.AskAsync("query($id: ID!) { item(id: $id) { id } }", new { id = own.Text("id") }, _two.First)).GetProperty("item").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _two.Shop.AskAsync("query($id: ID!) { listing(id: $id) { id } }", new { id = second.Text("id") }, _two.First)).GetProperty("listing").ValueKind);
        Assert.Equal("WITHDRAWN", (await _two.Shop.OwnAsync(other, "state")).Text("state"));
        Assert.Equal("SOLD", (await _two.Shop.OwnAsync(first, "state")).Text("state"));

        var theirs = (await AskAsync(second, _two.Second)).GetProperty("item");
        Assert.Equal(("再入荷エアコン", "SECRET-9", own.Text("id")), (theirs.Text("name"), theirs.Text("sourceId"), theirs.Text("id")));
        Assert.DoesNotContain("棚3", theirs.ToString(), StringComparison.Ordinal);
        Assert.Contains("秘", theirs.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_platform_took_down_stays_down_in_other_hands()
    {
        var serial = TwoSellers.Serial();
        var draft = await _two.PublishAsync(_two.First, serial);
        Assert.Empty((await _two.Shop.DoAsync("suspendListing", new { id = draft.Text("id"), reason = "盗品の疑い" }, _two.Shop.Token(Role.Platform))).List("errors"));
        await _two.GoneAsync(draft);
        var second = await _two.Shop.DraftAsync(_two.Second, _two.Shop.Item(("makerSerial", serial)));
        Assert.Equal("LISTING_SUSPENDED", (await _two.Shop.DoAsync("publishListing", new { id = second.Text("id") }, _two.Second)).Refusal().Text("code"));
        Assert.Equal("SUSPENDED", (await _two.Shop.OwnAsync(draft, "state")).Text("state"));
    }

    private async Task RefusedAsync(string token, string serial, bool byAnother)
    {
        var refusal = (await _two.Shop.DoAsync(
            "draftListing", new { item = _two.Shop.Item(("makerSerial", serial)), offer = Shop.Offer() }, token, "listing { id } errors { ... on SerialTaken { byAnotherOperator } }")).Refusal();
        Assert.Equal(("SERIAL_TAKEN", byAnother), (refusal.Text("code"), refusal.GetProperty("byAnotherOperator").GetBoolean()));
    }

    private async Task DoneAsync(string mutation, object input, string token) => Assert.Empty((await _two.Shop.DoAsync(mutation, input, token, "order { id }")).List("errors"));

    private async Task<JsonElement> AskAsync(JsonElement listing, string? token) => (await _two.Shop.AskAsync(
        token is null ? "query($id: ID!) { listing(id: $id) { id item { id name facts { value } } } }" : $"query($id: ID!) {{ listing(id: $id) {{ {Seen} }} }}", new { id = listing.Text("id") }, token)).GetProperty("listing");
}
