using System.Text.Json;
using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class ShipmentTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public ShipmentTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task From_payment_on_an_order_says_what_its_money_waits_for_and_until_when()
    {
        var order = await _shop.Paid();
        var (paid, now) = ((await _shop.Order(order.Id)).Completion!, _shop.Clock.GetUtcNow());
        Assert.Equal((CompletionReason.WaitingForShipment, now.AddDays(3 + 14)), (paid.Because, paid.At));

        var shipped = (await Ship(order)).Value!;
        Assert.Equal(new(now.AddDays(14), CompletionReason.WaitingForDelivery), shipped.Completion);

        _shop.Clock.Advance(TimeSpan.FromDays(2));
        var delivered = (await _shop.On((ShipmentService service) => service.ConfirmDeliveryAsync(Act(OrderShop.Consumer(), order), default))).Value!;
        Assert.Equal((OrderState.Delivered, DeliveryWord.Buyer), (delivered.State, delivered.DeliveredBy));
        Assert.Equal(new(now.AddDays(10), CompletionReason.DeliveredTimeToCheck), delivered.Completion);

        _shop.Clock.SetUtcNow(now.AddDays(10).AddSeconds(-1));
        await Sweep();
        Assert.Equal(OrderState.Delivered, (await _shop.Order(order.Id)).State);
        _shop.Clock.SetUtcNow(now.AddDays(10));
        await Sweep();
        var completed = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Completed, null), (completed.State, completed.Completion));
    }

    [Fact]
    public async Task Without_a_word_it_counts_as_delivered_at_a_date_and_completes_as_promised()
    {
        var order = await _shop.Paid();
        var shipped = (await Ship(order)).Value!;
        _shop.Clock.SetUtcNow(shipped.DeliveredAtLatest!.Value);
        await Sweep();
        var delivered = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Delivered, DeliveryWord.Date, shipped.CompletesAt), (delivered.State, delivered.DeliveredBy, delivered.CompletesAt));
        Assert.True(delivered.CompletesAt - delivered.DeliveredAt >= TimeSpan.FromDays(8), "特定商取引法 15-3");
    }

    [Fact]
    public async Task What_is_given_by_hand_is_delivered_at_once()
    {
        var order = await _shop.Paid();
        var given = (await _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new(null, null, ByHand: true), default))).Value!;
        Assert.Equal((OrderState.Delivered, DeliveryWord.ByHand), (given.State, given.DeliveredBy));
    }

    [Fact]
    public async Task A_paid_order_that_nobody_ships_is_given_back()
    {
        var order = await _shop.Order((await _shop.Paid()).Id);
        _shop.Clock.SetUtcNow(order.ShipBy!.Value);
        await Sweep();
        var refunded = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, "not shipped in time"), (refunded.State, refunded.CancelReason));
        Assert.False(await _shop.Unsettled(order.Id));
    }

    [Fact]
    public async Task An_order_that_the_version_before_handed_over_completes_as_it_promised()
    {
        var order = await _shop.Paid();
        var shipped = (await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default))).Value!;
        await _shop.Scalar($"UPDATE orders.orders SET delivered_at_latest = NULL WHERE id = '{order.Id.Value}'");
        await _shop.Scalar($"DELETE FROM orders.shipments WHERE order_id = '{order.Id.Value}'");
        _shop.Clock.SetUtcNow(shipped.CompletesAt!.Value.AddSeconds(-1));
        await Sweep();
        Assert.Equal(OrderState.HandedOver, (await _shop.Order(order.Id)).State);
        _shop.Clock.SetUtcNow(shipped.CompletesAt!.Value);
        await Sweep();
        Assert.Equal(OrderState.Completed, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task An_order_that_the_version_before_finds_paid_gets_a_date_too()
    {
        var order = await _shop.Paid();
        await _shop.Scalar($"UPDATE orders.orders SET state = 'PaymentPending', ship_by = NULL WHERE id = '{order.Id.Value}'");
        await _shop.Scalar($"UPDATE orders.orders SET state = 'Paid' WHERE id = '{order.Id.Value}'");
        Assert.NotNull((await _shop.Order(order.Id)).ShipBy);
    }

    [Fact]
    public async Task A_wrong_number_is_corrected_and_both_are_shown()
    {
        var order = await _shop.Paid();
        await Ship(order);
        var corrected = (await _shop.On((ShipmentService service) => service.CorrectAsync(Act(_shop.Staff, order), new("佐川急便", "9999-0000-1111"), default))).Value!;
        Assert.Equal("9999-0000-1111", corrected.TrackingNumber);
        var told = await Shipments(order);
        Assert.Equal(["1234-5678-9012", "9999-0000-1111"], told.Select(x => x.TrackingNumber));
        Assert.Equal([true, false], told.Select(x => x.CorrectedAt is not null));
        Assert.Equal("https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=999900001111", Carriers.PageOf(told[1].Carrier, told[1].TrackingKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("12\u00003")]
    [InlineData("あいうえお")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task Numbers_that_no_carrier_gives_are_refused(string number)
    {
        var order = await _shop.Paid();
        var refused = (await _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new("ヤマト運輸", number), default))).Error;
        Assert.Contains(refused!.Code, (string[])["TRACKING_NUMBER_INVALID", "ORDER_TEXT_INVALID"]);
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task The_serial_number_at_dispatch_is_the_sold_units_in_whatever_script()
    {
        var order = (await _shop.Place(await _shop.Ready(await _shop.Shelve(numbered: true)))).Value!;
        var item = order.Lines[0].ItemId;
        var known = (string?)await _shop.Scalar($"SELECT value FROM items.serials WHERE item_id = '{item.Value}' LIMIT 1");
        Assert.NotNull(known);
        var other = (await _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new("ヤマト運輸", "1234-5678-9012", ["X" + known]), default))).Error;
        Assert.IsType<SerialOfAnotherUnit>(other);
        Assert.Equal([1], Assert.IsType<SerialRequired>((await Ship(order)).Error).UnreadLines);
        Assert.Equal([1], Assert.IsType<SerialRequired>((await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default))).Error).UnreadLines);
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
        var wide = string.Concat(known.ToLowerInvariant().Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
        Assert.Null((await _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new("ヤマト運輸", "1234-5678-9012", [$" {wide} "]), default))).Error);
    }

    [Fact]
    public async Task Of_several_units_each_that_has_a_number_is_read()
    {
        var holds = new[] { await _shop.Ready(await _shop.Shelve(numbered: true)), await _shop.Ready(), await _shop.Ready(await _shop.Shelve(numbered: true)) };
        var order = (await _shop.Buy(holds, await DigestAsync(holds))).Value!;
        var known = order.Lines.Where(line => line.Number != 2).Select(line => (string)_shop.Scalar($"SELECT value FROM items.serials WHERE item_id = '{line.ItemId.Value}'").Result!).ToList();
        Assert.Equal([1, 3], Assert.IsType<SerialRequired>((await ShipAsync([])).Error).UnreadLines);
        Assert.Equal([3], Assert.IsType<SerialRequired>((await ShipAsync([known[0]])).Error).UnreadLines);
        Assert.IsType<SerialOfAnotherUnit>((await ShipAsync([.. known, "elsewhere"])).Error);
        Assert.Equal(OrderState.HandedOver, (await ShipAsync([known[1], known[0]])).Value!.State);

        Task<Outcome<Order>> ShipAsync(string[] serials) => _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new("ヤマト運輸", "1234-5678-9012", serials), default));
    }

    [Fact]
    public async Task The_same_key_ships_once_and_only_the_seller_ships()
    {
        var order = await _shop.Paid();
        var act = Act(_shop.Staff, order);
        Assert.Null((await _shop.On((ShipmentService service) => service.ShipAsync(act, new("ヤマト運輸", "1234-5678-9012"), default))).Error);
        Assert.Null((await _shop.On((ShipmentService service) => service.ShipAsync(act, new("ヤマト運輸", "1234-5678-9012"), default))).Error);
        Assert.Single(await Shipments(order));
        var another = await _shop.Paid(who: OrderShop.Consumer("bob"));
        Assert.IsType<OrderMoveRefused>((await _shop.On((ShipmentService service) => service.ShipAsync(Act(OrderShop.Consumer("bob"), another), new(null, null), default))).Error);
        Assert.IsType<OrderMoveRefused>((await _shop.On((ShipmentService service) => service.CorrectAsync(Act(OrderShop.Consumer(), order), new("ヤマト運輸", "1111"), default))).Error);
        Assert.IsType<OrderNotFound>((await _shop.On((ShipmentService service) => service.ShipAsync(Act(OrderShop.Stranger, another), new(null, null), default))).Error);
    }

    private Task<string> DigestAsync(IReadOnlyList<Hold> holds) => _shop.On(async (HeldListings held) =>
        Assert.Single(held.Contracts((await held.LiveAsync(Buyer.Of(OrderShop.Consumer())!, [.. holds.Select(hold => hold.Id)], default)).Value!).Value!).Text.Digest);

    private Task<Outcome<Order>> Ship(Order order) =>
        _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new("ヤマト運輸", "1234-5678-9012"), default));

    private Task<List<Shipment>> Shipments(Order order) => _shop.On((CommerceDatabase database) =>
        database.Set<Shipment>().AsNoTracking().Where(x => x.OrderId == order.Id).OrderBy(x => x.Number).ToListAsync());

    private Task<int> Sweep() => _shop.On((OrderDeadlines due) => due.RunAsync(default));

    private static OrderAct Act(Caller who, Order order) => new(who, order.Id, OrderShop.Key());
}

