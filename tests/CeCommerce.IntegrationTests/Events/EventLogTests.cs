using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>The log that search and subscriptions live on.</summary>
public sealed class EventLogTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
    public async Task Whoever_watches_sees_how_far_the_readers_are_behind_and_what_holds_them()
    {
        var lag = server.Services.GetRequiredService<LogLag>();
        await Shop.UntilAsync(async () => (await lag.ReadAsync(Stop)).Readers.Select(reader => reader.Reader).Order().SequenceEqual(["listings.recalls", "listings.shelf", "passports", "search", "subscriptions"]));

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var open = await connection.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand("SELECT pg_current_xact_id()", connection))
        {
            await hold.ExecuteScalarAsync(Stop);
        }

        await new Shop(server).PublishedAsync(new Shop(server).Refurbisher);
        var held = await lag.ReadAsync(Stop);
        Assert.True(held.Waiting >= 3, $"{held.Waiting} lines wait.");
        Assert.True(held.OldestTransaction > TimeSpan.Zero);
        await open.RollbackAsync(Stop);
        await Shop.UntilAsync(async () => await lag.ReadAsync(Stop) is { Waiting: 0 } reading && reading.Readers.Single(reader => reader.Reader == "search").Lines == 0);
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
