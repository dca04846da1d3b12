using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>All ways in which money goes back, at once and on two servers: never more than was paid, the books right, and nobody waits for each other in a circle.</summary>
public sealed class RefundRaceTests : IClassFixture<OrderShop>
{
    private const int Rounds = 6;

    private static readonly Caller Alice = OrderShop.Consumer();

    private readonly OrderShop _shop;
    private readonly IServiceProvider _other;

    public RefundRaceTests(OrderShop shop)
    {
        (_shop, _other) = (shop, shop.Start());
        shop.NextHour();
    }

    [Fact]
    public Task Before_the_hand_over() => RaceAsync(
        () => _shop.Paid(),
        order =>
        [
            .. Twice(services => services.GetRequiredService<OrderService>().CancelAsync(Act(Alice, order), "やめる", default)),
            .. Twice(services => services.GetRequiredService<OrderService>().RefundAsync(Act(_shop.Staff, order), "在庫なし", default)),
            .. Parts(order, 3_000, 3_000, 3_000, 9_000, 9_000, 19_800),
            .. Twice(services => services.GetRequiredService<ShipmentService>().ShipAsync(Act(_shop.Staff, order), new(null, null, ByHand: true), default)),
            .. Twice(services => services.GetRequiredService<PaymentSweep>().RunAsync(default)),
            .. Twice(services => services.GetRequiredService<OrderSettlements>().SettleAsync(order, default)),
        ]);

    [Fact]
    public Task While_the_buyer_checks_and_time_completes_it() => RaceAsync(
        async () =>
        {
            var order = await DeliveredAsync();
            _shop.Clock.SetUtcNow(order.CompletesAt!.Value);
            return order;
        },
        order =>
        [
            .. Parts(order, 3_000, 3_000, 9_000, 9_000, 19_800, 19_800),
            .. Twice(async services =>
            {
                var returns = services.GetRequiredService<ReturnService>();
                await returns.RequestAsync(Line(Alice, order), ReturnReason.NotAsDescribed, "傷", default);
                await returns.AnswerAsync(Line(_shop.Staff, order), true, null, default);
            }),
            .. Twice(services => services.GetRequiredService<OrderService>().CompleteAsync(Act(Alice, order), default)),
            .. Twice(services => services.GetRequiredService<OrderDeadlines>().RunAsync(default)),
            .. Twice(services => services.GetRequiredService<PaymentSweep>().RunAsync(default)),
            .. Twice(services => services.GetRequiredService<UnreleasedOrders>().RunAsync(default)),
        ]);

    [Fact]
    public Task While_a_unit_is_on_its_way_back() => RaceAsync(
        async () =>
        {
            var order = await DeliveredAsync();
            await _shop.On((ReturnService returns) => returns.RefundAsync(Line(_shop.Staff, order), Money.Jpy(1_000), null, default));
            await _shop.On((ReturnService returns) => returns.RequestAsync(Line(Alice, order), ReturnReason.NotAsDescribed, "傷", default));
            await _shop.On((ReturnService returns) => returns.AnswerAsync(Line(_shop.Staff, order), true, null, default));
            var sent = (await _shop.On((ReturnService returns) => returns.SendAsync(Line(Alice, order), null, null, default))).Value!;
            _shop.Clock.SetUtcNow(sent.LinesDueAt!.Value);
            return order;
        },
        order =>
        [
            .. Parts(order, 3_000, 9_000, 18_800, 19_800),
            .. Twice(services => ReceiveAsync(services, order, null)),
            .. Twice(services => ReceiveAsync(services, order, 9_000)),
            .. Twice(services => services.GetRequiredService<OrderDeadlines>().RunAsync(default)),
            .. Twice(services => services.GetRequiredService<PaymentSweep>().RunAsync(default)),
            .. Twice(services => services.GetRequiredService<OrderSettlements>().SettleAsync(order, default)),
            .. Twice(services => services.GetRequiredService<OrderService>().CompleteAsync(Act(Alice, order), default)),
        ]);

    private async Task RaceAsync(Func<Task<Order>> ready, Func<Order, IReadOnlyList<Func<IServiceProvider, Task>>> acts)
    {
        var deadlocks = await DeadlocksAsync();
        for (var round = 0; round < Rounds; round++)
        {
            _shop.NextHour();
            var order = await ready();
            var all = acts(order);
            Assert.Equal(16, all.Count);
            await Task.WhenAll(all.Select((act, i) => Task.Run(() => _shop.In(
                async services =>
                {
                    await Task.Delay(Random.Shared.Next(0, 20));
                    await act(services);
                    return true;
                },
                i % 2 == 0 ? _shop.Server : _other))));
            await AssertRightAsync(order);
        }

        Assert.Equal(0m, await _shop.Scalar("SELECT coalesce(sum(amount), 0) FROM payments.entries"));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
        Assert.Equal(deadlocks, await DeadlocksAsync());
    }

    /// <summary>Once everything was heard, what the order says is what the processor did.</summary>
    private async Task AssertRightAsync(Order order)
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        await _shop.On((OrderSettlements settlements) => settlements.SettleAsync(order, default));
        await _shop.On((UnreleasedOrders orders) => orders.RunAsync(default));
        var (now, charge) = (await _shop.Order(order.Id), (await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)))!);
        var back = charge.Refunds.Sum(refund => refund.Amount);
        Assert.InRange(back, 0, order.Total.Amount);
        Assert.False(await _shop.Unsettled(order.Id));
        Assert.NotEqual(OrderState.RefundPending, now.State);
        Assert.False(now.IsRefundOpen);
        Assert.Equal(now.State == OrderState.Refunded && now.RefundedAmount == 0 ? order.Total.Amount : now.RefundedAmount, back);
        Assert.All(now.Lines, line => Assert.InRange(line.RefundedAmount, 0, line.Price.Amount));
        Assert.Equal(0L, await _shop.Scalar($"SELECT count(*) FROM orders.refunds WHERE order_id = '{order.Id.Value}' AND done_at IS NULL AND (SELECT state FROM orders.orders WHERE id = order_id) <> 'Refunded'"));
    }

    /// <summary>As PostgreSQL counted them in this database by now.</summary>
    private async Task<long> DeadlocksAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        return (long)(await _shop.Scalar("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))!;
    }

    private async Task<Order> DeliveredAsync()
    {
        var order = await _shop.Paid();
        return (await _shop.On((ShipmentService service) => service.ShipAsync(Act(_shop.Staff, order), new(null, null, ByHand: true), default))).Value!;
    }

    private static IEnumerable<Func<IServiceProvider, Task>> Twice(Func<IServiceProvider, Task> act) => [act, act];

    private IEnumerable<Func<IServiceProvider, Task>> Parts(Order order, params long[] amounts) => amounts.Select(amount => (Func<IServiceProvider, Task>)(async services =>
        await services.GetRequiredService<OrderSettlements>().GiveBackAsync(
            await services.GetRequiredService<ReturnService>().RefundAsync(Line(_shop.Staff, order), Money.Jpy(amount), "値引き", default), default)));

    private async Task ReceiveAsync(IServiceProvider services, Order order, long? amount) => await services.GetRequiredService<OrderSettlements>().GiveBackAsync(
        await services.GetRequiredService<ReturnService>().ReceiveAsync(Line(_shop.Staff, order), "良好", amount is { } yen ? Money.Jpy(yen) : null, default), default);

    private static OrderAct Act(Caller who, Order order) => new(who, order.Id, OrderShop.Key());

    private static LineAct Line(Caller who, Order order) => new(Act(who, order), 1);
}
