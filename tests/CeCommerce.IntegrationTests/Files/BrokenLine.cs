using System.Net;
using System.Net.Sockets;

namespace CeCommerce.IntegrationTests.Files;

/// <summary>A line to a server that breaks after so many bytes, each time anew; without a server it takes everything and never answers.</summary>
internal sealed class BrokenLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri? _server;
    private readonly long _breaksAfter;

    public BrokenLine(Uri? server, long breaksAfter)
    {
        (_server, _breaksAfter) = (server, breaksAfter);
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How often somebody tried.</summary>
    public int Calls { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync();
                Calls++;
                _ = CarryAsync(caller);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using (caller)
        using (var server = new TcpClient())
        {
            try
            {
                if (_server is not null)
                {
                    await server.ConnectAsync(_server.Host, _server.Port);
                }

                var buffer = new byte[16 * 1024];
                for (long carried = 0; carried < _breaksAfter && await caller.GetStream().ReadAsync(buffer) is var read and > 0; carried += read)
                {
                    await (_server is null ? ValueTask.CompletedTask : server.GetStream().WriteAsync(buffer.AsMemory(0, read)));
                }
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                // Either end left first.
            }
        }
    }
}
