using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Orders;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>
/// Every two verbs that touch an item's claim, at the same moment on two servers. However a round ends, the claims say what
/// the orders say.
/// </summary>
public sealed class ClaimRaceTests : IClassFixture<OrderShop>
{
    private const int Rounds = 12;
    private readonly OrderShop _shop;
    private readonly IServiceProvider _other;

    public ClaimRaceTests(OrderShop shop)
    {
        _shop = shop;
        _other = shop.Start();
        shop.NextHour();
    }

    [Fact]
    public Task A_hold_is_ordered_or_released_never_both() => Rounded(async () =>
    {
        var hold = await _shop.Ready();
        var (placed, released) = await Both(_shop.Place(hold), Release(hold));
        Assert.True(placed.Error is null ^ released.Error is null, $"{placed.Error} and {released.Error}");
        Assert.True((placed.Error ?? released.Error) is HoldUsed or HoldExpired, (placed.Error ?? released.Error)!.ToString());
    });

    [Fact]
    public Task An_order_keeps_the_item_for_ever_although_its_hold_was_being_extended() => Rounded(async () =>
    {
        var hold = await _shop.Ready();
        var (placed, extended) = await Both(_shop.Place(hold), Extend(hold));
        var order = placed.Value!;
        Assert.Equal(OrderState.Paid, order.State);
        Assert.True(extended.Error is null or HoldUsed, extended.Error?.ToString());

        // When both did it, the extension came first and the order knows of it.
        Assert.Equal(extended.Value?.ExpiresAt ?? hold.ExpiresAt, order.Lines[0].HoldExpiresAt);
    });

    [Fact]
    public Task A_refused_payment_returns_the_item_to_a_hold_that_can_then_be_released() => Rounded(async () =>
    {
        var hold = await _shop.Ready();
        var (placed, released) = await Both(_shop.Place(hold, "card_declined"), Release(hold));
        Assert.True(placed.Error is null or HoldExpired, placed.Error?.ToString());
        Assert.True(released.Error is null or HoldUsed, released.Error?.ToString());
        Assert.Equal(released.Error is null, (await _shop.Hold(hold.ListingId, OrderShop.Consumer("bob"))).Error is null);
    });

    [Fact]
    public Task Two_orders_over_one_hold_make_one() => Rounded(async () =>
    {
        var hold = await _shop.Ready();
        var (one, two) = await Both(_shop.Place(hold), _shop.Place(hold, server: _other));
        Assert.IsType<HoldUsed>((one.Error ?? two.Error)!);
        Assert.True(one.Error is null ^ two.Error is null);
    });

    [Fact]
    public Task At_the_end_of_a_hold_its_buyer_or_the_next_one_gets_the_item() => Rounded(async () =>
    {
        var hold = await _shop.Ready();
        _shop.Clock.SetUtcNow(hold.ExpiresAt.AddTicks(-10));
        var placing = _shop.Place(hold);
        _shop.Clock.SetUtcNow(hold.ExpiresAt);
        var (placed, held) = await Both(placing, _shop.Hold(hold.ListingId, OrderShop.Consumer("bob"), server: _other));
        Assert.True(placed.Error is null or HoldExpired or ItemTaken, placed.Error?.ToString());
        Assert.True(held.Error is null or ItemTaken or ListingNotForSale, held.Error?.ToString());
        Assert.False(placed.Error is null && held.Error is null, "both");
    });

