using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>One thing, sold by one operator and registered again by another: its identity, numbers and history go with it.</summary>
public sealed class ResaleTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Seen = "id item { id name sourceId facts { value } serials { namespace value } }";

    private readonly Shop _shop = new(server);

    private string First => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Second => _shop.Token(Role.Operator, DemoOperators.Rental);

    public async ValueTask InitializeAsync()
    {
        var permit = new
        {
            id = OperatorId.From(_shop.OperatorOf(DemoOperators.Rental)).ToString(),
            permitNumber = "621010000002",
            commission = 27,
            categories = new[] { "MACHINES_TOOLS", "HOUSEHOLD_GOODS" },
            registeredName = "デモレンタル合同会社",
            validFrom = "2022-10-01",
        };
        Assert.Empty((await _shop.DoAsync("recordLicence", permit, _shop.Token(Role.Platform), "operator { id }")).List("errors"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_thing_is_sold_by_two_operators_one_after_the_other_as_one_item()
    {
        var serial = Serial();
        var first = await PublishAsync(First, serial, "S-1");
        var order = await SellAsync(first, First, "alice");
        var second = await PublishAsync(Second, serial, "R-1");
        var item = first.GetProperty("item").Text("id");
        Assert.Equal(item, second.GetProperty("item").Text("id"));
        Assert.NotEqual(order.Text("id"), (await SellAsync(second, Second, "bob")).Text("id"));

        Assert.Equal(
            "Operator Registration, Consumer Order, Operator Registration, Consumer Order",
            _shop.Scalar("SELECT string_agg(holder || ' ' || cause, ', ' ORDER BY turn) FROM items.custody WHERE item_id = $1", Uuid(item)));
        Assert.Equal(0L, _shop.Scalar(
            """
            SELECT count(*) FROM items.custody one JOIN items.custody next ON next.item_id = one.item_id AND next.turn = one.turn + 1
            WHERE one.item_id = $1 AND upper(one.during) <> lower(next.during)
            """,
            Uuid(item)));
        Assert.Equal(
            "sold, registered again, sold",
            _shop.Scalar("SELECT string_agg(what, ', ' ORDER BY id) FROM platform.history WHERE subject_id = $1 AND subject_kind = 'itm'", Uuid(item)));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM items.claims WHERE item_id = $1 AND live", Uuid(item)));
        Assert.Equal(0L, _shop.Scalar(
            "SELECT count(*) FROM platform.history WHERE subject_id = $1 AND subject_kind = 'itm' AND (who || coalesce(old::text, '') || coalesce(new::text, '')) ~ 'alice|bob'",
            Uuid(item)));
    }

    [Fact]
    public async Task A_unit_that_came_back_is_sold_again_bought_back_by_another_operator_and_sold_by_them()
    {
        var (serial, listed) = (Serial(), "order { id state lines { state } objections { accepted receivedAt } history { to } }");
        var first = await PublishAsync(First, serial);
        var returned = await _shop.BuyAsync(first, "alice");
        await HandOverAsync(returned, First);
        var alice = _shop.Token(Role.Consumer, consumer: "alice");
        await DoneAsync("confirmDelivery", new { orderId = returned.Text("id"), idempotencyKey = Shop.Key() }, alice);
        await DoneAsync("requestReturn", new { orderId = returned.Text("id"), line = 1, reason = "NOT_AS_DESCRIBED", text = "傷", idempotencyKey = Shop.Key() }, alice);
        await DoneAsync("answerReturn", new { orderId = returned.Text("id"), line = 1, accept = true, idempotencyKey = Shop.Key() }, First);
        await DoneAsync("returnSent", new { orderId = returned.Text("id"), line = 1, idempotencyKey = Shop.Key() }, alice);
        await RefusedAsync(Second, serial, byAnother: true);
        await DoneAsync("receiveReturn", new { orderId = returned.Text("id"), line = 1, idempotencyKey = Shop.Key() }, First);

        // It is the first operator's again, for them to offer and for nobody else.
        await RefusedAsync(Second, serial, byAnother: true);
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = first.Text("id") }, First)).List("errors"));
        var sold = await SellAsync(first, First, "bob");
        var second = await PublishAsync(Second, serial);
        Assert.Equal(first.GetProperty("item").Text("id"), second.GetProperty("item").Text("id"));
        var resold = await SellAsync(second, Second, "carol");

        var before = (await _shop.AskAsync($"query($id: ID!) {{ {listed.Replace("order {", "order(id: $id) {", StringComparison.Ordinal)} }}", new { id = returned.Text("id") }, alice)).GetProperty("order");
        Assert.Equal(("REFUNDED", "REFUNDED", true), (before.Text("state"), before.List("lines").Single().Text("state"), before.List("objections").Single().GetProperty("accepted").GetBoolean()));
        Assert.Equal(["PAID", "HANDED_OVER", "DELIVERED", "REFUNDED"], before.List("history").Select(x => x.Text("to")).Where(to => to is not "PAYMENT_PENDING"));
        foreach (var (order, seller) in new[] { (sold, First), (resold, Second) })
        {
            Assert.Equal("COMPLETED", (await _shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = order.Text("id") }, seller)).GetProperty("order").Text("state"));
        }

        Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = returned.Text("id") }, Second)).GetProperty("order").ValueKind);
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM items.claims WHERE item_id = $1 AND live", Uuid(first.GetProperty("item").Text("id"))));
    }

    [Fact]
    public async Task A_unit_whose_money_went_back_stays_with_its_buyer_who_sells_it_to_another_operator()
    {
        var serial = Serial();
        var first = await PublishAsync(First, serial);
        var order = await _shop.BuyAsync(first, "dora");
        await HandOverAsync(order, First);
        await DoneAsync("refundLine", new { orderId = order.Text("id"), line = 1, amount = Shop.Yen(29_800), idempotencyKey = Shop.Key() }, First);
        var second = await PublishAsync(Second, serial);
        Assert.Equal(first.GetProperty("item").Text("id"), second.GetProperty("item").Text("id"));
        await SellAsync(second, Second, "eve");
        Assert.Equal("REFUNDED", (await _shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = order.Text("id") }, First)).GetProperty("order").Text("state"));
    }

    [Fact]
    public async Task Until_the_sale_is_completed_and_while_another_operator_has_it_the_number_is_taken()
    {
        var (serial, buyer) = (Serial(), _shop.Token(Role.Consumer, consumer: "carol"));
        var first = await PublishAsync(First, serial);
        await RefusedAsync(Second, serial, byAnother: true);
        var held = await _shop.DoAsync("holdListing", new { listingId = first.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
        await RefusedAsync(Second, serial, byAnother: true);
        await _shop.DoAsync("releaseHold", new { holdId = held.GetProperty("hold").Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
        var order = await _shop.BuyAsync(first, "dave");
        await RefusedAsync(Second, serial, byAnother: true);
        await RefusedAsync(First, serial, byAnother: false);
        await HandOverAsync(order, First);
        await RefusedAsync(Second, serial, byAnother: true);
        await CompleteAsync(order, "dave");

        await _shop.DraftAsync(Second, _shop.Item(("makerSerial", serial)));
        await RefusedAsync(First, serial, byAnother: true);
        await RefusedAsync(Second, serial, byAnother: false);
    }

    [Fact]
    public async Task What_a_buyer_has_its_seller_neither_offers_nor_rewrites()
    {
        var first = await PublishAsync(First, Serial());
        var other = await _shop.DraftAgainAsync(first);
        await SellAsync(first, First, "erin");
        var itemId = first.GetProperty("item").Text("id");
        Assert.Equal("ITEM_TAKEN", (await _shop.DoAsync("publishListing", new { id = other.Text("id") }, First)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await _shop.DoAsync("draftListing", new { itemId, offer = Shop.Offer() }, First)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await _shop.DoAsync("describeItem", new { id = itemId, item = _shop.Item() }, First, "item { id }")).Refusal().Text("code"));
    }

    [Fact]
    public async Task The_former_operator_keeps_what_they_said_and_sees_nothing_of_the_next_one()
    {
        var serial = Serial();
        var first = await PublishAsync(First, serial, "MINE-1", tag: "棚3");
        var other = await _shop.DraftAgainAsync(first);
        await SellAsync(first, First, "frank");
        var item = _shop.Item(("makerSerial", serial), ("name", "再入荷エアコン"), ("facts", Shop.Facts(year: "2021")), ("tag", "秘"));
        var second = await _shop.DraftAsync(Second, item, sourceId: "SECRET-9");

        var own = (await AskAsync(first, First)).GetProperty("item");
        Assert.Equal(("エアコン KT-934G", "MINE-1"), (own.Text("name"), own.Text("sourceId")));
        Assert.DoesNotContain("2021", own.ToString(), StringComparison.Ordinal);
        Assert.Equal(["maker:アオバ電機", "tag:"], own.List("serials").Select(number => number.Text("namespace")[..Math.Min(number.Text("namespace").Length, number.Text("namespace").StartsWith("tag:", StringComparison.Ordinal) ? 4 : 99)]).Order(StringComparer.Ordinal));
        Assert.Equal("棚3", own.List("serials").Single(number => number.Text("namespace").StartsWith("tag:", StringComparison.Ordinal)).Text("value"));
        Assert.Equal("エアコン KT-934G", (await AskAsync(first, null)).GetProperty("item").Text("name"));
        Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync("query($id: ID!) { item(id: $id) { id } }", new { id = own.Text("id") }, First)).GetProperty("item").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync("query($id: ID!) { listing(id: $id) { id } }", new { id = second.Text("id") }, First)).GetProperty("listing").ValueKind);
        Assert.Equal("WITHDRAWN", (await _shop.OwnAsync(other, "state")).Text("state"));
        Assert.Equal("SOLD", (await _shop.OwnAsync(first, "state")).Text("state"));

        var theirs = (await AskAsync(second, Second)).GetProperty("item");
        Assert.Equal(("再入荷エアコン", "SECRET-9", own.Text("id")), (theirs.Text("name"), theirs.Text("sourceId"), theirs.Text("id")));
        Assert.DoesNotContain("棚3", theirs.ToString(), StringComparison.Ordinal);
        Assert.Contains("秘", theirs.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_stay_with_the_thing_whatever_the_next_operator_knows_of_it()
    {
        var (serial, imei) = (Serial(), Imei());
        var item = _shop.Item(("category", "smartphone"), ("makerSerial", serial), ("imei", imei));
        var draft = await _shop.DraftAsync(First, item, Shop.Offer());
        await GoneAsync(draft);
        var again = await _shop.DraftAsync(Second, _shop.Item(("category", "smartphone"), ("makerSerial", null), ("imei", imei)));
        Assert.Equal(draft.GetProperty("item").Text("id"), again.GetProperty("item").Text("id"));
        var described = await _shop.DoAsync(
            "describeItem", new { id = again.GetProperty("item").Text("id"), item = _shop.Item(("category", "smartphone"), ("makerSerial", Serial()), ("imei", null)) }, Second, "item { serials { value } }");
        Assert.Contains(imei, described.ToString(), StringComparison.Ordinal);
        Assert.Contains(serial, described.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Numbers_of_two_things_are_no_thing()
    {
        var (one, two) = (Serial(), Imei());
        await GoneAsync(await _shop.DraftAsync(First, _shop.Item(("makerSerial", one))));
        await GoneAsync(await _shop.DraftAsync(First, _shop.Item(("category", "smartphone"), ("makerSerial", null), ("imei", two))));
        var payload = await _shop.DoAsync("draftListing", new { item = _shop.Item(("category", "smartphone"), ("makerSerial", one), ("imei", two)), offer = Shop.Offer() }, Second);
        Assert.Equal("SERIAL_TAKEN", payload.Refusal().Text("code"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM items.items WHERE operator_id = $1 AND id IN (SELECT item_id FROM items.serials WHERE value = $2)", _shop.OperatorOf(DemoOperators.Rental), two));
    }

    [Fact]
    public async Task Its_seller_takes_a_thing_back_under_a_new_number_of_their_own_only()
    {
        var serial = Serial();
        var first = await PublishAsync(First, serial, "BACK-1");
        await SellAsync(first, First, "grace");
        var again = new { item = _shop.Item(("makerSerial", serial)), offer = Shop.Offer(), sourceId = "BACK-1" };
        Assert.Equal("SOURCE_ID_TAKEN", (await _shop.DoAsync("draftListing", again, First)).Refusal().Text("code"));
        Assert.Equal("Consumer", _shop.Scalar("SELECT holder FROM items.custody WHERE item_id = $1 AND upper_inf(during)", Uuid(first.GetProperty("item").Text("id"))));
        var back = await PublishAsync(First, serial, "BACK-2");
        Assert.Equal(first.GetProperty("item").Text("id"), back.GetProperty("item").Text("id"));
        await SellAsync(back, First, "heidi");
    }

    [Fact]
    public async Task Two_operators_who_register_one_thing_at_once_do_not_both_get_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var serial = Serial();
            if (round % 2 == 0)
            {
                await GoneAsync(await _shop.DraftAsync(First, _shop.Item(("makerSerial", serial))));
            }

            var ends = await Task.WhenAll(new[] { First, Second, First, Second }.Select(token =>
                _shop.DoAsync("draftListing", new { item = _shop.Item(("makerSerial", serial)), offer = Shop.Offer() }, token)));
            Assert.Single(ends, end => end.GetProperty("errors").GetArrayLength() == 0);
            Assert.All(ends.Where(end => end.GetProperty("errors").GetArrayLength() > 0), end => Assert.Equal("SERIAL_TAKEN", end.Refusal().Text("code")));
            Assert.Equal(1L, _shop.Scalar("SELECT count(DISTINCT item_id) FROM items.serials WHERE value = upper($1)", serial));
        }
    }

    [Fact]
    public async Task What_the_platform_took_down_stays_down_in_other_hands()
    {
        var serial = Serial();
        var draft = await PublishAsync(First, serial);
        Assert.Empty((await _shop.DoAsync("suspendListing", new { id = draft.Text("id"), reason = "盗品の疑い" }, _shop.Token(Role.Platform))).List("errors"));
        await GoneAsync(draft);
        var second = await _shop.DraftAsync(Second, _shop.Item(("makerSerial", serial)));
        Assert.Equal("LISTING_SUSPENDED", (await _shop.DoAsync("publishListing", new { id = second.Text("id") }, Second)).Refusal().Text("code"));
        Assert.Equal("SUSPENDED", (await _shop.OwnAsync(draft, "state")).Text("state"));
    }

    [Fact]
    public async Task Serials_without_a_brand_do_not_meet_between_operators()
    {
        var serial = Serial();
        await _shop.DraftAsync(First, _shop.Item(("brand", null), ("makerSerial", serial)));
        await _shop.DraftAsync(Second, _shop.Item(("brand", null), ("makerSerial", serial)));
        var twice = await _shop.DoAsync("draftListing", new { item = _shop.Item(("brand", " "), ("makerSerial", serial)), offer = Shop.Offer() }, Second);
        Assert.Equal("SERIAL_TAKEN", twice.Refusal().Text("code"));
    }

    private async Task<JsonElement> PublishAsync(string token, string serial, string? sourceId = null, string? tag = null)
    {
        var draft = await _shop.DraftAsync(token, _shop.Item(("makerSerial", serial), ("tag", tag)), sourceId: sourceId);
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, token);
        Assert.True(published.GetProperty("errors").GetArrayLength() == 0, published.ToString());
        return published.GetProperty("listing");
    }

    private async Task RefusedAsync(string token, string serial, bool byAnother)
    {
        var refusal = (await _shop.DoAsync(
            "draftListing", new { item = _shop.Item(("makerSerial", serial)), offer = Shop.Offer() }, token, "listing { id } errors { ... on SerialTaken { byAnotherOperator } }")).Refusal();
        Assert.Equal(("SERIAL_TAKEN", byAnother), (refusal.Text("code"), refusal.GetProperty("byAnotherOperator").GetBoolean()));
    }

    private async Task<JsonElement> SellAsync(JsonElement listing, string seller, string consumer)
    {
        var order = await _shop.BuyAsync(listing, consumer);
        await HandOverAsync(order, seller);
        await CompleteAsync(order, consumer);
        return order;
    }

    private async Task DoneAsync(string mutation, object input, string token) => Assert.Empty((await _shop.DoAsync(mutation, input, token, "order { id }")).List("errors"));

    private async Task HandOverAsync(JsonElement order, string seller) => Assert.Empty(
        (await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, seller, "order { id }")).List("errors"));

    private async Task CompleteAsync(JsonElement order, string consumer) => Assert.Empty((await _shop.DoAsync(
        "completeOrder", new { orderId = order.Text("id"), idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: consumer), "order { id }")).List("errors"));

    /// <summary>As if it had been sold: what many tests need of a sale is its end.</summary>
    private Task GoneAsync(JsonElement listing)
    {
        _shop.Scalar("SELECT items.pass_custody($1, 'Consumer', NULL, 'Order', gen_random_uuid(), now())", Uuid(listing.GetProperty("item").Text("id")));
        return Task.CompletedTask;
    }

    private async Task<JsonElement> AskAsync(JsonElement listing, string? token) => (await _shop.AskAsync(
        token is null ? "query($id: ID!) { listing(id: $id) { id item { id name facts { value } } } }" : $"query($id: ID!) {{ listing(id: $id) {{ {Seen} }} }}", new { id = listing.Text("id") }, token)).GetProperty("listing");

    private static Guid Uuid(string id) => TypedId.TrySplit(id, out _, out var value) ? value : Guid.Empty;

    private static string Serial() => $"RS-{Guid.CreateVersion7():N}";

    private static string Imei()
    {
        var digits = string.Concat(Enumerable.Range(0, 14).Select(_ => Random.Shared.Next(10)));
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 2)).Sum(value => value > 9 ? value - 9 : value);
        return digits + ((10 - (sum % 10)) % 10);
    }
}
