using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Orders;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>Stock cannot be kept from others without paying: not by many holds, not by orders, not in the name of many consumers.</summary>
public sealed class HoldLimitTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public HoldLimitTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Theory]
    [InlineData("card_authentication_required")]
    [InlineData("konbini_pending_then_success")]
    public async Task Unpaid_orders_count_like_holds(string method)
    {
        var carol = OrderShop.Consumer("carol " + method);
        var orders = new List<Order>();
        for (var i = 0; i < 4; i++)
        {
            orders.Add((await _shop.Place(await _shop.Ready(who: carol), method, who: carol)).Value!);
        }

        var next = await _shop.Shelve();
        Assert.Null((await _shop.Hold(await _shop.Shelve(), carol)).Error);
        Assert.Equal(5, Assert.IsType<TooManyHolds>((await _shop.Hold(next, carol)).Error).Limit);
        Assert.Null((await CancelAsync(carol, orders[0])).Error);
        Assert.Null((await _shop.Hold(next, carol)).Error);
    }

    [Fact]
    public async Task Paid_orders_do_not_count()
    {
        var dave = OrderShop.Consumer("dave");
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(OrderState.Paid, (await _shop.Paid(who: dave)).State);
        }
    }

    [Fact]
    public async Task Consumers_of_one_app_together_keep_no_more_than_it_may_and_paid_orders_raise_that()
    {
        var server = _shop.Start(services => services.AddSingleton(new HoldSettings { AppHoldLimit = 3, AppHoldPercent = 50 }));
        var order = (await _shop.Place(await _shop.Ready(who: Of("crowd", 0)), "card_authentication_required", who: Of("crowd", 0))).Value!;
        Assert.Null((await _shop.Hold(await _shop.Shelve(), Of("crowd", 1), server: server)).Error);
        Assert.Null((await _shop.Hold(await _shop.Shelve(), Of("crowd", 2), server: server)).Error);
        var wanted = await _shop.Shelve();
        Assert.Equal(3, Assert.IsType<TooManyHoldsOfApp>((await _shop.Hold(wanted, Of("crowd", 3), server: server)).Error).Limit);
        Assert.Null((await _shop.Hold(await _shop.Shelve(), Of("other", 1), server: server)).Error);

        // Two paid orders make room for one more.
        await PayAsync(order);
        Assert.Equal(OrderState.Paid, (await _shop.Paid(who: Of("crowd", 4))).State);
        Assert.Null((await _shop.Hold(wanted, Of("crowd", 3), server: server)).Error);
        Assert.Null((await _shop.Hold(await _shop.Shelve(), Of("crowd", 5), server: server)).Error);
        Assert.Equal(4, Assert.IsType<TooManyHoldsOfApp>((await _shop.Hold(await _shop.Shelve(), Of("crowd", 6), server: server)).Error).Limit);
    }

    [Fact]
    public async Task Who_cancels_an_unpaid_order_waits_before_holding_its_item_again_and_others_do_not()
    {
        var order = await _shop.Paid("card_authentication_required");
        var cancelled = (await CancelAsync(OrderShop.Consumer(), order)).Value!;
        Assert.Equal(cancelled.UpdatedAt.AddMinutes(5), Assert.IsType<HeldMomentsAgo>((await _shop.Hold(order.Lines[0].ListingId)).Error).AgainAt);
        Assert.Null((await _shop.Hold(order.Lines[0].ListingId, OrderShop.Consumer("bob"))).Error);
    }

    [Fact]
    public async Task Who_releases_after_a_declined_payment_waits_too()
    {
        var order = await _shop.Paid("card_declined");
        var released = await _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), order.Lines[0].HoldId, OrderShop.Key(), default));
        Assert.Null(released.Error);
        Assert.IsType<HeldMomentsAgo>((await _shop.Hold(order.Lines[0].ListingId)).Error);
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await _shop.Hold(order.Lines[0].ListingId)).Error);
    }

    [Fact]
    public async Task Who_lets_the_payment_deadline_pass_waits_too()
    {
        var order = await _shop.Paid("card_authentication_required");
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal(OrderState.Cancelled, (await _shop.Order(order.Id)).State);
        Assert.IsType<HeldMomentsAgo>((await _shop.Hold(order.Lines[0].ListingId)).Error);
    }

    [Fact]
    public async Task A_refunded_order_is_no_reason_to_wait()
    {
        var order = await _shop.Paid();
        Assert.Equal(OrderState.Refunded, (await CancelAsync(OrderShop.Consumer(), order)).Value!.State);
        Assert.Null((await _shop.Hold(order.Lines[0].ListingId)).Error);
    }

    [Fact]
    public async Task Who_left_orders_unpaid_gets_less_time_to_pay_at_the_counter()
    {
        var erin = OrderShop.Consumer("erin");
        for (var i = 0; i < 2; i++)
        {
            var first = await _shop.Paid("konbini_pending_then_success", erin);
            Assert.Equal(first.PlacedAt.AddDays(3), first.PaymentDueAt);
            Assert.Null((await CancelAsync(erin, first)).Error);
        }

        var third = await _shop.Paid("konbini_pending_then_success", erin);
        Assert.Equal(third.PlacedAt.AddHours(6), third.PaymentDueAt);
    }

    private static Caller Of(string app, int consumer) => new(Role.Consumer, $"consumer {consumer}", null, app, new HashSet<string>());

    private Task<Outcome<Order>> CancelAsync(Caller who, Order order) =>
        _shop.On((OrderService orders) => orders.CancelAsync(new(who, order.Id, OrderShop.Key()), null, default));

    private async Task PayAsync(Order order)
    {
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default));
        await _shop.On((OrderSettlements settlements) => settlements.SettleAsync(order, default));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
    }
}
