using CeCommerce.Listings;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class OrderLifeTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public OrderLifeTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_paid_order_is_handed_over_and_completed_by_its_buyer()
    {
        var order = await _shop.Paid();
        var handed = await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new("ヤマト運輸", "1234-5678"), default));
        Assert.Equal(OrderState.HandedOver, handed.Value!.State);
        var completed = await _shop.On((OrderService desk) => desk.CompleteAsync(Act(OrderShop.Consumer(), order), default));
        Assert.Equal(OrderState.Completed, completed.Value!.State);
    }

    [Fact]
    public async Task A_handed_over_order_completes_by_itself()
    {
        var order = await _shop.Paid();
        var handed = (await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default))).Value!;
        _shop.Clock.SetUtcNow(handed.CompletesAt!.Value);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal(OrderState.Completed, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task A_refund_before_hand_over_puts_the_item_back_on_the_shelf()
    {
        var order = await _shop.Paid();
        var refunded = await _shop.On((OrderService desk) => desk.RefundAsync(Act(_shop.Staff, order), "傷が見つかった", default));
        Assert.Equal(OrderState.Refunded, refunded.Value!.State);
        Assert.Equal(ListingState.Published, (await _shop.Listing(order.Lines[0].ListingId)).State);
        Assert.Equal([0L, 0L], (await _shop.Entries(order.Id)).GroupBy(entry => entry.Account, (_, of) => of.Sum(entry => entry.Amount)));
        Assert.Equal(OrderState.Paid, (await _shop.Paid()).State);
        Assert.Equal(OrderState.Paid, (await _shop.Place(await _shop.Ready(order.Lines[0].ListingId, OrderShop.Consumer("bob")), who: OrderShop.Consumer("bob"))).Value!.State);
    }

    [Fact]
    public async Task A_buyer_cancels_a_paid_order_and_gets_the_money_back()
    {
        var order = await _shop.Paid();
        var cancelled = await _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default));
        Assert.Equal(OrderState.Refunded, cancelled.Value!.State);
    }

    [Fact]
    public async Task Moves_that_the_table_does_not_have_are_refused()
    {
        var order = await _shop.Paid();
        var early = Assert.IsType<OrderMoveRefused>(
            (await _shop.On((OrderService desk) => desk.CompleteAsync(Act(OrderShop.Consumer(), order), default))).Error);
        Assert.Equal([OrderState.RefundPending], early.NextStates);
        await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default));
        Assert.IsType<OrderMoveRefused>((await _shop.On((OrderService desk) => desk.RefundAsync(Act(_shop.Staff, order), null, default))).Error);
        Assert.IsType<OrderMoveRefused>((await _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default))).Error);
        Assert.IsType<OrderMoveRefused>((await _shop.On((OrderService desk) => desk.HandOverAsync(Act(OrderShop.Consumer(), order), new(null, null), default))).Error);
        Assert.Equal(OrderState.HandedOver, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task Others_neither_see_nor_cancel_an_order()
    {
        var order = await _shop.Paid();
        Caller[] others = [OrderShop.Consumer("bob"), OrderShop.Stranger, OrderShop.Consumer() with { ClientId = "other-app" }, Caller.Anonymous];
        foreach (var other in others)
        {
            Assert.IsType<OrderNotFound>((await _shop.On((OrderService desk) => desk.CancelAsync(Act(other, order), null, default))).Error);
            Assert.False(await _shop.On((CommerceDatabase database) => database.Set<Order>().VisibleTo(other).AnyAsync(x => x.Id == order.Id)));
        }

        Assert.True(await _shop.On((CommerceDatabase database) => database.Set<Order>().VisibleTo(_shop.Staff).AnyAsync(x => x.Id == order.Id)));
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_at_its_deadline_and_the_item_is_free()
    {
        var order = await _shop.Paid("card_authentication_required");
        Assert.Equal(OrderState.AwaitingPayment, order.State);
        Assert.EndsWith($"/sandbox/authenticate/{order.Id}", order.NextActionUrl, StringComparison.Ordinal);
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        var cancelled = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Cancelled, false), (cancelled.State, await _shop.Unsettled(order.Id)));
        Assert.Null((await _shop.Hold(order.Lines[0].ListingId, OrderShop.Consumer("bob"))).Error);
    }

    [Fact]
    public async Task Money_that_comes_after_the_cancellation_goes_back()
    {
        var dead = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(await _shop.Ready(), server: dead)).Value!;
        await _shop.On((SandboxGateway sandbox) => sandbox.ChargeAsync(new(order.Id.ToString(), "card_success", order.Total), default));
        var cancelled = (await _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default))).Value!;
        Assert.Equal((OrderState.Cancelled, false), (cancelled.State, await _shop.Unsettled(order.Id)));
        var charge = await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default));
        Assert.Equal(ChargeStatus.Refunded, charge!.Status);
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task A_charge_that_arrives_after_the_cancellation_is_found_although_its_server_died()
    {
        var hold = await _shop.Ready();
        var dying = _shop.StartTroubled(_ => new IOException("The power went off."));
        await Assert.ThrowsAsync<IOException>(() => _shop.Place(hold, server: dying));
        var order = await _shop.On((CommerceDatabase database) => database.Set<Order>().AsNoTracking().SingleAsync(x => x.Lines.Any(line => line.HoldId == hold.Id)));
        var cancelled = (await _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default))).Value!;
        Assert.Equal((OrderState.Cancelled, true), (cancelled.State, await _shop.Unsettled(order.Id)));

        // Sent before the cancellation, it reaches the processor only now.
        await _shop.On((SandboxGateway sandbox) => sandbox.ChargeAsync(new(order.Id.ToString(), "card_success", order.Total), default));
        await Sweep();
        Assert.Equal(ChargeStatus.Refunded, (await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)))!.Status);
        Assert.False(await _shop.Unsettled(order.Id));
    }

    [Fact]
    public async Task A_cancelled_order_that_was_never_charged_is_settled_after_a_while()
    {
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(await _shop.Ready(), server: silent)).Value!;
        await _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default));
        Assert.True(await _shop.Unsettled(order.Id));
        await Sweep();
        Assert.False(await _shop.Unsettled(order.Id));
    }

    [Fact]
    public async Task A_payment_in_time_counts_although_its_news_is_late()
    {
        var order = await _shop.Paid("card_authentication_required");
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default));
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal((OrderState.Paid, false), ((await _shop.Order(order.Id)).State, await _shop.Unsettled(order.Id)));
    }

    [Fact]
    public async Task A_silent_processor_puts_the_payment_deadline_off_for_an_hour()
    {
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = await _shop.Paid("card_authentication_required");
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default), silent);
        Assert.Equal(OrderState.AwaitingPayment, (await _shop.Order(order.Id)).State);

        _shop.Clock.SetUtcNow(order.PaymentDueAt.AddHours(1));
        await _shop.On((OrderDeadlines due) => due.RunAsync(default), silent);
        var cancelled = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Cancelled, true, "payment deadline"), (cancelled.State, await _shop.Unsettled(order.Id), cancelled.CancelReason));
        await Sweep();
        Assert.Equal(ChargeStatus.Declined, (await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)))!.Status);
    }

    [Fact]
    public async Task After_the_payment_deadline_nobody_is_charged()
    {
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(await _shop.Ready(), server: silent)).Value!;
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal(OrderState.Cancelled, (await _shop.Order(order.Id)).State);
        Assert.Null(await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)));
    }

    /// <summary>The workers' round two minutes later.</summary>
    private async Task Sweep()
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
    }

    private static OrderAct Act(Caller who, Order order) => new(who, order.Id, OrderShop.Key());
}