    [Fact]
    public Task A_paid_order_is_cancelled_refunded_or_handed_over_once() => Rounded(async () =>
    {
        var order = await _shop.Paid();
        var handing = _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default), _other);
        var refunding = _shop.On((OrderService desk) => desk.RefundAsync(Act(_shop.Staff, order), null, default), _other);
        var (cancelled, handed) = await Both(_shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default)), handing);
        Outcome<Order>[] ends = [cancelled, handed, await refunding];
        Assert.Single(ends, end => end.Error is null);
        Assert.All(ends.Where(end => end.Error is not null), end => Assert.IsType<OrderMoveRefused>(end.Error));
        Assert.Equal(handed.Error is null ? OrderState.HandedOver : OrderState.Refunded, (await _shop.Order(order.Id)).State);
    });

    [Fact]
    public Task A_handed_over_order_is_completed_never_refunded() => Rounded(async () =>
    {
        var order = await _shop.Paid();
        await _shop.On((OrderService desk) => desk.HandOverAsync(Act(_shop.Staff, order), new(null, null), default));
        var (completed, refunded) = await Both(
            _shop.On((OrderService desk) => desk.CompleteAsync(Act(OrderShop.Consumer(), order), default)),
            _shop.On((OrderService desk) => desk.RefundAsync(Act(_shop.Staff, order), null, default), _other));
        Assert.Null(completed.Error);
        Assert.IsType<OrderMoveRefused>(refunded.Error);
    });

    [Fact]
    public Task A_payment_that_meets_the_cancellation_counts_or_goes_back() => Rounded(async () =>
    {
        var order = await _shop.Paid("card_authentication_required");
        await Both(Pay(order), _shop.On((OrderService desk) => desk.CancelAsync(Act(OrderShop.Consumer(), order), null, default)));
        await PaidOrGivenBack(order);
    });

    [Fact]
    public Task A_payment_that_meets_the_deadline_counts_or_goes_back() => Rounded(async () =>
    {
        var order = await _shop.Paid("card_authentication_required");
        _shop.Clock.SetUtcNow(order.PaymentDueAt);
        await Both(Pay(order), _shop.On((OrderDeadlines due) => due.RunAsync(default)));
        await PaidOrGivenBack(order);
    });

    [Fact]
    public async Task Checkouts_of_one_hold_at_the_same_moment_all_answer()
    {
        var hold = await _shop.Ready();
        string[] labels = ["注文する", "購入する", "注文を確定する", "購入を確定する", "Place order"];
        var shown = await Task.WhenAll(labels.Select((label, i) => _shop.Checkout(hold.Id, label: label, server: i % 2 == 0 ? _other : null)));
        Assert.All(shown, outcome => Assert.Null(outcome.Error));
        var last = await _shop.On((CommerceDatabase database) => database.Set<Hold>().AsNoTracking().SingleAsync(x => x.Id == hold.Id));
        Assert.Contains(shown, outcome => outcome.Value!.ConfirmationDigest == last.ConfirmationDigest);
        Assert.Equal(OrderState.Paid, (await _shop.Place(last)).Value!.State);
    }

    private async Task Rounded(Func<Task> round)
    {
        for (var i = 0; i < Rounds; i++)
        {
            _shop.NextHour();
            await round();
        }

        await ClaimsAgree();
    }

    /// <summary>An order that stands has the item for ever, or its buyer has; one that ended has nothing, and no item has two buyers.</summary>
    private async Task ClaimsAgree()
    {
        Assert.Equal(0L, await _shop.Scalar(
            """
            SELECT count(*) FROM orders.orders o
            WHERE (state NOT IN ('PaymentFailed', 'Cancelled', 'Refunded')) <> EXISTS (
                SELECT FROM items.claims c
                WHERE c.item_id = o.item_id AND c.kind = 'Order' AND c.holder_id = o.id AND c.live AND upper_inf(c.during) AND o.state <> 'Completed'
                UNION ALL SELECT FROM items.custody u
                WHERE u.item_id = o.item_id AND u.cause_id = o.id AND u.holder = 'Consumer' AND upper_inf(u.during) AND o.state = 'Completed')
            """));
        Assert.Equal(0L, await _shop.Scalar(
            """
            SELECT count(*) FROM orders.holds h JOIN items.claims c ON c.id = h.claim_id
            WHERE c.live AND c.kind = 'Hold' AND (h.released_at IS NOT NULL OR h.used_at IS NOT NULL OR c.expires_at IS DISTINCT FROM h.expires_at)
            """));
        Assert.Equal(0L, await _shop.Scalar(
            """
            SELECT count(*) FROM (
                SELECT FROM orders.orders WHERE state NOT IN ('PaymentFailed', 'Cancelled', 'Refunded') GROUP BY item_id HAVING count(*) > 1) AS twice
            """));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    /// <summary>The order is paid and the money here, or it is closed and the buyer has it.</summary>
    private async Task PaidOrGivenBack(Order order)
    {
        var (ended, charge) = (await _shop.Order(order.Id), await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)));
        Assert.False(await _shop.Unsettled(order.Id));
        Assert.Contains((ended.State, charge!.Status),
            new[]
            {
                (OrderState.Paid, ChargeStatus.Succeeded), (OrderState.Refunded, ChargeStatus.Refunded),
                (OrderState.Cancelled, ChargeStatus.Declined), (OrderState.Cancelled, ChargeStatus.Refunded),
            });
    }

    /// <summary>The buyer authenticates and the processor tells us.</summary>
    private async Task<bool> Pay(Order order)
    {
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default), _other);
        var news = new InboundWebhook
        {
            Gateway = "sandbox",
            EventId = $"{order.Id}-paid",
            Kind = "charge.updated",
            Reference = order.Id.ToString(),
            ReceivedAt = _shop.Clock.GetUtcNow(),
        };
        return await _shop.On((WebhookInbox inbox) => inbox.ReceiveAsync(news, default), _other);
    }

    private Task<Outcome<Hold>> Release(Hold hold) =>
        _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default), _other);

    private Task<Outcome<Hold>> Extend(Hold hold) =>
        _shop.On((HoldService holds) => holds.ExtendAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default), _other);

    private static OrderAct Act(Platform.Caller who, Order order) => new(who, order.Id, OrderShop.Key());

    private static async Task<(TFirst First, TSecond Second)> Both<TFirst, TSecond>(Task<TFirst> first, Task<TSecond> second)
    {
        await Task.WhenAll(first, second);
        return (await first, await second);
    }
}
