using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>A bare session that sends recorded exchanges again: each statement is prepared once, nothing is read but what was done.</summary>
internal sealed class WireSession : IDisposable
{
    private static readonly byte[] ProtocolVersion = [0, 3, 0, 0];

    private readonly Socket _socket;
    private readonly MessageReader _answers = new(startup: false);
    private readonly Dictionary<Statement, string> _prepared = [];
    private readonly MemoryStream _sending = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _unanswered;

    private WireSession(Socket socket) => _socket = socket;

    /// <summary>What PostgreSQL refused.</summary>
    public List<string> Refused { get; } = [];

    public static async Task<WireSession> OpenAsync(string folder, string user, string database)
    {
        var session = new WireSession(WireRecorder.Connect(folder));
        session.Write(null, [.. ProtocolVersion, .. Encoding.UTF8.GetBytes($"user\0{user}\0database\0{database}\0client_encoding\0UTF8\0\0")]);
        session._unanswered++;
        await session.FinishAsync([]);
        return session;
    }

    /// <summary>Sends one; a beginning is not waited for, it goes with what follows. Gives what was done.</summary>
    public async Task<IReadOnlyList<string>> SendAsync(Exchange exchange)
    {
        for (var at = 0; at < exchange.Messages.Count; at++)
        {
            Write(exchange.Messages[at], exchange.Bound.GetValueOrDefault(at));
        }

        _unanswered++;
        var tags = new List<string>();
        if (!exchange.Begins)
        {
            await FinishAsync(tags);
        }

        return tags;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private void Write(Message message, Statement? bound)
    {
        if (bound is not null)
        {
            var (portal, at) = WireRecorder.Text(message.Body, 0);
            var (_, rest) = WireRecorder.Text(message.Body, at);
            Write('B', [.. Encoding.UTF8.GetBytes($"{portal}\0{NameOf(bound)}\0"), .. message.Body[rest..]]);
        }
        else if (message.Type is 'E' or 'S' or 'Q')
        {
            Write(message.Type, message.Body);
        }
    }

    private string NameOf(Statement statement)
    {
        if (!_prepared.TryGetValue(statement, out var name))
        {
            _prepared[statement] = name = CeCommerce.Benchmarks.Text.Of($"s{_prepared.Count}");
            Write('P', [.. Encoding.UTF8.GetBytes($"{name}\0{statement.OfAnyVersion}\0"), .. Convert.FromBase64String(statement.Types)]);
        }

        return name;
    }

    private void Write(char? type, byte[] body)
    {
        if (type is { } known)
        {
            _sending.WriteByte((byte)known);
        }

        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 4);
        _sending.Write(length);
        _sending.Write(body);
    }

    private async Task FinishAsync(List<string> tags)
    {
        await _socket.SendAsync(_sending.ToArray());
        _sending.SetLength(0);
        while (_unanswered > 0)
        {
            var count = await _socket.ReceiveAsync(_buffer);
            if (count == 0)
            {
                throw new InvalidOperationException($"PostgreSQL ended the session: {Refused.LastOrDefault()}");
            }

            foreach (var message in _answers.Read(_buffer.AsSpan(0, count)))
            {
                Hear(message, tags);
            }
        }
    }

    private void Hear(Message message, List<string> tags)
    {
        switch (message.Type)
        {
            case 'C':
                tags.Add(Encoding.ASCII.GetString(message.Body).TrimEnd('\0'));
                break;
            case 'E':
                Refused.Add(Encoding.UTF8.GetString(message.Body).Replace('\0', ' '));
                break;
            case 'Z':
                _unanswered--;
                break;
        }
    }
}
