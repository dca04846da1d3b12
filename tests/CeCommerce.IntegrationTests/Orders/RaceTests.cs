using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Partners;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class RaceTests(OrderShop shop) : IClassFixture<OrderShop>, IDisposable
{
    private const string Hold = "mutation($input: HoldListingInput!) { holdListing(input: $input) { hold { id } errors { code } } }";
    private const string Checkout = "mutation($input: CheckoutInput!) { checkout(input: $input) { confirmation { digest } errors { code } } }";
    private const string Place = "mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id state } errors { code } } }";

    private static readonly string[] Refusals = ["ITEM_TAKEN", "LISTING_NOT_FOR_SALE"];

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Many_consumers_at_two_server_processes_make_one_order(int racers)
    {
        var listing = await shop.Shelve();
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        var ends = await Task.WhenAll(Enumerable.Range(0, racers).Select(i => RaceAsync(i % 2 == 0 ? one : two, i, listing)));

        Assert.Single(ends, "PAID");
        Assert.All(ends.Where(end => end != "PAID"), end => Assert.Contains(end, Refusals));
        Assert.Equal(1L, await shop.Scalar($"SELECT count(*) FROM orders.orders WHERE listing_id = '{listing.Value}'"));
        Assert.Equal(0m, await shop.Scalar("SELECT sum(amount) FROM payments.entries"));
        Assert.Equal(true, await shop.Scalar("SELECT (SELECT count(*) FROM payments.entries) = 2 * (SELECT count(*) FROM orders.orders)"));
        Assert.Equal(true, await shop.Scalar("SELECT (SELECT count(*) FROM payments.sandbox_charges) = (SELECT count(*) FROM orders.orders)"));
    }

    /// <summary>The state of the order, or the code of the refusal.</summary>
    private async Task<string> RaceAsync(ServerProcess server, int racer, ListingId listing)
    {
        var token = shop.Server.GetRequiredService<LocalToken>().Make(new(Role.Consumer, null, $"racer{racer}", []));
        var held = (await SendAsync(server, token, Hold, new { listingId = listing.ToString(), idempotencyKey = OrderShop.Key() })).GetProperty("holdListing");
        if (Refusal(held) is { } refused)
        {
            return refused;
        }

        var holdId = held.GetProperty("hold").GetProperty("id").GetString();
        var shown = (await SendAsync(server, token, Checkout, new { holdId })).GetProperty("checkout");
        var confirmationDigest = shown.GetProperty("confirmation").GetProperty("digest").GetString();
        var order = new { holdId, confirmationDigest, paymentMethod = "card_success", idempotencyKey = OrderShop.Key() };
        var placed = (await SendAsync(server, token, Place, order)).GetProperty("placeOrder");
        return Refusal(placed) ?? placed.GetProperty("order").GetProperty("state").GetString()!;
    }

    private async Task<JsonElement> SendAsync(ServerProcess server, string token, string query, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql")) { Content = JsonContent.Create(new { query, variables = new { input } }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private static string? Refusal(JsonElement payload) =>
        payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(
        shop.Home,
        ("CECOMMERCE_DATABASE", shop.ConnectionString),
        ("CECOMMERCE_CLOCK", shop.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)));
}
