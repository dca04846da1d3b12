using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Writes protocol messages one at a time; whoever waits for the lock is held back by a slow client, and only by that one.</summary>
internal sealed class SocketWriter(WebSocket socket) : IDisposable
{
    /// <summary>Kept from message to message; what a larger one took is let go.</summary>
    private const int Usual = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private ArrayBufferWriter<byte> _message = new();

    /// <summary>Once it has begun, a message goes out whole: breaking it off would break the connection of all other operations.</summary>
    public async Task SendAsync(string type, string? id, Action<Utf8JsonWriter>? payload, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            _message.ResetWrittenCount();
            ResultWriter.Use(_message, (type, id, payload), static (json, state) => Write(json, state.type, state.id, state.payload));
            await socket.SendAsync(_message.WrittenMemory, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        finally
        {
            _message = _message.Capacity > Usual ? new() : _message;
            _writing.Release();
        }
    }

    /// <summary>Says why, then waits a moment for the client's own close: ending the request at once would cut the connection first.</summary>
    public async Task CloseAsync(Closing closing, Task reading)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _writing.WaitAsync(patience.Token);
            await socket.CloseOutputAsync((WebSocketCloseStatus)closing.Code, closing.Reason, patience.Token);
            await Task.WhenAny(reading, Task.Delay(Timeout.Infinite, patience.Token));
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => _writing.Dispose();

    private static void Write(Utf8JsonWriter json, string type, string? id, Action<Utf8JsonWriter>? payload)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (id is not null)
        {
            json.WriteString("id"u8, id);
        }

        if (payload is not null)
        {
            json.WritePropertyName("payload"u8);
            payload(json);
        }

        json.WriteEndObject();
    }
}
