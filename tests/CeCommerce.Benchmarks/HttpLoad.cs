using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CeCommerce.Benchmarks;

/// <summary>
/// Keep-alive connections that send prepared requests one after another. Written on sockets, because an HttpClient would take as much of
/// the machine as the server that it measures.
/// </summary>
internal static class HttpLoad
{
    /// <summary>A POST of JSON as it goes over the wire.</summary>
    public static byte[] Post(string path, string json, string? token) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    /// <summary>Answered requests a second; each connection repeats its own requests in turn. Throws at any answer but 200.</summary>
    public static async Task<double> RunAsync(Uri server, byte[][][] requestsOfConnections, TimeSpan duration)
    {
        var since = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(requestsOfConnections.Select(requests => Task.Run(() => ConnectionAsync(server, requests, since, duration))));
        return counts.Sum() / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<int> ConnectionAsync(Uri server, byte[][] requests, long since, TimeSpan duration)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var (buffer, count) = (new byte[1 << 20], 0);
        for (; Stopwatch.GetElapsedTime(since) < duration; count++)
        {
            await socket.SendAsync(requests[count % requests.Length]);
            await ReceiveAsync(socket, buffer);
        }

        return count;
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer)
    {
        for (var length = 0; !IsWhole(buffer.AsSpan(0, length));)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The server closed the connection.");
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8) || buffer.AsSpan(0, 4096).IndexOf("\"errors\":[{"u8) >= 0)
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, 600));
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        _ = System.Buffers.Text.Utf8Parser.TryParse(answer[(length + 16)..], out int body, out _);
        return answer.Length == head + 4 + body;
    }
}
