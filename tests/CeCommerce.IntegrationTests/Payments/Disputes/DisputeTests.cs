using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Payments.Settling;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>What a buyer's bank takes back, to the yen. An order is 20,900 yen; a dispute costs 1,500.</summary>
public sealed class DisputeTests(OrderShop shop) : IAsyncLifetime, IClassFixture<OrderShop>
{
    private const int Rounds = 3;

    private readonly OrderShop _shop = shop;

    private SettlingShop _settling = null!;

    private DisputeShop _bank = null!;

    public ValueTask InitializeAsync() => OpenAsync(Liable.Operator);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Liable.Operator, -20_900, 0)]
    [InlineData(Liable.Platform, 0, -20_900)]
    public async Task M7_a_dispute_that_is_lost_after_the_payout_falls_to_who_is_liable_and_an_appeal_undoes_it(Liable liable, long payable, long loss)
    {
        await OpenAsync(liable);
        var order = await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        await _settling.LaterAsync();
        Assert.Equal(PayoutState.Arrived, (await _settling.LastAsync()).State);

        await _settling.TroubleAsync("BalanceGone");

        // Accounts of the platform move by other tests too, but not from here on.
        var (clearing, fees) = (await _settling.SumAsync(AccountKind.BuyerClearing), await _settling.SumAsync(AccountKind.ProcessorFee));
        var dispute = await _bank.OpenAsync(order);
        Assert.Equal((DisputeState.NeedsResponse, 20_900L, 1_500L), await _bank.LastAsync(order) is var opened ? (opened.State, opened.Taken, opened.Fee) : default);
        Assert.Equal((0, 0, 0), await _bank.BooksAsync());
        Assert.Equal((clearing + 20_900 + 1_500, fees - 1_500), (await _settling.SumAsync(AccountKind.BuyerClearing), await _settling.SumAsync(AccountKind.ProcessorFee)));
        await _bank.MoveAsync(order, dispute, DisputeState.UnderReview);
        await _bank.MoveAsync(order, dispute, DisputeState.Lost);
        Assert.Equal((0, payable, loss), await _bank.BooksAsync());
        await _settling.AssertRightAsync();

        // The fee stays with the platform.
        Assert.Equal(fees - 1_500, await _settling.SumAsync(AccountKind.ProcessorFee));
        await _bank.MoveAsync(order, dispute, DisputeState.Appealed);
        await _bank.MoveAsync(order, dispute, DisputeState.Won);
        Assert.Equal((0, 0, 0), await _bank.BooksAsync());
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M7_a_dispute_that_is_lost_before_completion_takes_the_sale_from_escrow_and_nothing_of_it_is_given_back_twice()
    {
        var order = await _settling.HandedOverAsync();
        var dispute = await _bank.OpenAsync(order);
        Assert.Equal((20_900, 0, 0), await _bank.BooksAsync());
        Assert.Equal("PAYMENT_DISPUTED", (await RefundAsync(order, 1_000)).Error!.Code);
        Assert.Equal("PAYMENT_DISPUTED", (await CompleteAsync(order)).Error!.Code);
        await _bank.MoveAsync(order, dispute, DisputeState.Lost);
        Assert.Equal((0, 0, 0), await _bank.BooksAsync());
        Assert.Equal("REFUND_ABOVE_REST", (await RefundAsync(order, 1)).Error!.Code);
        await _settling.AssertRightAsync();

        // It ends without anything to earn; what an appeal wins after that is the operator's.
        Assert.Null((await CompleteAsync(order)).Error);
        await _settling.AssertRightAsync();
        await _bank.MoveAsync(order, dispute, DisputeState.Won);
        Assert.Equal((0, 20_900, 0), await _bank.BooksAsync());
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task M7_the_fee_of_one_that_is_lost_is_the_operators_where_its_terms_say_so_and_of_one_that_is_won_the_platforms()
    {
        await _settling.TermsAsync(disputeFee: true, schedule: PayoutSchedule.Manual);
        var (won, lost) = (await _settling.CompletedAsync(), await _settling.CompletedAsync());
        await _bank.MoveAsync(won, await _bank.OpenAsync(won), DisputeState.Won);
        Assert.Equal((0, 41_800, 0), await _bank.BooksAsync());
        var dispute = await _bank.OpenAsync(lost, 5_000);
        await _bank.MoveAsync(lost, dispute, DisputeState.Lost);
        Assert.Equal((0, 41_800 - 5_000 - 1_500, 0), await _bank.BooksAsync());
        Assert.Equal("REFUND_ABOVE_REST", (await RefundAsync(lost, 19_800)).Error!.Code);
        await _bank.MoveAsync(lost, dispute, DisputeState.Won);
        Assert.Equal((0, 41_800, 0), await _bank.BooksAsync());
        Assert.Null((await RefundAsync(lost, 19_800)).Error);
    }

    [Fact]
    public async Task M8_a_payout_while_a_dispute_is_open_holds_back_what_the_operator_would_lose_and_pays_the_rest()
    {
        var (first, _) = (await _settling.CompletedAsync(), await _settling.CompletedAsync());
        var dispute = await _bank.OpenAsync(first, 3_000);
        await _settling.NextDayAsync();
        Assert.Equal((38_800L, 3_000L), await _settling.LastAsync() is var payout ? (payout.Amount.Amount, payout.HeldBack) : default);
        await _bank.MoveAsync(first, dispute, DisputeState.Won);
        await _settling.NextDayAsync();
        Assert.Equal(3_000L, (await _settling.LastAsync()).Amount.Amount);
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task An_inquiry_moves_no_money_and_lets_a_refund_settle_it_or_becomes_a_dispute()
    {
        var (closed, escalated) = (await _settling.CompletedAsync(), await _settling.CompletedAsync());
        var inquiry = await _bank.OpenAsync(closed, isInquiry: true);
        Assert.Equal((DisputeState.Warning, 0L, 0L), await _bank.LastAsync(closed) is var warned ? (warned.State, warned.Taken, warned.Fee) : default);
        Assert.Null((await RefundAsync(closed, 800)).Error);
        await _bank.MoveAsync(closed, inquiry, DisputeState.Won);
        Assert.False((await _bank.LastAsync(closed)).Unsettled);
        inquiry = await _bank.OpenAsync(escalated, isInquiry: true);
        await _bank.MoveAsync(escalated, inquiry, DisputeState.NeedsResponse);
        Assert.Equal((DisputeState.NeedsResponse, 20_900L), await _bank.LastAsync(escalated) is var now ? (now.State, now.Taken) : default);
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task Disputes_refunds_and_payouts_at_once_take_nothing_twice()
    {
        var other = _shop.Start();
        for (var round = 0; round < Rounds; round++)
        {
            _shop.Clock.Advance(TimeSpan.FromDays(1));
            var (done, open) = (await _settling.CompletedAsync(), await _settling.HandedOverAsync());
            string[] names = [await OpenUnheardAsync(done), await OpenUnheardAsync(open)];
            await AtOnceAsync(other, done, open);
            foreach (var (order, name) in new[] { done, open }.Zip(names))
            {
                await _shop.On(async (CeCommerce.Payments.Sandbox.SandboxDisputes bank) =>
                {
                    await bank.MoveAsync(name, round % 2 == 0 ? DisputeState.Lost : DisputeState.Won, default);
                    return true;
                });
            }

            await AtOnceAsync(other, done, open);
            await Task.WhenAll(_bank.HearAsync(done), _bank.HearAsync(open, other));
            await _settling.LaterAsync();
            await _settling.AssertRightAsync();
        }
    }

    private async Task AtOnceAsync(IServiceProvider other, Order done, Order open) => await Task.WhenAll(
        _bank.HearAsync(done), _bank.HearAsync(done, other), _bank.HearAsync(open), _bank.HearAsync(open, other),
        RefundAsync(done, 3_000, other), RefundAsync(done, 4_000), RefundAsync(open, 2_000, other), CompleteAsync(open),
        _settling.SweepAsync(), _settling.SweepAsync(other), _shop.On((PaymentSweep sweep) => sweep.RunAsync(default), other));

    private async Task<string> OpenUnheardAsync(Order order)
    {
        var reference = (await _bank.PaymentAsync(order)).Reference;
        return await _shop.On((CeCommerce.Payments.Sandbox.SandboxDisputes bank) => bank.OpenAsync(reference, 10_000, false, default));
    }

    private async ValueTask OpenAsync(Liable liable)
    {
        _settling = await SettlingShop.OpenAsync(_shop, liable);
        _bank = new(_shop, _settling);
    }

    private Task<Outcome<Order>> RefundAsync(Order order, long amount, IServiceProvider? server = null) => _shop.On(
        (ReturnService returns) => returns.RefundAsync(new(new(_settling.Staff, order.Id, OrderShop.Key()), 1), Money.Jpy(amount), null, default), server);

    private Task<Outcome<Order>> CompleteAsync(Order order) =>
        _shop.On((OrderService orders) => orders.CompleteAsync(new(OrderShop.Consumer(), order.Id, OrderShop.Key()), default));
}
