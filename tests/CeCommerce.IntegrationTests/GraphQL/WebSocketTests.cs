using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.GraphQL;

public sealed class WebSocketTests : IAsyncLifetime
{
    private readonly DemoHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<ClientWebSocket> Connect(string init = """{"type":"connection_init"}""")
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(_host.Url) { Scheme = "ws" }.Uri, CancellationToken.None);
        await Send(socket, init);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonNode?> Receive(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(buffer.AsSpan(0, received.Count));
    }

    private static string Subscribe(string id, string query) => $$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"{{{query}}}"}}""";

    [Fact]
    public async Task The_token_of_connection_init_counts()
    {
        using var socket = await Connect("""{"type":"connection_init","payload":{"Authorization":"Bearer Operator"}}""");
        Assert.Equal("connection_ack", (string?)(await Receive(socket))!["type"]);
        await Send(socket, Subscribe("1", "subscription { privateTicks { number } }"));
        Assert.Equal(1, (int)(await Receive(socket))!["payload"]!["data"]!["privateTicks"]!["number"]!);
    }

    [Fact]
    public async Task A_bad_token_closes_with_4403()
    {
        using var socket = await Connect("""{"type":"connection_init","payload":{"authorization":"Bearer nobody"}}""");
        Assert.Null(await Receive(socket));
        Assert.Equal(4403, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task A_private_subscription_without_a_token_is_an_error_message()
    {
        using var socket = await Connect();
        await Receive(socket);
        await Send(socket, Subscribe("1", "subscription { privateTicks { number } }"));
        var error = (await Receive(socket))!;
        Assert.Equal("error", (string?)error["type"]);
        Assert.Equal("UNAUTHENTICATED", (string?)error["payload"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_bug_outside_of_every_field_is_an_error_message_and_logged_once()
    {
        using var socket = await Connect();
        await Receive(socket);
        await Send(socket, $$$"""{"type":"subscribe","id":"1","payload":{"documentId":"{{{DemoHost.Breaking}}}"}}""");
        var error = (await Receive(socket))!;
        Assert.Equal(("error", "1"), ((string?)error["type"], (string?)error["id"]));
        var extensions = error["payload"]![0]!["extensions"]!;
        Assert.Equal("INTERNAL", (string?)extensions["code"]);
        Assert.Contains((string)extensions["traceId"]!, Assert.Single(_host.Logs.Errors), StringComparison.Ordinal);
        await Send(socket, Subscribe("1", "{ hello }"));
        Assert.Equal("next", (string?)(await Receive(socket))!["type"]);
    }

    [Fact]
    public async Task Complete_stops_the_source_and_frees_its_place()
    {
        using var socket = await Connect();
        await Receive(socket);
        for (var round = 0; round < 8; round++)
        {
            await Send(socket, Subscribe("same", "subscription { ticks(everyMilliseconds: 5) { number } }"));
            JsonNode? message;
            do
            {
                message = await Receive(socket);
            }
            while ((string?)message!["type"] == "next" && (int)message["payload"]!["data"]!["ticks"]!["number"]! != 1);

            Assert.Equal("next", (string?)message["type"]);
            await Send(socket, """{"type":"complete","id":"same"}""");
        }
    }

    [Fact]
    public async Task One_connection_runs_only_so_many_operations()
    {
        using var socket = await Connect();
        await Receive(socket);
        for (var i = 0; i < 4; i++)
        {
            await Send(socket, Subscribe($"{i}", "subscription { ticks(everyMilliseconds: 10000) { number } }"));
        }

        JsonNode? message;
        do
        {
            message = await Receive(socket);
        }
        while ((string?)message!["type"] == "next");

        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", (string?)message["payload"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye_with_1001()
    {
        using var socket = await Connect();
        await Receive(socket);
        await Send(socket, Subscribe("1", "subscription { ticks(everyMilliseconds: 50) { number } }"));
        await Receive(socket);
        var stopping = _host.StopAsync();
        while (await Receive(socket) is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
