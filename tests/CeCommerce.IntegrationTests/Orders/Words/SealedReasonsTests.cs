using System.Text.Json;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders.Words;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders.Words;

/// <summary>Why somebody cancelled or refunded an order is read by both sides, lies nowhere in clear, and goes with the buyer.</summary>
public sealed class SealedReasonsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Told = "state cancelReason cancelReasonState history { to why }";

    private readonly Counter _counter = new(server);

    /// <summary>Each test's own: another's may stand in clear.</summary>
    private readonly string _reason = $"曼珠沙華太郎が無二無三町へ引っ越すため {Guid.CreateVersion7():N}";
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Buyer => _counter.Buyer(_name);

    [Theory]
    [InlineData("cancelOrder", true)]
    [InlineData("cancelOrder", false)]
    [InlineData("refundOrder", false)]
    public async Task Both_sides_read_the_reason_and_no_table_says_a_word_of_it(string mutation, bool byBuyer)
    {
        var order = await PaidAsync();
        var closed = await _counter.DoneAsync(mutation, Input(order), byBuyer ? Buyer : _counter.Operator, "order { cancelReason cancelReasonState }");
        Assert.Equal((_reason, "READ"), (closed.GetProperty("order").Text("cancelReason"), closed.GetProperty("order").Text("cancelReasonState")));
        await AssertReadAsync(order);
        await AssertNowhereAsync();
    }

    [Fact]
    public async Task With_the_buyer_goes_the_reason()
    {
        var order = await PaidAsync();
        await _counter.DoneAsync("cancelOrder", Input(order), Buyer);
        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        await AssertErasedAsync(order);
    }

    [Fact]
    public async Task What_stands_in_clear_from_before_is_read_then_sealed_and_read_again()
    {
        var order = await InClearAsync();
        await AssertReadAsync(order);
        await RoundAsync();
        await AssertNowhereAsync();
        await AssertReadAsync(order);
        Assert.Equal(0L, _counter.Shop.Scalar("SELECT count(*) FROM orders.orders WHERE id = $1 AND cancel_reason IS NOT NULL", Counter.Uuid(order)));
    }

    [Fact]
    public async Task What_stands_in_clear_is_erased_with_its_buyer_too()
    {
        var order = await InClearAsync();
        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        await AssertNowhereAsync();
        await RoundAsync();
        await AssertErasedAsync(order);
    }

    [Fact]
    public async Task The_same_request_again_ends_it_once_and_another_reason_under_its_key_is_refused()
    {
        var (order, input) = (await PaidAsync(), Shop.Key());
        await _counter.DoneAsync("cancelOrder", Input(order, _reason, input), Buyer);
        await _counter.DoneAsync("cancelOrder", Input(order, _reason, input), Buyer);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _counter.Shop.DoAsync("cancelOrder", Input(order, "他の理由", input), Buyer, "order { id }")).Refusal().Text("code"));
        Assert.Equal("ORDER_MOVE_REFUSED", (await _counter.Shop.DoAsync("cancelOrder", Input(order), Buyer, "order { id }")).Refusal().Text("code"));
        Assert.Equal(1L, _counter.Shop.Scalar("SELECT count(*) FROM personal.texts WHERE consumer_id = $1", _name));
    }

    [Fact]
    public async Task Without_a_reason_no_state_of_one_is_told()
    {
        var order = await PaidAsync();
        await _counter.DoneAsync("cancelOrder", new { orderId = order, idempotencyKey = Shop.Key() }, Buyer);
        var told = await _counter.OrderAsync(order, Buyer, Told);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (told.GetProperty("cancelReason").ValueKind, told.GetProperty("cancelReasonState").ValueKind));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused() => Assert.Equal(
        "ORDER_TEXT_INVALID", (await _counter.Shop.DoAsync("cancelOrder", Input(await PaidAsync(), new string('長', 501)), Buyer, "order { id }")).Refusal().Text("code"));

    [Theory]
    [InlineData("why = 'x'")]
    [InlineData("why = NULL, who = 'x'")]
    [InlineData("at = now()")]
    public async Task Nothing_else_of_the_history_changes(string set)
    {
        var order = Counter.Uuid(await InClearAsync());
        Assert.Throws<Npgsql.PostgresException>(() => _counter.Shop.Scalar($"UPDATE platform.history SET {set} WHERE subject_id = $1", order));
        Assert.Throws<Npgsql.PostgresException>(() => _counter.Shop.Scalar("UPDATE platform.history SET why = NULL WHERE subject_id = $1 AND what = 'placed'", order));
        Assert.Throws<Npgsql.PostgresException>(() => _counter.Shop.Scalar("DELETE FROM platform.history WHERE subject_id = $1", order));
    }

    private object Input(string orderId, string? reason = null, string? idempotencyKey = null) => new { orderId, reason = reason ?? _reason, idempotencyKey = idempotencyKey ?? Shop.Key() };

    private async Task<string> PaidAsync() => (await _counter.Shop.BuyAsync(await _counter.Shop.PublishedAsync(_counter.Shop.Refurbisher), _name)).Text("id");

    /// <summary>As a server of the version before wrote it.</summary>
    private async Task<string> InClearAsync()
    {
        var order = await PaidAsync();
        await _counter.DoneAsync("cancelOrder", new { orderId = order, idempotencyKey = Shop.Key() }, Buyer);
        _counter.Shop.Scalar("UPDATE orders.orders SET cancel_reason = $2 WHERE id = $1", Counter.Uuid(order), _reason);
        _counter.Shop.Scalar(
            $"""
            DO $$
            BEGIN
                PERFORM set_config('session_replication_role', 'replica', true);
                UPDATE platform.history SET why = '{_reason}' WHERE subject_id = '{Counter.Uuid(order)}' AND what = 'refund_pending';
            END $$
            """);
        return order;
    }

    private async Task AssertReadAsync(string order)
    {
        foreach (var token in new[] { Buyer, _counter.Operator })
        {
            var told = await _counter.OrderAsync(order, token, Told);
            Assert.Equal((_reason, "READ"), (told.Text("cancelReason"), told.Text("cancelReasonState")));
            Assert.Equal([_reason], told.List("history").Where(move => move.GetProperty("why").ValueKind != JsonValueKind.Null && move.Text("to") is "REFUND_PENDING" or "CANCELLED").Select(move => move.Text("why")));
        }
    }

    private async Task AssertErasedAsync(string order)
    {
        foreach (var token in new[] { Buyer, _counter.Operator })
        {
            var told = await _counter.OrderAsync(order, token, Told);
            Assert.Equal((JsonValueKind.Null, "ERASED"), (told.GetProperty("cancelReason").ValueKind, told.Text("cancelReasonState")));
            Assert.DoesNotContain(_reason, told.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task AssertNowhereAsync() => Assert.Empty(await InClear.FoundAsync(server.ConnectionString, [_reason]));

    private async Task RoundAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ClearWords>().RoundAsync(TestContext.Current.CancellationToken);
    }
}
