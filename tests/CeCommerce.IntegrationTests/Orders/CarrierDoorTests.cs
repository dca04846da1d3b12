using System.Net;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Orders.Shipments;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class CarrierDoorTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Order = "order { id state deliveredBy completesAt shipments { events { kind place } } }";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_carriers_word_delivers_once_and_in_any_order()
    {
        var (id, number) = await ShippedAsync();
        var at = server.Clock.GetUtcNow();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(new { id = Key(), trackingNumber = number, kind = "DELIVERED", at, place = "東京" }));
        var delivered = Event("DELIVERED", number, at);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(delivered));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(delivered));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Event("IN_TRANSIT", number, at.AddHours(-1))));
        var order = await OrderAsync(id);
        Assert.Equal(("DELIVERED", "CARRIER"), (order.Text("state"), order.Text("deliveredBy")));
        Assert.Equal(["IN_TRANSIT", "DELIVERED", "DELIVERED"], order.List("shipments").Single().List("events").Select(x => x.Text("kind")));
    }

    [Fact]
    public async Task An_unknown_number_is_kept_and_moves_nothing()
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Event("DELIVERED", "0000-1111-2222", server.Clock.GetUtcNow())));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM orders.carrier_events WHERE tracking_key = '000011112222' AND order_id IS NULL"));
    }

    [Fact]
    public async Task What_a_carrier_tells_before_the_operator_does_is_heard_when_the_order_goes_under_that_number()
    {
        var (early, wrong) = (Number(), Number());
        var (id, _) = await ShippedAsync(early, () => PostAsync(Event("IN_TRANSIT", early, server.Clock.GetUtcNow())));
        var shipped = await OrderAsync(id);
        Assert.Equal(("HANDED_OVER", "IN_TRANSIT"), (shipped.Text("state"), shipped.List("shipments").Single().List("events").Single().Text("kind")));

        var (corrected, _) = await ShippedAsync(wrong);
        var right = Number();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Event("DELIVERED", right, server.Clock.GetUtcNow())));
        var input = new { orderId = corrected, carrier = "佐川急便", trackingNumber = right, idempotencyKey = Key() };
        Assert.Empty((await _shop.DoAsync("correctShipment", input, _shop.Token(Role.Operator, DemoOperators.Refurbisher), Order)).List("errors"));
        var order = await OrderAsync(corrected);
        Assert.Equal(("DELIVERED", "CARRIER"), (order.Text("state"), order.Text("deliveredBy")));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM orders.carrier_events WHERE tracking_key IN ($1, $2) AND order_id IS NULL", early, right));
    }

    [Fact]
    public async Task A_number_that_was_used_before_the_payment_tells_nothing_of_this_order()
    {
        var number = Number();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Event("DELIVERED", number, server.Clock.GetUtcNow().AddDays(-20))));
        var (id, _) = await ShippedAsync(number);
        Assert.Equal("HANDED_OVER", (await OrderAsync(id)).Text("state"));
    }

    [Fact]
    public async Task What_a_carrier_told_is_forgotten_after_its_time_and_the_shipment_keeps_it()
    {
        var (id, number) = await ShippedAsync();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(Event("IN_TRANSIT", number, server.Clock.GetUtcNow())));
        var key = Carriers.KeyOf(number)!;
        await ForgetAsync();
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM orders.carrier_events WHERE tracking_key = $1", key));

        _shop.Scalar("UPDATE orders.carrier_events SET received_at = received_at - interval '91 days' WHERE tracking_key = $1", key);
        await ForgetAsync();
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM orders.carrier_events WHERE tracking_key = $1", key));
        Assert.Equal("IN_TRANSIT", (await OrderAsync(id)).List("shipments").Single().List("events").Single().Text("kind"));
    }

    [Fact]
    public async Task What_is_forged_or_old_is_refused_and_leaves_nothing()
    {
        var (id, number) = await ShippedAsync();
        var told = Event("DELIVERED", number, server.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(told, secret: "another"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(told, signed: server.Clock.GetUtcNow().AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(told, signed: server.Clock.GetUtcNow().AddMinutes(6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(told, signature: ""));
        Assert.Equal("HANDED_OVER", (await OrderAsync(id)).Text("state"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM orders.carrier_events WHERE tracking_key = $1", Carriers.KeyOf(number)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"id\":\"a\"}")]
    [InlineData("{\"id\":\"\",\"trackingNumber\":\"12345\",\"kind\":\"DELIVERED\",\"at\":\"2026-11-20T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"--\",\"kind\":\"DELIVERED\",\"at\":\"2026-11-20T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"12\\u000034\",\"kind\":\"DELIVERED\",\"at\":\"2026-11-20T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"12345\",\"kind\":\"EXPLODED\",\"at\":\"2026-11-20T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"12345\",\"kind\":77,\"at\":\"2026-11-20T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"12345\",\"kind\":\"DELIVERED\",\"at\":\"0001-01-01T00:00:00Z\"}")]
    [InlineData("{\"id\":\"a\",\"trackingNumber\":\"12345\",\"kind\":\"DELIVERED\",\"at\":\"2026-11-20T00:00:00Z\",\"place\":\"\\ud800\"}")]
    public async Task What_is_no_event_is_refused_although_it_is_signed(string body) => Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task What_is_too_large_is_refused_unread() => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new byte[20_000]));

    private async Task ForgetAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CarrierEventRetention>().ForgetAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(string OrderId, string Number)> ShippedAsync(string? with = null, Func<Task>? meanwhile = null)
    {
        var number = with ?? Number();
        var placed = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher), "carol" + number);
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        var input = new { orderId = placed.Text("id"), carrier = "佐川急便", trackingNumber = number, serial = _shop.SerialOf(placed.Text("id")), idempotencyKey = Key() };
        var shipped = await _shop.DoAsync("shipOrder", input, _shop.Token(Role.Operator, DemoOperators.Refurbisher), Order);
        Assert.Empty(shipped.List("errors"));
        return (placed.Text("id"), number);
    }

    private async Task<JsonElement> OrderAsync(string id) =>
        (await _shop.AskAsync($"query($id: ID!) {{ {Order.Replace("order {", "order(id: $id) {", StringComparison.Ordinal)} }}", new { id }, _shop.Token(Role.Operator, DemoOperators.Refurbisher))).GetProperty("order");

    private static object Event(string kind, string trackingNumber, DateTimeOffset at) => new { id = Key(), trackingNumber, kind, at, place = (string?)null };

    private static string Number() => Guid.CreateVersion7().ToString("N")[12..].ToUpperInvariant();

    private static string Key() => Guid.CreateVersion7().ToString();

    private Task<HttpStatusCode> PostAsync(object told, string secret = "only-for-development", DateTimeOffset? signed = null, string? signature = null) =>
        PostAsync(JsonSerializer.SerializeToUtf8Bytes(told), secret, signed, signature);

    private async Task<HttpStatusCode> PostAsync(byte[] body, string secret = "only-for-development", DateTimeOffset? signed = null, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ShipmentDoor.Address) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(ShipmentDoor.Header, signature ?? WebhookSignature.Sign(secret, signed ?? server.Clock.GetUtcNow(), body));
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
