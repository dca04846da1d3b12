using System.Net.WebSockets;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Accepts WebSockets that speak graphql-transport-ws, each in a session of its own.</summary>
internal sealed class WebSocketTransport(
    OperationRunner runner, ICallerReader callers, GraphQLLimits limits, IServiceScopeFactory scopes, TimeProvider clock,
    IHostApplicationLifetime lifetime, ILogger<WebSocketTransport> log)
{
    public const string Protocol = "graphql-transport-ws";

    public async Task AcceptAsync(HttpContext http)
    {
        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(speaks ? Protocol : null);
        if (!speaks)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", CancellationToken.None);
            return;
        }

        using var session = new WebSocketSession(socket, http, runner, callers, limits, scopes, clock, log);
        await session.RunAsync(lifetime.ApplicationStopping);
    }
}
