using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>The log that search and subscriptions live on.</summary>
public sealed class EventLogTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Line = "INSERT INTO platform.events (kind, subject_id, data, at) VALUES ('test.line', $1, '{}', now())";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_commits_late_is_not_skipped()
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var log = new EventLog(source);
        var start = await log.SettledAsync(Stop);
        var (early, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var first = await source.OpenConnectionAsync(Stop);
        await using var open = await first.BeginTransactionAsync(Stop);
        await WriteAsync(first, late);
        await using (var second = await source.OpenConnectionAsync(Stop))
        {
            await WriteAsync(second, early);
        }

        Assert.Empty(await log.ReadAsync(start, 10, Stop));
        await open.CommitAsync(Stop);
        Assert.Equal([late, early], await SettledAsync(log, start, 2));
    }

    /// <summary>Other tests' transactions on the same cluster hold the log back for a moment.</summary>
    private static async Task<List<Guid>> SettledAsync(EventLog log, EventPosition start, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var seen = (await log.ReadAsync(start, 10, Stop)).Where(line => line.Kind == "test.line").Select(line => line.SubjectId).ToList();
            if (seen.Count >= count || tries == 200)
            {
                return seen;
            }

            await Task.Delay(50, Stop);
        }
    }

    [Theory]
    [InlineData("UPDATE platform.events SET kind = 'x'")]
    [InlineData("DELETE FROM platform.events")]
    [InlineData("UPDATE platform.history SET why = 'x'")]
    [InlineData("DELETE FROM platform.history")]
    public async Task What_is_written_stays(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));
    }

    [Fact]
    public async Task A_change_on_one_server_reaches_the_listeners_of_another()
    {
        var shop = new Shop(server);
        var listing = await shop.PublishedAsync(shop.Refurbisher);
        await using var second = await server.StartSecondAsync();
        var query = $"subscription {{ listingChanged(id: \"{listing.Text("id")}\") {{ price {{ amount }} }} }}";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await second.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(new Uri(second.Http.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, Stop);
        await SendAsync(socket, """{"type":"connection_init"}""");
        Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, System.Text.Json.JsonSerializer.Serialize(new { type = "subscribe", id = "1", payload = new { query } }));
        await Task.Delay(TimeSpan.FromSeconds(1), Stop);

        await shop.DoAsync("changePrice", new { id = listing.Text("id"), expectedVersion = listing.Text("version"), price = Shop.Yen(12_345) }, shop.Refurbisher);
        Assert.Contains("12345", await ReceiveAsync(socket), StringComparison.Ordinal);
        string? line;
        do
        {
            line = await events.ReadLineAsync(Stop).AsTask().WaitAsync(Patience, Stop);
        }
        while (line?.Contains("12345", StringComparison.Ordinal) == false);
        Assert.NotNull(line);
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Guid subject)
    {
        await using var command = new NpgsqlCommand(Line, connection) { Parameters = { new() { Value = subject } } };
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Stop);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
