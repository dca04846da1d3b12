using System.Buffers;
using System.Net.WebSockets;
using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Whole messages of a client. What is long is paid for while it is read, part by part, and counts as kept only as long as it is.</summary>
/// <param name="socket">Read by nobody else.</param>
/// <param name="limits">How long a message may be.</param>
/// <param name="pay">Called before each part but the first; throws when there is nothing to pay with.</param>
/// <param name="keep">Called with the bytes that a long message takes, and with their negative when it is done with.</param>
internal sealed class SocketReader(WebSocket socket, GraphQLLimits limits, Action pay, Action<long> keep)
{
    private const int Part = 4096;

    /// <summary>Kept from message to message.</summary>
    private const int Usual = 64 * 1024;

    private ArrayBufferWriter<byte> _buffer = new(Part);
    private long _taken;

    /// <summary>The next message, good until the one after it; null when the client closed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        Forget();
        for (var isFirst = true; ; isFirst = false)
        {
            if (!isFirst)
            {
                pay();
            }

            var part = await socket.ReceiveAsync(_buffer.GetMemory(Part)[..Part], cancellation);
            _buffer.Advance(part.Count);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.MessageType != WebSocketMessageType.Text)
            {
                throw new ProtocolBroken(Closing.Invalid);
            }

            Keep();
            if (part.EndOfMessage)
            {
                return _buffer.WrittenMemory;
            }
        }
    }

    private void Keep()
    {
        if (_buffer.WrittenCount > limits.MaxBodyBytes)
        {
            throw new ProtocolBroken(Closing.TooLarge);
        }

        if (_buffer.Capacity > Usual && _buffer.Capacity > _taken)
        {
            keep(_buffer.Capacity - _taken);
            _taken = _buffer.Capacity;
        }
    }

    private void Forget()
    {
        _buffer.ResetWrittenCount();
        if (_taken > 0)
        {
            _buffer = new(Part);
            keep(-_taken);
            _taken = 0;
        }
    }
}
