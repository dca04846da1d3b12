using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>Operators, and apps in their own name, hear at once of every order that is theirs, and of no other.</summary>
public sealed class OrdersChangedTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Subscription = "subscription { ordersChanged { orderId state at order { id state } } }";

    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_hears_of_every_order_of_its_own_and_another_of_none()
    {
        using var own = await ListenAsync(_shop.Refurbisher);
        using var other = await ListenAsync(_shop.Token(Role.Refurbisher, DemoOperators.Rental));
        using var platform = await ListenAsync(_shop.Token(Role.Platform));
        var (first, second) = (await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher)), await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher)));
        await Task.WhenAll(own.UntilPaidAsync(first), own.UntilPaidAsync(second), platform.UntilPaidAsync(second));
        Assert.Equal(first.Text("id"), own.Of(first).Last().GetProperty("order").Text("id"));
        Assert.Empty(other.Heard);
    }

    [Fact]
    public async Task An_app_hears_of_what_was_placed_through_it_without_seeing_the_order()
    {
        var (app, consumer) = await AppAsync();
        using var listening = await ListenAsync(app);
        var theirs = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        var mine = await _shop.BuyWithAsync(await _shop.PublishedAsync(_shop.Refurbisher), consumer);
        await listening.UntilPaidAsync(mine);
        Assert.Empty(listening.Of(theirs));
        Assert.All(listening.Of(mine), change => Assert.Equal(JsonValueKind.Null, change.GetProperty("order").ValueKind));

        // In its own name it reads no orders, only that they moved.
        var asked = await server.GraphQLAsync("{ orders(first: 1) { nodes { id } } }", token: app);
        Assert.Equal("UNAUTHENTICATED", asked.Fault());
    }

    [Fact]
    public async Task A_consumer_and_who_sent_no_token_are_refused()
    {
        using var consumer = await ListenAsync(_shop.Token(Role.Consumer, consumer: "alice"));
        await Shop.UntilAsync(() => Task.FromResult(consumer.Refusal is not null));
        Assert.Equal("FORBIDDEN", consumer.Refusal);
        using var nobody = await ListenAsync(null);
        await Shop.UntilAsync(() => Task.FromResult(nobody.Refusal is not null));
        Assert.Equal("UNAUTHENTICATED", nobody.Refusal);
    }

    private async Task<Listening> ListenAsync(string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = Subscription }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return new(await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop));
    }

    /// <summary>An app's own token, and that of one of its consumers.</summary>
    private async Task<(string App, string Consumer)> AppAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<PartnerAppService>().RegisterAsync(
            new("Listening app", Role.Consumer, null, null, MayActForConsumers: true, TrustedDocumentsOnly: false), Caller.Anonymous, Stop);
        var (id, secret) = (outcome.Value!.App.ClientId!, outcome.Value.Secret);
        return (
            await TokenAsync(id, secret, ("grant_type", "client_credentials")),
            await TokenAsync(
                id, secret, ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"), ("subject_token", "carol"),
                ("subject_token_type", "urn:cecommerce:token-type:consumer-id")));
    }

    private async Task<string> TokenAsync(string id, string secret, params IEnumerable<(string Name, string Value)> more)
    {
        using var form = new FormUrlEncodedContent(
            more.Append(("client_id", id)).Append(("client_secret", secret)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var response = await server.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Stop);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).Text("access_token");
    }

    private sealed class Listening : IDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly Lock _lock = new();
        private readonly List<JsonElement> _heard = [];

        public Listening(HttpResponseMessage response)
        {
            _response = response;
            _ = ReadAsync();
        }

        public IReadOnlyList<JsonElement> Heard
        {
            get
            {
                lock (_lock)
                {
                    return [.. _heard];
                }
            }
        }

        public string? Refusal { get; private set; }

        public IEnumerable<JsonElement> Of(JsonElement order) => Heard.Where(change => change.Text("orderId") == order.Text("id"));

        public Task UntilPaidAsync(JsonElement order) => Shop.UntilAsync(() => Task.FromResult(Of(order).Any(change => change.Text("state") == "PAID")));

        public void Dispose() => _response.Dispose();

        private async Task ReadAsync()
        {
            using var reader = new StreamReader(await _response.Content.ReadAsStreamAsync(Stop));
            while (await reader.ReadLineAsync(Stop) is { } line)
            {
                if (line.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
                {
                    Take(JsonElement.Parse(line[start..]));
                }
            }
        }

        private void Take(JsonElement answer)
        {
            if (answer.TryGetProperty("errors", out _))
            {
                Refusal = answer.Fault();
                return;
            }

            lock (_lock)
            {
                _heard.Add(answer.GetProperty("data").GetProperty("ordersChanged"));
            }
        }
    }
}
