using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>A change that many listen to costs the database what it costs for one, and leaves the others their connections.</summary>
public sealed class ListenerTests(TestServer server) : IClassFixture<TestServer>
{
    private const int Sockets = 20;
    private const int Subscriptions = 50;
    private const int FewConnections = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_read_once_for_a_thousand_listeners_and_others_are_answered_meanwhile()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var sockets = await Task.WhenAll(Enumerable.Range(0, Sockets).Select(_ => ConnectAsync(listing.Text("id"))));
        await ListeningAsync(Sockets * Subscriptions);
        using var statements = new Statements(server.ConnectionString);
        await _shop.DoAsync("changePrice", new { id = listing.Text("id"), expectedVersion = listing.Text("version"), price = Shop.Yen(12_345) }, _shop.Refurbisher);
        var all = Task.WhenAll(sockets.Select(ReceiveAllAsync));
        var since = Stopwatch.GetTimestamp();
        await _shop.AskAsync("{ operators(first: 1) { nodes { id } } }", token: _shop.Refurbisher);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await all;

        // One reading of the listing and one of its prices, beside what the mutation itself did.
        Assert.InRange(statements.Of("FROM listings.prices").Count, 1, 2);
        Assert.InRange(statements.Of("FROM listings.listings").Count, 1, 8);
        Assert.InRange(statements.MostAtOnce("FROM listings."), 1, FewConnections);
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [Fact]
    public async Task The_operator_and_the_public_see_their_own_of_the_same_change()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var id = draft.Text("id");
        using var own = await ConnectAsync(id, _shop.Refurbisher, 1);

        // The drafting, if it is still on its way, would end the other subscription before both are there.
        await ListeningAsync(1);
        using var foreign = await ConnectAsync(id, null, 1);
        await ListeningAsync(2);
        await _shop.DoAsync("changePrice", new { id, expectedVersion = draft.Text("version"), price = Shop.Yen(23_456) }, _shop.Refurbisher);
        Assert.Contains("\"complete\"", await ReceiveAsync(foreign), StringComparison.Ordinal);

        // It may have heard of the drafting too.
        string heard;
        do
        {
            heard = await ReceiveAsync(own);
            Assert.Contains("\"next\"", heard, StringComparison.Ordinal);
        }
        while (!heard.Contains("23,456", StringComparison.Ordinal));
    }

    /// <summary>Half of them ask in words of their own, so that it is the reading that is shared and not the answer.</summary>
    private async Task<ClientWebSocket> ConnectAsync(string listing, string? token = null, int count = Subscriptions)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Stop);
        await SendAsync(socket, new { type = "connection_init", payload = token is null ? null : new { authorization = "Bearer " + token } });
        Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var alias = i % 2 == 0 ? "" : $"own{i}: ";
            var query = $"subscription {{ listingChanged(id: \"{listing}\") {{ {alias}id priceHistory {{ price {{ formatted }} }} }} }}";
            await SendAsync(socket, new { type = "subscribe", id = $"{i}", payload = new { query } });
        }

        return socket;
    }

    private async Task ListeningAsync(int count)
    {
        var occupancy = server.Services.GetRequiredService<Occupancy>();
        await Shop.UntilAsync(() => Task.FromResult(occupancy.Total.Subscriptions >= count));
        await Task.Delay(TimeSpan.FromSeconds(1), Stop);
    }

    private static async Task ReceiveAllAsync(ClientWebSocket socket)
    {
        var heard = new HashSet<string>(StringComparer.Ordinal);
        while (heard.Count < Subscriptions)
        {
            var message = await ReceiveAsync(socket);
            Assert.Contains("\"next\"", message, StringComparison.Ordinal);
            if (message.Contains("12,345", StringComparison.Ordinal))
            {
                heard.Add(JsonElement.Parse(message).Text("id"));
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, endOfMessage: true, Stop);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>What is sent to one database, from Npgsql's own traces.</summary>
    private sealed class Statements : IDisposable
    {
        private readonly ConcurrentBag<(string Text, DateTime From, DateTime To)> _sent = [];
        private readonly ActivityListener _listener;

        public Statements(string connectionString)
        {
            var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.TagObjects.Any(tag => tag.Key is "db.namespace" or "db.name" && Equals(tag.Value, database)))
                    {
                        var text = (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement"))?.ToString() ?? "";
                        _sent.Add((text, activity.StartTimeUtc, activity.StartTimeUtc + activity.Duration));
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<string> Of(string part) => [.. _sent.Where(one => one.Text.Contains(part, StringComparison.Ordinal)).Select(one => one.Text)];

        public int MostAtOnce(string part)
        {
            var all = _sent.Where(one => one.Text.Contains(part, StringComparison.Ordinal)).ToList();
            return all.Max(one => all.Count(other => other.From <= one.From && one.From < other.To));
        }

        public void Dispose() => _listener.Dispose();
    }
}
