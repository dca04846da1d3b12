using CeCommerce.Orders;
using CeCommerce.Payments;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>Orders whose money a server of the version before followed: it kept with the order whether money may still move, and wrote payments by their order.</summary>
public sealed class OrdersOfBeforeTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public OrdersOfBeforeTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task An_order_that_it_placed_before_it_died_is_charged()
    {
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(await _shop.Ready(), server: silent)).Value!;
        await _shop.Scalar($"DELETE FROM payments.steps s USING payments.payments p WHERE p.id = s.payment_id AND p.order_id = '{order.Id.Value}'");
        await _shop.Scalar($"DELETE FROM payments.payments WHERE order_id = '{order.Id.Value}'");
        await FollowedBeforeAsync(order);

        await TakeOverAsync();
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
        Assert.Equal(false, await _shop.Scalar($"SELECT unsettled FROM orders.orders WHERE id = '{order.Id.Value}'"));
    }

    [Fact]
    public async Task Two_servers_that_find_an_order_without_a_payment_begin_one()
    {
        var servers = (IServiceProvider[])[_shop.Start(), _shop.Start(), _shop.Start(), _shop.Start()];
        for (var round = 0; round < 5; round++)
        {
            _shop.NextHour();
            var order = (await _shop.Place(await _shop.Ready(), "card_authentication_required")).Value!;
            await _shop.Scalar(
                $"""
                DELETE FROM payments.steps WHERE payment_id IN (SELECT id FROM payments.payments WHERE purpose_id = '{order.Id.Value}');
                DELETE FROM payments.payments WHERE purpose_id = '{order.Id.Value}'
                """);
            var settled = await Task.WhenAll(servers.Select(server => _shop.On((OrderSettlements settlements) => settlements.SettleAsync(order, default), server)));
            Assert.All(settled, one => Assert.Equal((true, OrderState.AwaitingPayment), (one.Reached, one.Order.State)));
            Assert.Equal(1L, await _shop.Scalar($"SELECT count(*) FROM payments.payments WHERE purpose_id = '{order.Id.Value}'"));
        }
    }

    [Theory]
    [InlineData("RefundPending", OrderState.Refunded)]
    [InlineData("Cancelled", OrderState.Cancelled)]
    public async Task Money_that_it_wanted_back_goes_back(string state, OrderState ended)
    {
        var order = await _shop.Paid();
        await _shop.Scalar($"UPDATE orders.orders SET state = '{state}' WHERE id = '{order.Id.Value}'");
        await FollowedBeforeAsync(order);

        await TakeOverAsync();
        Assert.Equal((ended, ChargeStatus.Refunded, false), ((await _shop.Order(order.Id)).State, (await _shop.Payment(order.Id)).Status, await _shop.Unsettled(order.Id)));
    }

    [Fact]
    public async Task A_payment_that_it_writes_is_for_its_order_and_of_its_operator()
    {
        var order = await _shop.Paid();
        var known = await _shop.Payment(order.Id);
        await _shop.Scalar(
            $"""
            SET session_replication_role = replica;
            DELETE FROM payments.steps s USING payments.payments p WHERE p.id = s.payment_id AND p.order_id = '{order.Id.Value}';
            DELETE FROM payments.payments WHERE order_id = '{order.Id.Value}';
            SET session_replication_role = origin
            """);
        await _shop.Scalar(
            $"""
            INSERT INTO payments.payments (id, order_id, gateway, reference, method, amount, currency, status, captured, attempts, created_at)
            VALUES (gen_random_uuid(), '{order.Id.Value}', 'sandbox', '{order.Id}', 'card_success', {order.Total.Amount}, 'JPY', 'Succeeded', true, '[]', now())
            """);

        var written = await _shop.Payment(order.Id);
        Assert.Equal((known.PurposeKind, known.PurposeId, known.ClientId, known.Wanted), (written.PurposeKind, written.PurposeId, written.ClientId, written.Wanted));
        Assert.Equal(known.Shares, written.Shares);
        Assert.Equal([new PaymentShare(order.OperatorId, order.Total.Amount)], written.Shares);
    }

    [Fact]
    public async Task A_payment_of_this_version_is_found_by_its_order()
    {
        var order = await _shop.Paid();
        Assert.Equal(1L, await _shop.Scalar($"SELECT count(*) FROM payments.payments WHERE order_id = '{order.Id.Value}'"));
    }

    private async Task FollowedBeforeAsync(Order order) =>
        await _shop.Scalar($"UPDATE orders.orders SET unsettled = true, ask_at = '{_shop.Clock.GetUtcNow().AddSeconds(60):O}' WHERE id = '{order.Id.Value}'");

    private async Task TakeOverAsync()
    {
        Assert.Equal(0, await _shop.On((OrdersOfBefore orders) => orders.TakeOverAsync(default)));
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _shop.On((OrdersOfBefore orders) => orders.TakeOverAsync(default)));
        Assert.Equal(0, await _shop.On((OrdersOfBefore orders) => orders.TakeOverAsync(default)));
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
    }
}
