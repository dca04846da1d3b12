using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>Stands between a server and PostgreSQL's socket and keeps what is sent, statement by statement, with what PostgreSQL said was done.</summary>
internal sealed class WireRecorder : IAsyncDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _database;
    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<Exchange> _exchanges = [];
    private readonly CancellationTokenSource _closing = new();
    private int _sessions;

    /// <param name="database">The folder of PostgreSQL's socket.</param>
    public WireRecorder(string database)
    {
        _database = database;
        Folder = Directory.CreateTempSubdirectory("wire").FullName;
        _door.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, SocketName)));
        _door.Listen(64);
        _ = AcceptAsync();
    }

    /// <summary>The folder of its own socket.</summary>
    public string Folder { get; }

    /// <summary>All that was sent since the last time, in the order of the answers' ends.</summary>
    public IReadOnlyList<Exchange> Take()
    {
        var taken = new List<Exchange>();
        while (_exchanges.TryDequeue(out var exchange))
        {
            taken.Add(exchange);
        }

        return taken;
    }

    public static Socket Connect(string folder)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, SocketName)));
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _door.Dispose();
        _closing.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var client = await _door.AcceptAsync(_closing.Token);
            _ = new Session(this, _sessions++, client, Connect(_database)).PumpAsync();
        }
    }

    private sealed class Session(WireRecorder all, int number, Socket client, Socket server)
    {
        private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
        private readonly ConcurrentQueue<Exchange> _unanswered = [];
        private readonly MessageReader _fromClient = new(startup: true);
        private readonly MessageReader _fromServer = new(startup: false);
        private Exchange _sending = new(number);

        public Task PumpAsync() => Task.WhenAll(PumpAsync(client, server, Sent), PumpAsync(server, client, Answered));

        private async Task PumpAsync(Socket from, Socket to, Action<ReadOnlyMemory<byte>> see)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer, all._closing.Token) is > 0 and var count)
                {
                    see(buffer.AsMemory(0, count));
                    for (var sent = 0; sent < count;)
                    {
                        sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), all._closing.Token);
                    }
                }
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone.
            }

            client.Dispose();
            server.Dispose();
        }

        private void Sent(ReadOnlyMemory<byte> piece)
        {
            foreach (var message in _fromClient.Read(piece.Span))
            {
                Sent(message);
            }
        }

        private void Sent(Message message)
        {
            if (message.Type is ' ' or 'X' or 'p')
            {
                return;
            }

            Bind(message);
            _sending.Messages.Add(message);
            if (message.Type is 'S' or 'Q')
            {
                _unanswered.Enqueue(_sending);
                _sending = new(number);
            }
        }

        private void Bind(Message message)
        {
            if (message.Type == 'P')
            {
                var (name, at) = Text(message.Body, 0);
                var (text, end) = Text(message.Body, at);
                _statements[name] = new(text, Convert.ToBase64String(message.Body[end..]));
            }

            if (message.Type == 'B')
            {
                var (_, at) = Text(message.Body, 0);
                _sending.Bound[_sending.Messages.Count] = _statements[Text(message.Body, at).Value];
            }
        }

        private void Answered(ReadOnlyMemory<byte> piece)
        {
            foreach (var message in _fromServer.Read(piece.Span))
            {
                // The first readiness is that of the session itself.
                if (message.Type == 'C' && _unanswered.TryPeek(out var open))
                {
                    open.Tags.Add(Encoding.ASCII.GetString(message.Body).TrimEnd('\0'));
                }

                if (message.Type == 'Z' && _unanswered.TryDequeue(out var over))
                {
                    all._exchanges.Enqueue(over);
                }
            }
        }
    }

    /// <summary>Text that ends with a zero, and where it ends.</summary>
    internal static (string Value, int End) Text(byte[] body, int from)
    {
        var end = Array.IndexOf(body, (byte)0, from);
        return (Encoding.UTF8.GetString(body, from, end - from), end + 1);
    }
}
