using System.Text.Json;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders.Words;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders.Words;

/// <summary>What buyer and operator write about an order is read by the two of them, lies nowhere in clear, and goes with the buyer.</summary>
public sealed class SealedWordsTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] s_words = ["傷が深い、曼珠沙華まで電話を", "無二無三町へ送り返して", "曼珠沙華さんの梱包は良好", "無二無三の値引き"];

    private readonly Counter _counter = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Buyer => _counter.Buyer(_name);

    [Fact]
    public async Task Both_sides_read_what_was_written_and_no_table_says_a_word_of_it()
    {
        var order = await SaidAsync();
        foreach (var token in new[] { Buyer, _counter.Operator })
        {
            var said = await ObjectionAsync(order, token);
            Assert.Equal((s_words[0], s_words[0], s_words[1], s_words[2], "READ"), (said.Text("text"), said.Text("words"), said.Text("answer"), said.Text("inspection"), said.Text("wordsState")));
        }

        await AssertNowhereAsync();
    }

    [Fact]
    public async Task With_the_buyer_go_their_words_and_the_case_stands()
    {
        var order = await SaidAsync();
        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        foreach (var token in new[] { Buyer, _counter.Operator })
        {
            var said = await ObjectionAsync(order, token);
            Assert.Equal(("", "ERASED", true), (said.Text("text"), said.Text("wordsState"), said.GetProperty("accepted").GetBoolean()));
            Assert.All(new[] { "words", "answer", "inspection" }, field => Assert.Equal(JsonValueKind.Null, said.GetProperty(field).ValueKind));
        }

        Assert.Equal(0L, _counter.Shop.Scalar("SELECT count(*) FROM personal.texts WHERE consumer_id = $1", _name));

        // Who comes back writes under a new key.
        var again = await _counter.DeliveredAsync(_name);
        Assert.Empty((await _counter.ReportAsync(again, "また来た", Buyer)).List("errors"));
        Assert.Equal("また来た", (await ObjectionAsync(again, Buyer)).Text("words"));
        Assert.Equal("ERASED", (await ObjectionAsync(order, Buyer)).Text("wordsState"));
    }

    [Fact]
    public async Task A_server_of_the_version_before_that_erases_takes_the_words_along()
    {
        var order = await SaidAsync();
        _counter.Shop.Scalar(
            """
            INSERT INTO personal.erasures (id, person, key_ids, at, by_whom, recipients)
            SELECT gen_random_uuid(), sha256(convert_to(client_id || E'\n' || consumer_id, 'UTF8')), ARRAY[key_id], now(), 'before', 0 FROM personal.texts WHERE consumer_id = $1 LIMIT 1
            """,
            _name);
        Assert.Equal("ERASED", (await ObjectionAsync(order, Buyer)).Text("wordsState"));
        Assert.Equal(0L, _counter.Shop.Scalar("SELECT count(*) FROM personal.texts WHERE consumer_id = $1", _name));
    }

    [Fact]
    public async Task What_stands_in_clear_from_before_is_read_then_sealed_and_read_again()
    {
        var order = await InClearAsync();
        Assert.Equal((s_words[0], s_words[1]), await WordsAsync(order));
        await RoundAsync();
        await AssertNowhereAsync();
        Assert.Equal((s_words[0], s_words[1]), await WordsAsync(order));

        // A server of the version before goes on beside this one.
        _counter.Shop.Scalar("UPDATE orders.objections SET inspection = $2 WHERE order_id = $1", Counter.Uuid(order), s_words[2]);
        await RoundAsync();
        await AssertNowhereAsync();
        Assert.Equal(s_words[2], (await ObjectionAsync(order, Buyer)).Text("inspection"));
        Assert.Equal((s_words[0], s_words[1]), await WordsAsync(order));
    }

    [Fact]
    public async Task What_stands_in_clear_is_erased_with_its_buyer_too()
    {
        var order = await InClearAsync();
        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        await AssertNowhereAsync();
        await RoundAsync();
        var said = await ObjectionAsync(order, Buyer);
        Assert.Equal(("ERASED", JsonValueKind.Null), (said.Text("wordsState"), said.GetProperty("words").ValueKind));
    }

    [Fact]
    public async Task The_same_request_again_says_it_once_and_other_words_under_its_key_are_refused()
    {
        var (order, key) = (await _counter.DeliveredAsync(_name), Shop.Key());
        Assert.Empty((await _counter.ReportAsync(order, s_words[0], Buyer, key)).List("errors"));
        Assert.Empty((await _counter.ReportAsync(order, s_words[0], Buyer, key)).List("errors"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _counter.ReportAsync(order, s_words[1], Buyer, key)).Refusal().Text("code"));
        Assert.Equal(1L, _counter.Shop.Scalar("SELECT count(*) FROM personal.texts WHERE consumer_id = $1", _name));
    }

    [Fact]
    public async Task Under_another_order_a_text_does_not_open()
    {
        var (order, other) = (await SaidAsync(), await SaidAsync());
        _counter.Shop.Scalar(
            "UPDATE orders.objections SET text_id = (SELECT text_id FROM orders.objections WHERE order_id = $1) WHERE order_id = $2", Counter.Uuid(order), Counter.Uuid(other));
        Assert.Equal("UNAVAILABLE", (await ObjectionAsync(other, Buyer)).Text("wordsState"));
        Assert.Equal("READ", (await ObjectionAsync(order, Buyer)).Text("wordsState"));
    }

    [Fact]
    public async Task A_text_is_neither_changed_nor_deleted()
    {
        await SaidAsync();
        Assert.Throws<Npgsql.PostgresException>(() => _counter.Shop.Scalar("UPDATE personal.texts SET sealed = '\\x00' WHERE consumer_id = $1", _name));
        Assert.Throws<Npgsql.PostgresException>(() => _counter.Shop.Scalar("DELETE FROM personal.texts WHERE consumer_id = $1", _name));
    }

    /// <summary>A return with a word of everybody in every place.</summary>
    private async Task<string> SaidAsync()
    {
        var order = await _counter.DeliveredAsync(_name);
        await _counter.DoneAsync("refundLine", new { orderId = order, line = 1, amount = Shop.Yen(100), reason = s_words[3], idempotencyKey = Shop.Key() }, _counter.Operator);
        Assert.Empty((await _counter.ReportAsync(order, s_words[0], Buyer)).List("errors"));
        await _counter.DoneAsync("answerReturn", new { orderId = order, line = 1, accept = true, answer = s_words[1], idempotencyKey = Shop.Key() }, _counter.Operator);
        await _counter.DoneAsync("returnSent", new { orderId = order, line = 1, idempotencyKey = Shop.Key() }, Buyer);
        await _counter.DoneAsync("receiveReturn", new { orderId = order, line = 1, inspection = s_words[2], amount = Shop.Yen(100), idempotencyKey = Shop.Key() }, _counter.Operator);
        return order;
    }

    /// <summary>As a server of the version before wrote it.</summary>
    private async Task<string> InClearAsync()
    {
        var order = await SaidAsync();
        _counter.Shop.Scalar(
            "UPDATE orders.objections SET text = $2, answer = $3, text_id = NULL, answer_id = NULL, inspection_id = NULL WHERE order_id = $1", Counter.Uuid(order), s_words[0], s_words[1]);
        _counter.Shop.Scalar("UPDATE orders.refunds SET why = $2, why_id = NULL WHERE order_id = $1", Counter.Uuid(order), s_words[3]);
        return order;
    }

    private async Task<(string, string)> WordsAsync(string order)
    {
        var said = await ObjectionAsync(order, Buyer);
        return (said.Text("words"), said.Text("answer"));
    }

    private async Task<JsonElement> ObjectionAsync(string order, string token) => (await _counter.OrderAsync(order, token, Counter.Objections)).List("objections").Single();

    private async Task AssertNowhereAsync() => Assert.Empty(await InClear.FoundAsync(server.ConnectionString, s_words));

    private async Task RoundAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ClearWords>().RoundAsync(TestContext.Current.CancellationToken);
    }
}
