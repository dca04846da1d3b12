using CeCommerce.Orders;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class OrderSchemaTests : IClassFixture<OrderShop>
{
    private static readonly string[] OfBuying =
    [
        "Order", "Hold", "FinalConfirmation", "Confirmation", "Confirmed", "IncludedTax", "ReturnTerms", "MissingTerm", "NextAction", "Payment",
        "BuyerRequired", "TooManyHolds", "HeldMomentsAgo", "OrderMove", "ListingNotForSale", "SubmitLabel", "ItemTaken", "PlaceOrder", "Checkout",
    ];

    private readonly OrderShop _shop;

    public OrderSchemaTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public void Every_member_that_buying_adds_is_described() => Assert.DoesNotContain(
        SchemaText.Undescribed(_shop.Server.GetRequiredService<CommerceSchema>()), member => Array.Exists(OfBuying, member.StartsWith));

    [Fact]
    public void No_buyers_or_processors_secrets_are_in_the_schema()
    {
        var schema = _shop.Server.GetRequiredService<CommerceSchema>();
        Assert.All([schema.AllTypes["Order"], schema.AllTypes["Hold"]], type => Assert.DoesNotContain(((IObjectGraphType)type!).Fields, field => field.Name == "clientId"));
        var text = schema.Print();
        Assert.DoesNotContain("claimId", text, StringComparison.Ordinal);
        Assert.Contains("type ConfirmationStale implements UserError {", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_stored_operation_is_valid_and_a_purchase_goes_through_them()
    {
        var listing = await _shop.Shelve();
        var held = await Run("HoldListing", new { input = new { listingId = listing.ToString(), idempotencyKey = OrderShop.Key() } });
        var holdId = Text(held, "holdListing", "hold", "id");
        var shown = await Run("Checkout", new { input = new { holdId } });
        var digest = Text(shown, "checkout", "confirmation", "digest");
        Assert.Equal("注文を確定する", Text(shown, "checkout", "confirmation", "submitLabel"));
        var placed = await Run(
            "PlaceOrder",
            new { input = new { holdId, confirmationDigest = digest, paymentMethod = "card_success", idempotencyKey = OrderShop.Key() } });
        Assert.Equal("PAID", Text(placed, "placeOrder", "order", "state"));
        var id = Text(placed, "placeOrder", "order", "id");
        Assert.Equal(id, Text(await Run("Order", new { id }), "order", "id"));
        var orders = await Run("Orders", new { first = 1, state = "PAID" });
        Assert.Equal(id, Text(orders, "orders", "edges", "0", "node", "id"));
        Assert.Equal((listing.ToString(), "SOLD"), (Text(orders, "orders", "edges", "0", "node", "listing", "id"), Text(orders, "orders", "edges", "0", "node", "listing", "state")));
        var used = await Run("Hold", new { id = holdId });
        Assert.Equal((holdId, id), (Text(used, "hold", "id"), Text(used, "hold", "orderId")));
        Assert.NotNull(Text(used, "hold", "usedAt"));
        await Run("PaymentMethods", new { });
        var handed = await Run("HandOver", new { input = new { orderId = id, idempotencyKey = OrderShop.Key() } }, _shop.Staff);
        Assert.Equal("HANDED_OVER", Text(handed, "handOver", "order", "state"));
        var completed = await Run("CompleteOrder", new { input = new { orderId = id, idempotencyKey = OrderShop.Key() } });
        Assert.Equal("COMPLETED", Text(completed, "completeOrder", "order", "state"));
        var moves = (await Run("Order", new { id })).GetProperty("order").GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["PAYMENT_PENDING", "PAID", "HANDED_OVER", "COMPLETED"], moves.Select(move => Text(move, "to")));
        Assert.Equal([null, "PAYMENT_PENDING", "PAID", "HANDED_OVER"], moves.Select(move => Text(move, "from")));
        var refused = await Run("CancelOrder", new { input = new { orderId = id, idempotencyKey = OrderShop.Key() } });
        Assert.Equal("ORDER_MOVE_REFUSED", Text(refused, "cancelOrder", "errors", "0", "code"));
        var refund = await Run("RefundOrder", new { input = new { orderId = id, idempotencyKey = OrderShop.Key() } }, _shop.Staff);
        Assert.Equal("ORDER_MOVE_REFUSED", Text(refund, "refundOrder", "errors", "0", "code"));
        var over = await Run("ReleaseHold", new { input = new { holdId, idempotencyKey = OrderShop.Key() } });
        Assert.Equal("HOLD_USED", Text(over, "releaseHold", "errors", "0", "code"));
        Assert.Equal("HOLD_USED", Text(await Run("ExtendHold", new { input = new { holdId, idempotencyKey = OrderShop.Key() } }), "extendHold", "errors", "0", "code"));
    }

    [Fact]
    public async Task A_declined_payment_shows_the_order_and_why()
    {
        var hold = await _shop.Ready();
        var placed = await Run(
            "PlaceOrder",
            new { input = new { holdId = hold.Id.ToString(), confirmationDigest = hold.ConfirmationDigest, paymentMethod = "card_declined", idempotencyKey = OrderShop.Key() } });
        Assert.Equal("PAYMENT_FAILED", Text(placed, "placeOrder", "order", "state"));
        Assert.Equal("PAYMENT_DECLINED", Text(placed, "placeOrder", "errors", "0", "code"));
        Assert.Equal("card_declined", Text(placed, "placeOrder", "errors", "0", "reason"));
    }

    [Fact]
    public async Task A_subscriber_hears_of_a_move_on_another_server()
    {
        var order = await _shop.Paid();
        var (feed, broadcast) = (_shop.Server.GetRequiredService<EventFeed>(), _shop.Server.GetRequiredService<EventBroadcast>());
        await feed.StartAsync(TestContext.Current.CancellationToken);
        await broadcast.StartAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var listeners = _shop.Server.GetRequiredService<EventListeners>();
        var mine = OrderSubscriptions.OrderChangedAsync(order.Id, OrderShop.Consumer(), listeners).GetAsyncEnumerator(patience.Token);
        var theirs = OrderSubscriptions.OrderChangedAsync(order.Id, OrderShop.Consumer("bob"), listeners).GetAsyncEnumerator(patience.Token);
        var (heard, unheard) = (mine.MoveNextAsync().AsTask(), theirs.MoveNextAsync().AsTask());
        var other = _shop.Start();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await _shop.On((OrderService desk) => desk.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default), other);
        while (!heard.IsCompleted || mine.Current.State != OrderState.HandedOver)
        {
            Assert.True(await heard);
            heard = mine.Current.State == OrderState.HandedOver ? heard : mine.MoveNextAsync().AsTask();
        }

        Assert.False(unheard.IsCompleted);
        await patience.CancelAsync();
        await broadcast.StopAsync(TestContext.Current.CancellationToken);
        await feed.StopAsync(TestContext.Current.CancellationToken);
    }

    private Task<System.Text.Json.JsonElement> Run(string operation, object variables, Caller? who = null) => _shop.RunAsync("orders/" + operation, variables, who);

    private static string? Text(System.Text.Json.JsonElement element, params string[] path) => path
        .Aggregate(element, (at, step) => int.TryParse(step, out var index) ? at[index] : at.GetProperty(step))
        .GetString();
}
