using System.Text.Json;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>A hold only says that it was used; which order it became is still there for clients, and for servers of the version before.</summary>
public sealed class UsedHoldTests(TestServer server) : IClassFixture<TestServer>
{
    private const string OrderOfHold = "SELECT order_id FROM orders.holds WHERE id = $1";

    private readonly Shop _shop = new(server);

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    [Fact]
    public async Task A_used_hold_and_the_refusal_over_it_name_the_order()
    {
        var (holdId, order) = await OrderAsync("card_success");
        var orderId = order.GetProperty("order").Text("id");
        var shown = await _shop.AskAsync("query($id: ID!) { hold(id: $id) { orderId usedAt } }", new { id = holdId }, Buyer);
        Assert.Equal(orderId, shown.GetProperty("hold").Text("orderId"));

        var refused = await _shop.DoAsync("releaseHold", new { holdId, idempotencyKey = OrderShop.Key() }, Buyer, "errors { ... on HoldUsed { orderId } }");
        Assert.Equal(("HOLD_USED", orderId), (refused.Refusal().Text("code"), refused.Refusal().Text("orderId")));
    }

    [Fact]
    public async Task A_hold_whose_order_was_declined_names_none()
    {
        var (holdId, _) = await OrderAsync("card_declined");
        var shown = await _shop.AskAsync("query($id: ID!) { hold(id: $id) { orderId usedAt } }", new { id = holdId }, Buyer);
        Assert.Equal((null, null), (shown.GetProperty("hold").Text("orderId"), shown.GetProperty("hold").Text("usedAt")));
    }

    [Fact]
    public async Task Servers_of_the_version_before_find_the_order_on_the_hold_and_none_on_a_declined_one()
    {
        var (used, order) = await OrderAsync("card_success");
        Assert.Equal(TypedId.Parse<CeCommerce.Orders.OrderId>(order.GetProperty("order").Text("id")!).Value, _shop.Scalar(OrderOfHold, Id(used)));

        // They write the column themselves, and expect it empty again.
        var (declined, _) = await OrderAsync("card_declined");
        Assert.Equal(DBNull.Value, _shop.Scalar(OrderOfHold, Id(declined)));
    }

    private async Task<(string HoldId, JsonElement Order)> OrderAsync(string paymentMethod)
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var held = await _shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = OrderShop.Key() }, Buyer, "hold { id }");
        var holdId = held.GetProperty("hold").Text("id")!;
        var shown = await _shop.DoAsync("checkout", new { holdId }, Buyer, "confirmation { digest }");
        var confirmationDigest = shown.GetProperty("confirmation").Text("digest");
        var input = new { holdId, confirmationDigest, paymentMethod, idempotencyKey = OrderShop.Key() };
        return (holdId, await _shop.DoAsync("placeOrder", input, Buyer, "order { id state }"));
    }

    private static Guid Id(string hold) => TypedId.Parse<CeCommerce.Checkout.HoldId>(hold).Value;
}
