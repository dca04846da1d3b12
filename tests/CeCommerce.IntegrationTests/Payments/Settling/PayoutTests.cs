using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>What operators are owed reaches them, once, and comes back when its sale is given back.</summary>
public sealed class PayoutTests(OrderShop shop) : IAsyncLifetime, IClassFixture<OrderShop>
{
    private readonly OrderShop _shop = shop;

    private SettlingShop _settling = null!;

    public async ValueTask InitializeAsync() => _settling = await SettlingShop.OpenAsync(_shop);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task M5_a_completed_order_is_paid_out_and_booked_as_sent_and_as_arrived()
    {
        var order = await _settling.CompletedAsync();
        Assert.Equal((20_900, 0, 0), await _settling.BooksAsync());
        await _settling.NextDayAsync();
        var sent = await _settling.LastAsync();
        Assert.Equal((PayoutState.Sent, 20_900), (sent.State, sent.Amount.Amount));
        Assert.Equal((20_900, -20_900, 0), await _settling.BooksAsync());
        await _settling.AssertRightAsync();

        await _settling.LaterAsync();
        var arrived = await _settling.LastAsync();
        Assert.Equal((PayoutState.Arrived, false), (arrived.State, arrived.Unsettled));
        Assert.Equal((0, 0, 0), await _settling.BooksAsync());
        var line = Assert.Single(await _shop.On((CommerceDatabase database) => database.Set<PayoutLine>().AsNoTracking().Where(x => x.PayoutId == arrived.Id).ToListAsync()));
        Assert.Equal((PayoutLineKind.Sale, 20_900, order.Id.ToString()), (line.Kind, line.Amount, line.Reference));
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M6_a_refund_after_payout_comes_back_from_the_transfer_and_is_visible()
    {
        var order = await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        await _settling.LaterAsync();
        var payout = await _settling.LastAsync();
        Assert.Equal(PayoutState.Arrived, payout.State);
        await _settling.RefundAsync(order, 19_800);
        Assert.Equal((-20_900, 0, 0), await _settling.BooksAsync());
        await _settling.AssertRightAsync();

        await _settling.SweepAsync();
        Assert.Equal((0, 0, 0), await _settling.BooksAsync());
        var back = await _settling.LastAsync();
        Assert.Equal((PayoutState.Reversed, 20_900), (back.State, back.Reversed));
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M6_what_cannot_come_back_is_netted_with_the_next_sales_when_the_operator_is_liable()
    {
        var order = await PaidOutAsync();
        await _settling.TroubleAsync("BalanceGone");
        await _settling.RefundAsync(order, 5_000);
        await _settling.SweepAsync();
        Assert.Equal((-5_000, 0, 0), await _settling.BooksAsync());
        Assert.Equal("Impossible balance_insufficient", await _shop.Scalar($"SELECT state || ' ' || reason FROM payments.payout_reversals WHERE payout_id = '{(await _settling.LastAsync()).Id.Value}'"));
        Assert.NotNull(await _settling.SettlementAsync("negative_since"));
        var count = (await _settling.PayoutsAsync()).Count;
        await _settling.NextDayAsync();
        Assert.Equal(count, (await _settling.PayoutsAsync()).Count);

        await _settling.TroubleAsync(null);
        await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        Assert.Equal(15_900, (await _settling.LastAsync()).Amount.Amount);
        var sums = await _shop.On((CommerceDatabase database) => database.Set<PayoutLine>().AsNoTracking().Where(x => x.OperatorId == _settling.Seller).OrderByDescending(x => x.PayoutId).ThenBy(x => x.Number).Take(2).ToListAsync());
        Assert.Equal([(PayoutLineKind.Refund, -5_000), (PayoutLineKind.Sale, 20_900)], sums.Select(line => (line.Kind, line.Amount)));
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M6_with_the_platform_liable_the_loss_is_booked_at_once_and_undone_by_what_comes_back_but_not_by_later_sales()
    {
        var order = await PaidOutAsync();
        await _settling.TermsAsync(Liable.Platform);
        await _settling.TroubleAsync("BalanceGone");
        await _settling.RefundAsync(order, 5_000);
        Assert.Equal((0, 0, -5_000), await _settling.BooksAsync());
        await _settling.SweepAsync();
        await _settling.CompletedAsync();
        Assert.Equal((20_900, 0, -5_000), await _settling.BooksAsync());
        await _settling.NextDayAsync();
        Assert.Equal(20_900, (await _settling.LastAsync()).Amount.Amount);
        await _settling.LaterAsync();
        await _settling.AssertRightAsync();

        await _settling.TroubleAsync(null);
        await _settling.RefundAsync(order, 4_000);
        Assert.Equal((0, 0, -9_000), await _settling.BooksAsync());
        await _settling.SweepAsync();
        Assert.Equal((0, 0, -5_000), await _settling.BooksAsync());
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M6_a_reversal_before_arrival_undoes_the_loss_and_the_rest_arrives()
    {
        var order = await _settling.CompletedAsync();
        await _settling.TermsAsync(Liable.Platform);
        await _settling.NextDayAsync();
        await _settling.RefundAsync(order, 5_000);
        Assert.Equal((20_900, -20_900, -5_000), await _settling.BooksAsync());
        await _settling.SweepAsync();
        Assert.Equal((15_900, -15_900, 0), await _settling.BooksAsync());
        await _settling.LaterAsync();
        Assert.Equal((0, 0, 0), await _settling.BooksAsync());
        Assert.Equal((PayoutState.Arrived, 15_900), ((await _settling.LastAsync()).State, (await _settling.LastAsync()).ArrivedAmount));
        await _settling.AssertRightAsync();
    }

    [Theory]
    [InlineData("Fails", PayoutState.Reversed, 20_900, 0)]
    [InlineData("BankRefuses", PayoutState.Failed, 20_900, -20_900)]
    [InlineData("Refuses", PayoutState.Refused, 20_900, 0)]
    public async Task What_does_not_arrive_is_told_and_paid_again_where_it_came_back(string trouble, PayoutState state, long payable, long onItsWay)
    {
        await _settling.CompletedAsync();
        await _settling.TroubleAsync(trouble);
        await _settling.NextDayAsync();
        await _settling.LaterAsync();
        var payout = await _settling.LastAsync();
        Assert.Equal((state, "account_trouble"), (payout.State, payout.Reason));
        Assert.Equal((payable, onItsWay), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout));
        await _settling.AssertRightAsync();

        await _settling.TroubleAsync(null);
        if (state == PayoutState.Failed)
        {
            await _shop.Scalar($"UPDATE payments.sandbox_transfers SET status = 'Arrived' WHERE key = '{payout.Id}'");
            await _settling.LaterAsync();
        }
        else
        {
            await _settling.NextDayAsync();
            await _settling.LaterAsync();
        }

        Assert.Equal((0, 0), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout));
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task Without_an_account_nothing_is_posted_and_it_is_said()
    {
        await _settling.CompletedAsync();
        await _settling.TroubleAsync("NoAccount");
        var count = (await _settling.PayoutsAsync()).Count;
        await _settling.NextDayAsync();
        Assert.Equal((count, "PAYOUT_ACCOUNT_MISSING"), ((await _settling.PayoutsAsync()).Count, await _settling.SettlementAsync("obstacle")));
        var refused = await _shop.On((SettlingService settling) => settling.PayAsync(SettlingShop.Platform, new() { OperatorId = _settling.Seller, IdempotencyKey = OrderShop.Key() }, default));
        Assert.IsType<PayoutAccountMissing>(refused.Error);
        Assert.Equal((20_900, 0), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout));
    }

    [Fact]
    public async Task What_is_on_hold_by_terms_is_not_paid_and_what_was_not_completed_never()
    {
        await _settling.TermsAsync(delay: 3, minimum: 1_000);
        await _settling.PaidAsync();
        await _settling.CompletedAsync();
        var count = (await _settling.PayoutsAsync()).Count;
        await _settling.NextDayAsync();
        await _settling.NextDayAsync();
        Assert.Equal(count, (await _settling.PayoutsAsync()).Count);
        await _settling.NextDayAsync();
        Assert.Equal(20_900, (await _settling.LastAsync()).Amount.Amount);

        await _settling.TermsAsync(minimum: 30_000);
        await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        Assert.Equal(count + 1, (await _settling.PayoutsAsync()).Count);
        await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        Assert.Equal(41_800, (await _settling.LastAsync()).Amount.Amount);
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M8_what_is_held_back_is_not_paid_and_the_rest_is()
    {
        var server = _shop.Start(services => services.AddScoped<IHeldBack, Disputed>());
        await _settling.CompletedAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        await _settling.SweepAsync(server);
        var payout = await _settling.LastAsync();
        Assert.Equal((17_900, 3_000), (payout.Amount.Amount, payout.HeldBack));
        await _settling.AssertRightAsync();
        await _settling.NextDayAsync();
        Assert.Equal((3_000, 3_000), ((await _settling.LastAsync()).Amount.Amount, (await _settling.LastAsync()).Carried));
    }

    [Fact]
    public async Task A_refund_that_was_decided_and_has_not_gone_is_not_paid_out_meanwhile()
    {
        var order = await _settling.CompletedAsync();
        Assert.Null((await _shop.On((ReturnService returns) => returns.RefundAsync(new(new(_settling.Staff, order.Id, OrderShop.Key()), 1), Money.Jpy(5_000), null, default))).Error);
        await _settling.NextDayAsync();
        Assert.Equal((15_900, 5_000), ((await _settling.LastAsync()).Amount.Amount, (await _settling.LastAsync()).HeldBack));
        await _shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await _shop.Order(order.Id), default));
        await _settling.LaterAsync();
        Assert.Equal((0, 0), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout));
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task A_payout_that_the_books_do_not_have_is_named()
    {
        await PaidOutAsync();
        var payout = await _settling.LastAsync();
        await _shop.Scalar($"UPDATE payments.payouts SET arrived_amount = arrived_amount - 1 WHERE id = '{payout.Id.Value}'");
        var flaws = await _shop.On((LedgerVerification books) => books.FlawsAsync(default));
        Assert.Contains(flaws, flaw => flaw.Subject == payout.Id.ToString() && flaw.Message.En.Contains("PayoutArrival: -20899 JPY on OperatorPayable is not in the books", StringComparison.Ordinal));
        await _shop.Scalar($"UPDATE payments.payouts SET arrived_amount = arrived_amount + 1 WHERE id = '{payout.Id.Value}'");
        await _settling.AssertRightAsync();
    }

    private async Task<Order> PaidOutAsync()
    {
        var order = await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        await _settling.LaterAsync();
        Assert.Equal(PayoutState.Arrived, (await _settling.LastAsync()).State);
        return order;
    }

    private sealed class Disputed : IHeldBack
    {
        public Task<long> AmountAsync(SettlementKey of, CancellationToken cancellationToken) => Task.FromResult(3_000L);
    }
}
