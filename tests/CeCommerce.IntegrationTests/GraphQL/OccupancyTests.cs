using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>What a caller may keep open: connections, subscriptions, memory, and for how long.</summary>
public sealed class OccupancyTests : IAsyncLifetime
{
    private const string Quiet = "subscription { ticks(everyMilliseconds: 600000) { number } }";
    private readonly List<ClientWebSocket> _sockets = [];
    private DemoHost _host = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_address_has_only_so_many_connections_and_one_that_closes_makes_room()
    {
        await StartAsync(new() { MaxConnections = 3 });
        var first = await ConnectAsync();
        await ConnectAsync();
        using var stream = await StreamAsync(Quiet);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusalAsync());
        using var refused = await StreamAsync(Quiet);
        Assert.Equal((HttpStatusCode.TooManyRequests, 30.0), (refused.StatusCode, refused.Headers.RetryAfter?.Delta?.TotalSeconds));
        Assert.Contains("TOO_MANY_CONNECTIONS", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await first.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        await SoonAsync(async () => await RefusalAsync() is null);
    }

    [Fact]
    public async Task All_addresses_of_an_ipv6_subscriber_share_one_room()
    {
        await StartAsync(new() { MaxConnections = 2 });
        await ConnectAsync(from: "2001:db8:1:2::1");
        await ConnectAsync(from: "2001:db8:1:2:ffff:1:2:3");
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusalAsync("2001:db8:1:2:abcd::9"));
        Assert.Null(await RefusalAsync("2001:db8:1:3::1"));
        Assert.Null(await RefusalAsync("192.0.2.7"));
    }

    [Fact]
    public async Task Who_names_themselves_takes_their_own_room()
    {
        await StartAsync(new() { MaxConnections = 2 });
        await ConnectAsync("Operator");
        await ConnectAsync("Operator");
        await ConnectAsync();
        var third = await ConnectAsync("Operator", expected: null);
        Assert.Equal(1013, (int?)third.CloseStatus);
        await ConnectAsync("Platform");
    }

    [Fact]
    public async Task Subscriptions_are_counted_over_all_connections()
    {
        await StartAsync(new() { MaxSubscriptions = 3 });
        var (one, other) = (await ConnectAsync(), await ConnectAsync());
        await SubscribeAsync(one, "1", Quiet);
        await SubscribeAsync(one, "2", Quiet);
        await SubscribeAsync(other, "1", Quiet);
        await SendAsync(other, Subscribe("2", Quiet));
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", CodeOf(await ReceiveAsync(other)));
        await SendAsync(one, """{"type":"complete","id":"1"}""");
        await Task.Delay(200, Stop);
        await SubscribeAsync(other, "3", Quiet);
    }

    [Fact]
    public async Task What_subscriptions_keep_is_counted()
    {
        await StartAsync(new() { MaxKeptBytes = 2_000_000 });
        var socket = await ConnectAsync();
        var long_ = Quiet + new string(' ', 20_000);
        await SubscribeAsync(socket, "1", long_);
        await SendAsync(socket, Subscribe("2", long_));
        Assert.Equal("TOO_MUCH_KEPT", CodeOf(await ReceiveAsync(socket)));
        await SubscribeAsync(socket, "3", Quiet);
        using var stream = await StreamAsync(long_);
        Assert.Equal(HttpStatusCode.TooManyRequests, stream.StatusCode);
    }

    [Fact]
    public async Task A_message_that_does_not_end_takes_of_the_same_room()
    {
        await StartAsync(new() { MaxKeptBytes = 200_000 });
        var socket = await ConnectAsync();
        await socket.SendAsync(new byte[150_000].AsMemory(), WebSocketMessageType.Text, endOfMessage: false, Stop);
        var other = await ConnectAsync();
        await other.SendAsync(new byte[150_000].AsMemory(), WebSocketMessageType.Text, endOfMessage: false, Stop);
        Assert.Null(await ReceiveAsync(other));
        Assert.Equal(1013, (int?)other.CloseStatus);
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", 40)]
    [InlineData("""{"type":"pong"}""", 40)]
    [InlineData("""{"type":"complete","id":"none"}""", 40)]
    public async Task Messages_are_paid_from_the_bucket(string message, int count)
    {
        await StartAsync(new() { BucketSize = 20, BucketRefillPerSecond = 1 });
        var socket = await ConnectAsync();
        for (var i = 0; i < count; i++)
        {
            await SendAsync(socket, message);
        }

        while (await ReceiveAsync(socket) is not null)
        {
        }

        Assert.Equal(1013, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task A_long_message_costs_by_its_length()
    {
        await StartAsync(new() { BucketSize = 100, BucketRefillPerSecond = 1 });
        var socket = await ConnectAsync();
        await SendAsync(socket, $$$"""{"type":"ping","payload":{"a":"{{{new string('x', 500_000)}}}"}}""");
        Assert.Null(await ReceiveAsync(socket));
        Assert.Equal(1013, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Events_wait_for_what_they_cost()
    {
        await StartAsync(new() { BucketSize = 20, BucketRefillPerSecond = 1 });
        var socket = await ConnectAsync();
        await SendAsync(socket, Subscribe("1", "subscription { ticks(everyMilliseconds: 1) { number } }"));
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        await SendAsync(socket, """{"type":"complete","id":"1"}""");
        await SendAsync(socket, """{"type":"ping"}""");
        var count = 0;
        while (await ReceiveAsync(socket) is { } message && (string?)message["type"] == "next")
        {
            count++;
        }

        Assert.InRange(count, 10, 30);
    }

    [Fact]
    public async Task Who_asks_nothing_for_long_is_closed_and_who_listens_is_not()
    {
        await StartAsync(new() { MaxIdleSeconds = 1 });
        var (idle, listening) = (await ConnectAsync(), await ConnectAsync());
        await SubscribeAsync(listening, "1", Quiet);
        await SendAsync(idle, """{"type":"ping"}""");
        Assert.Equal("pong", (string?)(await ReceiveAsync(idle))!["type"]);
        Assert.Null(await ReceiveAsync(idle));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, idle.CloseStatus);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Stop);
        await SendAsync(listening, """{"type":"complete","id":"1"}""");
        await SendAsync(listening, """{"type":"ping"}""");
        Assert.Equal("pong", (string?)(await ReceiveAsync(listening))!["type"]);
    }

    private async Task StartAsync(GraphQLLimits limits)
    {
        _host = new DemoHost { Limits = limits };
        await _host.InitializeAsync();
    }

    private async Task<ClientWebSocket> OpenAsync(string? from)
    {
        var socket = new ClientWebSocket();
        _sockets.Add(socket);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("graphql-transport-ws");
        if (from is not null)
        {
            socket.Options.SetRequestHeader("X-Forwarded-For", from);
        }

        await socket.ConnectAsync(new UriBuilder(_host.Url) { Scheme = "ws" }.Uri, Stop);
        return socket;
    }

    private async Task<ClientWebSocket> ConnectAsync(string? token = null, string? from = null, string? expected = "connection_ack")
    {
        var socket = await OpenAsync(from);
        await SendAsync(socket, token is null ? """{"type":"connection_init"}""" : $$$"""{"type":"connection_init","payload":{"authorization":"Bearer {{{token}}}"}}""");
        Assert.Equal(expected, (string?)(await ReceiveAsync(socket))?["type"]);
        return socket;
    }

    /// <summary>The status with which a connection is refused; null when it is taken.</summary>
    private async Task<HttpStatusCode?> RefusalAsync(string? from = null)
    {
        try
        {
            await OpenAsync(from);
            return null;
        }
        catch (WebSocketException)
        {
            return _sockets[^1].HttpStatusCode;
        }
    }

    private async Task<HttpResponseMessage> StreamAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await _host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private static string Subscribe(string id, string query) => JsonSerializer.Serialize(new { type = "subscribe", id, payload = new { query } });

    private static async Task SubscribeAsync(ClientWebSocket socket, string id, string query)
    {
        await SendAsync(socket, Subscribe(id, query));
        Assert.Equal("next", (string?)(await ReceiveAsync(socket))!["type"]);
    }

    private static string? CodeOf(JsonNode? message) => (string?)message?["payload"]![0]!["extensions"]!["code"];

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Stop);

    private static async Task<JsonNode?> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(buffer.AsSpan(0, received.Count));
    }

    private static async Task SoonAsync(Func<Task<bool>> done)
    {
        for (var tries = 0; !await done(); tries++)
        {
            Assert.True(tries < 100, "It did not come about.");
            await Task.Delay(100, Stop);
        }
    }
}
