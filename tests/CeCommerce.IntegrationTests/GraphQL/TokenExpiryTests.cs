using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>Who stays connected is let in once; a token must not outlive itself that way.</summary>
public sealed class TokenExpiryTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly TimeSpan LongerThanAToken = TimeSpan.FromHours(25);
    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_closed_with_4403_when_its_token_ends()
    {
        using var socket = await ConnectAsync(_shop.Token(Role.Consumer, consumer: "late"));
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query = await SubscriptionAsync() } });
        server.Clock.Advance(LongerThanAToken);

        // The publishing of the listing may still be on its way.
        while (await ReceiveAsync(socket) is not null)
        {
        }

        Assert.Equal(4403, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task An_operation_after_the_end_of_the_token_is_not_run()
    {
        using var socket = await ConnectAsync(_shop.Token(Role.Consumer, consumer: "later"));
        server.Clock.Advance(LongerThanAToken);
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query = "{ __typename }" } });
        Assert.Null(await ReceiveAsync(socket));
        Assert.Equal(4403, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task An_anonymous_socket_stays_open()
    {
        using var socket = await ConnectAsync(token: null);
        server.Clock.Advance(LongerThanAToken);
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query = "{ __typename }" } });
        Assert.Equal("next", (await ReceiveAsync(socket))?.Text("type"));
    }

    [Fact]
    public async Task A_stream_of_events_completes_when_its_token_ends()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = await SubscriptionAsync() }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _shop.Token(Role.Consumer, consumer: "latest"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        server.Clock.Advance(LongerThanAToken);
        Assert.EndsWith("event: complete\ndata: \n\n", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private async Task<string> SubscriptionAsync() => $"subscription {{ listingChanged(id: \"{(await _shop.PublishedAsync(_shop.Refurbisher)).Text("id")}\") {{ id }} }}";

    private async Task<ClientWebSocket> ConnectAsync(string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Stop);
        await SendAsync(socket, new { type = "connection_init", payload = token is null ? null : new { authorization = "Bearer " + token } });
        Assert.Equal("connection_ack", (await ReceiveAsync(socket))?.Text("type"));
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, endOfMessage: true, Stop);

    /// <summary>The next message; null when the server closed the connection.</summary>
    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : JsonElement.Parse(buffer.AsSpan(0, received.Count));
    }
}
