using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>M1: what the platform takes of sales, from the rule to the books, through the front door.</summary>
public sealed class FeeTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Fees = "fees { lineNumber basisPoints fixed { amount } amount { amount } tax { amount } chargedAt charged { amount } chargedTax { amount } givenBack { amount } givenBackTax { amount } }";

    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Platform => _shop.Token(Role.Platform);

    private string Seller => OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString();

    /// <summary>No rule of the test before holds any more.</summary>
    public async ValueTask InitializeAsync()
    {
        foreach (var rule in (await _shop.AskAsync("{ feeRules(first: 100) { nodes { id until } } }", token: Platform)).List("feeRules", "nodes").Where(rule => rule.GetProperty("until").ValueKind == JsonValueKind.Null))
        {
            await EndAsync(rule);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task M1_a_fee_is_frozen_when_it_is_sold_and_charged_when_it_is_completed()
    {
        var rule = await SetAsync(new { operatorId = Seller, basisPoints = 1_000, @fixed = Shop.Yen(30), idempotencyKey = Shop.Key() });
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        await EndAsync(rule);
        await SetAsync(new { operatorId = Seller, category = "air_conditioner", basisPoints = 5_000, idempotencyKey = Shop.Key() });

        // 2,980.1 and 30; tax 301.
        var frozen = (await OrderAsync(order, Staff)).List("fees").Single();
        Assert.Equal((3_010, 301, 0), (Sum(frozen, "amount"), Sum(frozen, "tax"), Sum(frozen, "charged")));
        Assert.Equal(JsonValueKind.Null, frozen.GetProperty("chargedAt").ValueKind);
        await CompleteAsync(order);
        var charged = (await OrderAsync(order, Staff)).List("fees").Single();
        Assert.Equal((3_010, 301), (Sum(charged, "charged"), Sum(charged, "chargedTax")));
        Assert.Equal(["FeeIncome 3010", "FeeTax 301", "OperatorPayable -3311"], Booked(order));
        Assert.Empty(await FlawsAsync());

        var buyer = await OrderAsync(order, _shop.Token(Role.Consumer, consumer: "alice"));
        Assert.Empty(buyer.List("fees"));
        Assert.Equal(JsonValueKind.Null, buyer.List("lines").Single().GetProperty("fee").ValueKind);
        Assert.Equal(3_010, Sum((await OrderAsync(order, Platform)).List("lines").Single().GetProperty("fee"), "amount"));
    }

    [Fact]
    public async Task M1_without_a_rule_there_is_no_fee()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        await CompleteAsync(order);
        Assert.Empty((await OrderAsync(order, Staff)).List("fees"));
        Assert.Empty(Booked(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M1_a_partial_refund_before_completion_lowers_the_fee_by_its_part()
    {
        await SetAsync(new { operatorId = Seller, category = "air_conditioner", kind = "REUSE", basisPoints = 1_000, idempotencyKey = Shop.Key() });
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        var refund = new { orderId = order.Text("id"), line = 1, amount = Shop.Yen(10_000), reason = "傷", idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("refundLine", refund, Staff, "order { state }")).List("errors"));
        await FinishAsync(order);

        // Of 2,980 and 298 the parts 999 and 99 are not charged.
        Assert.Equal(["FeeIncome 1981", "FeeTax 199", "OperatorPayable -2180"], Booked(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M2_money_that_the_seller_gives_back_of_a_completed_order_takes_its_part_of_the_fee_with_it()
    {
        await SetAsync(new { operatorId = Seller, basisPoints = 1_000, idempotencyKey = Shop.Key() });
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        await CompleteAsync(order);
        var (id, buyer) = (order.Text("id"), _shop.Token(Role.Consumer, consumer: "alice"));
        foreach (var (door, input, token, code) in new (string, object, string, string)[]
        {
            ("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(29_802), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "REFUND_ABOVE_REST"),
            ("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(0), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "REFUND_ABOVE_REST"),
            ("refundLine", new { orderId = id, line = 2, amount = Shop.Yen(1), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "ORDER_LINE_NOT_FOUND"),
            ("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(1), reason = "傷", idempotencyKey = Shop.Key() }, _shop.Token(Role.Operator, DemoOperators.Rental), "ORDER_NOT_FOUND"),
            ("refundOrder", new { orderId = id, reason = "傷", idempotencyKey = Shop.Key() }, Staff, "ORDER_MOVE_REFUSED"),
            ("cancelOrder", new { orderId = id, reason = "傷", idempotencyKey = Shop.Key() }, buyer, "ORDER_MOVE_REFUSED"),
            ("reportProblem", new { orderId = id, line = 1, kind = "NOT_AS_DESCRIBED", text = "傷", idempotencyKey = Shop.Key() }, buyer, "LINE_MOVE_REFUSED"),
            ("requestReturn", new { orderId = id, line = 1, reason = "NOT_AS_DESCRIBED", text = "傷", idempotencyKey = Shop.Key() }, buyer, "LINE_MOVE_REFUSED"),
        })
        {
            Assert.Equal(code, (await _shop.DoAsync(door, input, token, "order { state }")).Refusal().Text("code"));
        }

        Assert.Equal(["FeeIncome 2980", "FeeTax 298", "OperatorPayable -3278"], Booked(order));
        var (key, returns) = (Shop.Key(), Returns(order));
        for (var again = 0; again < 2; again++)
        {
            var given = await _shop.DoAsync("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(10_000), reason = "傷", idempotencyKey = key }, Staff, "order { state }");
            Assert.Empty(given.List("errors"));
            Assert.Equal("COMPLETED", given.GetProperty("order").Text("state"));
        }

        Assert.Equal((999, 99, returns + 1), (GivenBack(await OrderAsync(order, Staff), "givenBack"), GivenBack(await OrderAsync(order, Staff), "givenBackTax"), Returns(order)));
        Assert.Empty((await _shop.DoAsync("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(19_801), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        Assert.Equal((2_980, 298), (GivenBack(await OrderAsync(order, Staff), "givenBack"), GivenBack(await OrderAsync(order, Staff), "givenBackTax")));
        Assert.Equal("REFUND_ABOVE_REST", (await _shop.DoAsync("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(1), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "order { state }")).Refusal().Text("code"));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task A_rule_is_the_platforms_to_set_and_each_operator_sees_those_that_hold_for_it()
    {
        var other = OperatorId.From(_shop.OperatorOf(DemoOperators.Rental)).ToString();
        var key = Shop.Key();
        var own = await SetAsync(new { operatorId = Seller, category = "lighter", basisPoints = 100, idempotencyKey = key });
        Assert.Equal(own.Text("id"), (await SetAsync(new { operatorId = Seller, category = "lighter", basisPoints = 100, idempotencyKey = key })).Text("id"));
        var foreign = await SetAsync(new { operatorId = other, category = "lighter", basisPoints = 200, idempotencyKey = Shop.Key() });
        var seen = (await _shop.AskAsync("{ feeRules(first: 100) { nodes { id } } }", token: Staff)).List("feeRules", "nodes").Select(rule => rule.Text("id")).ToList();
        Assert.Contains(own.Text("id"), seen);
        Assert.DoesNotContain(foreign.Text("id"), seen);
        var terms = await _shop.AskAsync("query($own: ID!, $other: ID!) { own: operator(id: $own) { feeTerms { id } } other: operator(id: $other) { feeTerms { id } } }", new { own = Seller, other }, Staff);
        Assert.Contains(own.Text("id"), terms.GetProperty("own").List("feeTerms").Select(rule => rule.Text("id")));
        Assert.Empty(terms.GetProperty("other").List("feeTerms"));

        var refused = await server.GraphQLAsync("mutation($input: SetFeeRuleInput!) { setFeeRule(input: $input) { errors { code } } }", new { input = new { basisPoints = 0, idempotencyKey = Shop.Key() } }, Staff);
        Assert.Equal("FORBIDDEN", refused.Fault());
    }

    [Theory]
    [InlineData("FEE_VALUE_INVALID", "basisPoints", """{ "basisPoints": 10001 }""")]
    [InlineData("FEE_VALUE_INVALID", "basisPoints", """{ "basisPoints": -1 }""")]
    [InlineData("FEE_VALUE_INVALID", "fixed", """{ "basisPoints": 1, "fixed": { "amount": 1000001, "currency": "JPY" } }""")]
    [InlineData("FEE_VALUE_INVALID", "fixed", """{ "basisPoints": 1, "fixed": { "amount": 1, "currency": "USD" } }""")]
    [InlineData("FEE_VALUE_INVALID", "from", """{ "basisPoints": 1, "from": "2020-01-01T00:00:00Z" }""")]
    [InlineData("FEE_VALUE_INVALID", "until", """{ "basisPoints": 1, "until": "2020-01-01T00:00:00Z" }""")]
    [InlineData("CATEGORY_UNKNOWN", "category", """{ "basisPoints": 1, "category": "nothing" }""")]
    [InlineData("OPERATOR_NOT_FOUND", "operatorId", """{ "basisPoints": 1, "operatorId": "opr_01arz3ndektsv4rrffq69g5fav" }""")]
    public async Task What_cannot_be_right_is_refused(string code, string field, string input)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(input)!.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        given["idempotencyKey"] = Shop.Key();
        if (field == "operatorId")
        {
            given["operatorId"] = OperatorId.From(Guid.CreateVersion7()).ToString();
        }

        var refusal = (await _shop.DoAsync("setFeeRule", given, Platform, "feeRule { id }")).Refusal();
        Assert.Equal((code, field), (refusal.Text("code"), refusal.List("path").Last().GetString()));
    }

    [Fact]
    public async Task A_rule_ends_once()
    {
        var rule = await SetAsync(new { category = "lighter", basisPoints = 100, idempotencyKey = Shop.Key() });
        await EndAsync(rule);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await _shop.DoAsync("endFeeRule", new { feeRuleId = rule.Text("id"), idempotencyKey = Shop.Key() }, Platform, "feeRule { id }");
        Assert.Equal("FEE_RULE_NOT_FOUND", again.Refusal().Text("code"));
    }

    private async Task<JsonElement> SetAsync(object input)
    {
        var set = await _shop.DoAsync("setFeeRule", input, Platform, "feeRule { id }");
        Assert.Empty(set.List("errors"));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return set.GetProperty("feeRule");
    }

    private async Task EndAsync(JsonElement rule) =>
        Assert.Empty((await _shop.DoAsync("endFeeRule", new { feeRuleId = rule.Text("id"), idempotencyKey = Shop.Key() }, Platform, "feeRule { id }")).List("errors"));

    private async Task CompleteAsync(JsonElement order)
    {
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        await FinishAsync(order);
    }

    private async Task FinishAsync(JsonElement order) => Assert.Empty(
        (await _shop.DoAsync("completeOrder", new { orderId = order.Text("id"), idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: "alice"), "order { state }")).List("errors"));

    private async Task<JsonElement> OrderAsync(JsonElement order, string token) =>
        (await _shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ {Fees} lines {{ fee {{ amount {{ amount }} }} }} }} }}", new { id = order.Text("id") }, token)).GetProperty("order");

    private static long GivenBack(JsonElement order, string name) => Sum(order.List("fees").Single(), name);

    /// <summary>How many return invoices the order has.</summary>
    private long Returns(JsonElement order) => (long)_shop.Scalar("SELECT count(*) FROM invoices.invoices WHERE order_id = $1 AND kind IN ('QualifiedReturnInvoice', 'RefundNote')", Shop.Uuid(order))!;

    private static long Sum(JsonElement fee, string name) => fee.GetProperty(name).GetProperty("amount").GetInt64();

    private string[] Booked(JsonElement order) => (_shop.Scalar(
        """
        SELECT string_agg(a.kind || ' ' || e.amount, ',' ORDER BY a.kind) FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = 'ord' AND m.cause_id = $1 AND m.kind = 'Fee'
        """,
        Shop.Uuid(order)) as string)?.Split(',') ?? [];

    private async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerVerification>().FlawsAsync(TestContext.Current.CancellationToken);
    }
}
