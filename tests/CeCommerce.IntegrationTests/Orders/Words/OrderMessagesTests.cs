using System.Text.Json;
using CeCommerce.IntegrationTests.Personal;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders.Words;

/// <summary>Buyer and operator write to each other about an order; nobody else reads it, and nobody takes a word of it back.</summary>
public sealed class OrderMessagesTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Messages = "messages { totalCount nodes { number from text textState sentAt } } unreadMessages";

    private readonly Counter _counter = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Buyer => _counter.Buyer(_name);

    [Fact]
    public async Task Buyer_and_operator_write_to_each_other_and_each_knows_what_is_unread()
    {
        var order = await _counter.DeliveredAsync(_name);
        await SaidAsync(order, "いつ届きますか。\n急いでいます 😀", Buyer);
        await SaidAsync(order, "明日です。", _counter.Operator);
        await SaidAsync(order, "3 < 5 です。ありがとう <3", Buyer);

        var seen = await _counter.OrderAsync(order, _counter.Operator, Messages);
        Assert.Equal(["BUYER いつ届きますか。\n急いでいます 😀", "SELLER 明日です。", "BUYER 3 < 5 です。ありがとう <3"], seen.List("messages", "nodes").Select(x => $"{x.Text("from")} {x.Text("text")}"));
        Assert.Equal((2, 1), (seen.GetProperty("unreadMessages").GetInt32(), (await _counter.OrderAsync(order, Buyer, Messages)).GetProperty("unreadMessages").GetInt32()));

        var marked = await _counter.DoneAsync("markOrderMessagesRead", new { orderId = order, upTo = 1, idempotencyKey = Shop.Key() }, _counter.Operator, "order { unreadMessages }");
        Assert.Equal(1, marked.GetProperty("order").GetProperty("unreadMessages").GetInt32());
        marked = await _counter.DoneAsync("markOrderMessagesRead", new { orderId = order, upTo = int.MaxValue, idempotencyKey = Shop.Key() }, _counter.Operator, "order { unreadMessages }");
        Assert.Equal(0, marked.GetProperty("order").GetProperty("unreadMessages").GetInt32());
        await SaidAsync(order, "まだですか", Buyer);
        Assert.Equal(1, (await _counter.OrderAsync(order, _counter.Operator, Messages)).GetProperty("unreadMessages").GetInt32());

        var page = await _counter.OrderAsync(order, Buyer, "messages(first: 2) { nodes { number } pageInfo { hasNextPage endCursor } }");
        Assert.Equal([1, 2], page.List("messages", "nodes").Select(x => x.GetProperty("number").GetInt32()));
        var next = await _counter.OrderAsync(order, Buyer, $"messages(first: 2, after: \"{page.GetProperty("messages").GetProperty("pageInfo").Text("endCursor")}\") {{ nodes {{ number }} }}");
        Assert.Equal([3, 4], next.List("messages", "nodes").Select(x => x.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task Nobody_else_writes_or_reads()
    {
        var order = await _counter.DeliveredAsync(_name);
        await SaidAsync(order, "秘密", Buyer);
        string[] others = [_counter.Buyer("stranger"), _counter.Shop.Token(Role.Operator, DemoOperators.Rental)];
        foreach (var token in others)
        {
            Assert.Equal("ORDER_NOT_FOUND", (await SendAsync(order, "x", token)).Refusal().Text("code"));
            Assert.Equal(JsonValueKind.Null, (await _counter.OrderAsync(order, token, Messages)).ValueKind);
        }

        const string Send = "mutation($input: SendOrderMessageInput!) { sendOrderMessage(input: $input) { errors { code } } }";
        foreach (var token in new[] { _counter.Shop.Token(Role.Platform), _counter.Shop.Refurbisher, _counter.Shop.Token(Role.Auditor) })
        {
            Assert.Equal("FORBIDDEN", (await server.GraphQLAsync(Send, new { input = new { orderId = order, text = "x", idempotencyKey = Shop.Key() } }, token)).Fault());
        }

        var staff = await _counter.OrderAsync(order, _counter.Shop.Token(Role.Platform), Messages);
        Assert.Equal(("秘密", 0), (staff.List("messages", "nodes").Single().Text("text"), staff.GetProperty("unreadMessages").GetInt32()));
    }

    [Theory]
    [InlineData("", "EMPTY")]
    [InlineData(" \n　", "EMPTY")]
    [InlineData("a\u0007b", "CONTROL_CHARACTERS")]
    [InlineData("a\rb", "CONTROL_CHARACTERS")]
    [InlineData("a\u001bb", "CONTROL_CHARACTERS")]
    [InlineData("a\u202eb", "CONTROL_CHARACTERS")]
    [InlineData("a\u2028b", "CONTROL_CHARACTERS")]
    [InlineData("<b>安い</b>", "HTML")]
    [InlineData("見て <img src=x onerror=alert(1)>", "HTML")]
    [InlineData("<!-- x -->", "HTML")]
    public async Task What_is_no_plain_text_is_refused(string text, string flaw)
    {
        var refusal = (await SendAsync(await AnOrderAsync(), text, _counter.Buyer("talker"))).Refusal();
        Assert.Equal(("ORDER_MESSAGE_INVALID", flaw), (refusal.Text("code"), refusal.Text("flaw")));
    }

    [Fact]
    public async Task Two_thousand_characters_are_kept_and_one_more_is_refused()
    {
        var order = await _counter.DeliveredAsync(_name);
        var longest = new string('長', 2_000);
        await SaidAsync(order, longest, Buyer);
        Assert.Equal(longest, (await _counter.OrderAsync(order, Buyer, Messages)).List("messages", "nodes").Single().Text("text"));
        Assert.Equal("TOO_LONG", (await SendAsync(order, longest + "い", Buyer)).Refusal().Text("flaw"));
    }

    [Fact]
    public async Task So_many_an_hour_and_no_more_and_the_other_side_may_still_answer()
    {
        var order = await _counter.DeliveredAsync(_name);
        for (var i = 1; i <= 30; i++)
        {
            await SaidAsync(order, $"{i}", Buyer);
        }

        var refusal = (await SendAsync(order, "31", Buyer)).Refusal();
        Assert.Equal(("TOO_MANY_ORDER_MESSAGES", 30), (refusal.Text("code"), refusal.GetProperty("limit").GetInt32()));
        Assert.True(refusal.GetProperty("retryAt").GetDateTimeOffset() > TestClock.Today);
        await SaidAsync(order, "落ち着いてください", _counter.Operator);
    }

    [Fact]
    public async Task Messages_sent_at_once_are_all_kept_and_numbered_and_one_sent_twice_once()
    {
        var (order, key) = (await _counter.DeliveredAsync(_name), Shop.Key());
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => SaidAsync(order, $"{i}", i % 2 == 0 ? Buyer : _counter.Operator))));

        // Of the same at once, those that come while the first is at it are asked to come again.
        await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => Task.Run(() => SendAsync(order, "一度だけ", Buyer, key))));
        await SaidAsync(order, "一度だけ", Buyer, key);
        var nodes = (await _counter.OrderAsync(order, Buyer, Messages)).List("messages", "nodes").ToList();
        Assert.Equal(Enumerable.Range(1, 9), nodes.Select(x => x.GetProperty("number").GetInt32()));
        Assert.Equal([.. Enumerable.Range(1, 8).Select(i => $"{i}"), "一度だけ"], nodes.Select(x => x.Text("text")).Order(StringComparer.Ordinal));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await SendAsync(order, "別のこと", Buyer, key)).Refusal().Text("code"));
    }

    [Fact]
    public async Task No_table_says_a_word_of_it_the_log_of_events_tells_of_it_and_with_the_buyer_it_goes()
    {
        const string Word = "極秘之曼珠沙華";
        var order = await _counter.DeliveredAsync(_name);
        await SaidAsync(order, Word, Buyer);
        await SaidAsync(order, Word, _counter.Operator);
        Assert.Empty(await InClear.FoundAsync(server.ConnectionString, Word));
        Assert.Equal(
            """{"from": "Buyer", "number": 1}""",
            _counter.Shop.Scalar("SELECT data::text FROM platform.events WHERE subject_id = $1 AND kind = 'order.message_sent' ORDER BY sequence LIMIT 1", Counter.Uuid(order)));

        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        var nodes = (await _counter.OrderAsync(order, _counter.Operator, Messages)).List("messages", "nodes").ToList();
        Assert.Equal(["BUYER ERASED", "SELLER ERASED"], nodes.Select(x => $"{x.Text("from")} {x.Text("textState")}"));
        Assert.All(nodes, x => Assert.Equal(JsonValueKind.Null, x.GetProperty("text").ValueKind));
    }

    [Fact]
    public async Task What_was_said_is_neither_changed_nor_deleted()
    {
        await SaidAsync(await _counter.DeliveredAsync(_name), "証拠", Buyer);
        Assert.Throws<PostgresException>(() => _counter.Shop.Scalar("UPDATE orders.messages SET \"from\" = 'Seller'"));
        Assert.Throws<PostgresException>(() => _counter.Shop.Scalar("DELETE FROM orders.messages"));
    }

    private async Task<string> AnOrderAsync() =>
        (await _counter.Shop.AskAsync("{ orders(first: 1) { nodes { id } } }", token: _counter.Buyer("talker"))).List("orders", "nodes").Select(x => x.Text("id")).FirstOrDefault()
        ?? await _counter.DeliveredAsync("talker");

    private Task<JsonElement> SendAsync(string order, string text, string token, string? key = null) => _counter.Shop.DoAsync(
        "sendOrderMessage",
        new { orderId = order, text, idempotencyKey = key ?? Shop.Key() },
        token,
        "order { id } errors { ... on OrderMessageInvalid { flaw } ... on TooManyOrderMessages { limit retryAt } }");

    private async Task SaidAsync(string order, string text, string token, string? key = null) => Assert.Empty((await SendAsync(order, text, token, key)).List("errors"));
}
