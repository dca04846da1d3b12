using System.Net.WebSockets;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Accepts WebSockets that speak graphql-transport-ws, each in a session of its own.</summary>
internal sealed class WebSocketTransport(SocketServices services, IHostApplicationLifetime lifetime)
{
    public const string Protocol = "graphql-transport-ws";

    public async Task AcceptAsync(HttpContext http)
    {
        Place place;
        try
        {
            // Until the client says who it is, its address pays.
            var payer = Payer.Of(http.Connection.RemoteIpAddress);
            services.Buckets.Take(payer, 1);
            place = services.Occupancy.Enter(payer, Load.Connection);
        }
        catch (RequestRefused refused)
        {
            await HttpTransport.RefuseAsync(http, (RequestFault)refused.Errors[0]);
            return;
        }

        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
        using var dues = new SocketDues(services.Buckets, services.Occupancy, Payer.Of(http.Connection.RemoteIpAddress), place);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(speaks ? Protocol : null);
        if (!speaks)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", CancellationToken.None);
            return;
        }

        using var session = new WebSocketSession(socket, http, services, dues);
        await session.RunAsync(lifetime.ApplicationStopping);
    }
}

/// <summary>What every session needs of the house.</summary>
internal sealed record SocketServices(
    OperationRunner Runner, ICallerReader Callers, CostBuckets Buckets, Occupancy Occupancy, GraphQLLimits Limits, IServiceScopeFactory Scopes,
    TimeProvider Clock, ILogger<WebSocketSession> Log);
