using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>Terms, payouts and what is owed, through the front door.</summary>
public sealed class SettlingDoorTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Shown = "operator(id: $id) { settlementTerms { liable schedule day minimum { amount } operator { id } } balances { payable { amount } onItsWay { amount } lost { amount } negativeSince accountMissing nextPayoutOn } payouts(first: 1) { nodes { id state amount { amount } carried { amount } heldBack { amount } reversed { amount } scheduledFor totals { kind amount { amount } lines } reversals { state amount { amount } } lines(first: 10) { nodes { number kind reference amount { amount } } } } } }";

    private readonly Shop _shop = new(server);

    private string Platform => _shop.Token(Role.Platform);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Seller => OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString();

    [Fact]
    public async Task M6_an_order_is_completed_paid_out_and_given_back_and_its_operator_sees_what_it_owes()
    {
        Assert.Empty((await SetAsync(new { operatorId = Seller, schedule = "MANUAL", liable = "OPERATOR", minimum = Shop.Yen(100), idempotencyKey = Shop.Key() })).List("errors"));
        var order = await CompletedAsync();
        var owed = await ShownAsync(Staff);
        Assert.Equal(("OPERATOR", "MANUAL"), (owed.GetProperty("settlementTerms").Text("liable"), owed.GetProperty("settlementTerms").Text("schedule")));
        var key = Shop.Key();
        var made = await _shop.DoAsync("makePayout", new { operatorId = Seller, idempotencyKey = key }, Platform, "payout { id state amount { amount } scheduledFor }");
        Assert.Empty(made.List("errors"));
        Assert.Equal(made.GetProperty("payout").Text("id"), (await _shop.DoAsync("makePayout", new { operatorId = Seller, idempotencyKey = key }, Platform, "payout { id }")).GetProperty("payout").Text("id"));
        Assert.Equal("NOTHING_TO_PAY_OUT", (await _shop.DoAsync("makePayout", new { operatorId = Seller, idempotencyKey = Shop.Key() }, Platform, "payout { id }")).Refusal().Text("code"));
        await SweepAsync();
        await LaterAsync();
        var paid = (await ShownAsync(Staff)).List("payouts", "nodes").Single();
        Assert.Equal(("ARRIVED", made.GetProperty("payout").GetProperty("amount").GetProperty("amount").GetInt64()), (paid.Text("state"), paid.GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.Contains(paid.List("lines", "nodes"), line => line.Text("kind") == "SALE" && line.Text("reference") == order.Text("id"));

        _shop.Scalar($"INSERT INTO payments.sandbox_accounts (account, trouble) VALUES ('acct_sandbox_{Seller}', 'BalanceGone')");
        Assert.Empty((await _shop.DoAsync("refundLine", new { orderId = order.Text("id"), line = 1, amount = Shop.Yen(9_800), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        await SweepAsync();
        var owing = (await ShownAsync(Staff)).List("balances").Single();
        Assert.Equal(-9_800, owing.GetProperty("payable").GetProperty("amount").GetInt64());
        Assert.NotEqual(JsonValueKind.Null, owing.GetProperty("negativeSince").ValueKind);
        Assert.Equal("IMPOSSIBLE", (await ShownAsync(Staff)).List("payouts", "nodes").Single().List("reversals").Single().Text("state"));

        // Other operators see nothing of it, and buyers may not ask.
        var seen = await ShownAsync(_shop.Token(Role.Operator, DemoOperators.Rental));
        Assert.All(new[] { "settlementTerms", "balances", "payouts" }, field => Assert.Equal(JsonValueKind.Null, seen.GetProperty(field).ValueKind));
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync($"query($id: ID!) {{ {Shown} }}", new { id = Seller }, _shop.Token(Role.Consumer, consumer: "alice"))).Fault());
    }

    [Theory]
    [InlineData("SETTLEMENT_VALUE_INVALID", "day", """{ "schedule": "WEEKLY", "day": 8 }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "day", """{ "schedule": "MONTHLY", "day": 29 }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "day", """{ "schedule": "DAILY", "day": 1 }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "delayDays", """{ "schedule": "DAILY", "delayDays": 91 }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "minimum", """{ "schedule": "DAILY", "minimum": { "amount": -1, "currency": "JPY" } }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "minimum", """{ "schedule": "DAILY", "minimum": { "amount": 1, "currency": "USD" } }""")]
    [InlineData("SETTLEMENT_VALUE_INVALID", "from", """{ "schedule": "DAILY", "from": "2020-01-01T00:00:00Z" }""")]
    public async Task What_cannot_be_right_is_refused(string code, string field, string input)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(input)!.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        (given["operatorId"], given["idempotencyKey"]) = (Seller, Shop.Key());
        var refusal = (await SetAsync(given)).Refusal();
        Assert.Equal((code, field), (refusal.Text("code"), refusal.List("path").Last().GetString()));
    }

    [Fact]
    public async Task Terms_are_the_platforms_to_set_and_an_operator_that_is_not_there_is_refused()
    {
        var nobody = OperatorId.From(Guid.CreateVersion7()).ToString();
        Assert.Equal("OPERATOR_NOT_FOUND", (await SetAsync(new { operatorId = nobody, schedule = "DAILY", idempotencyKey = Shop.Key() })).Refusal().Text("code"));
        Assert.Equal("OPERATOR_NOT_FOUND", (await _shop.DoAsync("makePayout", new { operatorId = nobody, idempotencyKey = Shop.Key() }, Platform, "payout { id }")).Refusal().Text("code"));
        var input = new { operatorId = Seller, schedule = "DAILY", idempotencyKey = Shop.Key() };
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync("mutation($input: SetSettlementTermsInput!) { setSettlementTerms(input: $input) { errors { code } } }", new { input }, Staff)).Fault());
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync("mutation($input: MakePayoutInput!) { makePayout(input: $input) { errors { code } } }", new { input = new { operatorId = Seller, idempotencyKey = Shop.Key() } }, Staff)).Fault());
    }

    private Task<JsonElement> SetAsync(object input) => _shop.DoAsync("setSettlementTerms", input, Platform, "settlementTerms { id }");

    private async Task<JsonElement> ShownAsync(string token) => (await _shop.AskAsync($"query($id: ID!) {{ {Shown} }}", new { id = Seller }, token)).GetProperty("operator");

    private async Task<JsonElement> CompletedAsync()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        Assert.Empty((await _shop.DoAsync("completeOrder", new { orderId = order.Text("id"), idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: "alice"), "order { state }")).List("errors"));
        return order;
    }

    private async Task LaterAsync()
    {
        server.Clock.Advance(TimeSpan.FromHours(2));
        await SweepAsync();
    }

    /// <summary>What the workers do in their own time as well.</summary>
    private async Task SweepAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SettlingSweep>().RunAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
    }
}
