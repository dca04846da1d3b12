using System.Net;
using System.Net.Sockets;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>A port of 127.0.0.1 that leads to a Unix socket, for tools that know only ports: what ends on one side ends on the other.</summary>
public sealed class SocketPort : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly Task _accepting;

    /// <param name="socket">Path of the socket.</param>
    public SocketPort(string socket)
    {
        _socket = socket;
        _listener.Start();
        Address = $"{_listener.LocalEndpoint}";
        _accepting = AcceptAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(PassAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using var from = caller;
        using var to = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await to.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _ending.Token);
            await using var there = new NetworkStream(to);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            Task[] ways = [from.GetStream().CopyToAsync(there, ended.Token), there.CopyToAsync(from.GetStream(), ended.Token)];
            await Task.WhenAny(ways);
            await ended.CancelAsync();
            await Task.WhenAll(ways);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // Whoever broke off has broken off the other side too.
        }
    }
}