/// <summary>The way of an order through the front door.</summary>
public sealed class ShippingOverHttpTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Order = "order { id state completion { at because } deliveredAt deliveredBy shipments { number carrier trackingNumber trackingPage byHand correctedAt events { kind } } history { to } }";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task An_order_is_shipped_comes_and_is_checked()
    {
        var placed = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        var (staff, buyer, orderId) = (_shop.Token(Role.Operator, DemoOperators.Refurbisher), _shop.Token(Role.Consumer, consumer: "alice"), placed.Text("id"));
        var shipped = await Do("shipOrder", new { orderId, carrier = "ヤマト運輸", trackingNumber = "1234-5678-9012", serial = _shop.SerialOf(orderId), idempotencyKey = Shop.Key() }, staff);
        Assert.Equal(("HANDED_OVER", "WAITING_FOR_DELIVERY"), (shipped.Text("state"), shipped.GetProperty("completion").Text("because")));
        var corrected = await Do("correctShipment", new { orderId, carrier = "ヤマト運輸", trackingNumber = "1234-5678-9013", idempotencyKey = Shop.Key() }, staff);
        Assert.EndsWith("id=123456789013", corrected.List("shipments").Last().Text("trackingPage"), StringComparison.Ordinal);
        var delivered = await Do("confirmDelivery", new { orderId, idempotencyKey = Shop.Key() }, buyer);
        Assert.Equal(("DELIVERED", "BUYER", "DELIVERED_TIME_TO_CHECK"), (delivered.Text("state"), delivered.Text("deliveredBy"), delivered.GetProperty("completion").Text("because")));
        var completed = await Do("completeOrder", new { orderId, idempotencyKey = Shop.Key() }, buyer);
        Assert.Equal("COMPLETED", completed.Text("state"));
        Assert.Equal(["PAYMENT_PENDING", "PAID", "HANDED_OVER", "DELIVERED", "COMPLETED"], completed.List("history").Select(move => move.Text("to")));
    }

    private async Task<JsonElement> Do(string mutation, object input, string token)
    {
        var payload = await _shop.DoAsync(mutation, input, token, Order);
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("order");
    }
}
