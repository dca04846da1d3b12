using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What every processor does the same way; each is tried by a class of its own.</summary>
public abstract partial class GatewayContract
{
    private protected abstract IPaymentGateway Gateway { get; }

    /// <summary>A means by which the money is held until it is captured.</summary>
    private protected abstract string Held { get; }

    /// <summary>A means that is paid at a counter.</summary>
    private protected abstract string Counter { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract ICashGateway Cash { get; }

    /// <summary>The buyer sends money by bank transfer, for a charge that may be over.</summary>
    private protected abstract Task SendAsync(ChargeRequest request, long amount);

    /// <summary>The buyer's part: whatever is still to be done, until the money is held or captured.</summary>
    private protected abstract Task PayAsync(Charge charge);

    [Fact]
    public async Task A_charge_is_one_however_often_it_is_asked_for()
    {
        var request = Request(Held);
        var charges = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.ChargeAsync(request, Cancellation)));
        Assert.Single(charges.Select(charge => charge.ProcessorId).Distinct());
        await PayAsync(charges[0]);
        var held = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal((ChargeStatus.Authorised, request.Amount, request.Reference), (held.Status, held.Amount, held.Reference));
        Assert.Equal(ChargeStatus.Authorised, (await Gateway.FindAsync(request, Cancellation))!.Status);
    }

    [Fact]
    public async Task Of_what_it_never_saw_it_knows_nothing() => Assert.Null(await Gateway.FindAsync(Request(Held), Cancellation));

    [Fact]
    public async Task Held_money_is_captured_once_and_stays_captured()
    {
        var request = await HeldAsync();
        var captured = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.CaptureAsync(request, Cancellation)));
        Assert.All(captured, charge => Assert.Equal(ChargeStatus.Succeeded, charge.Status));
        Assert.Equal(ChargeStatus.Succeeded, (await Gateway.CancelAsync(request, Cancellation))!.Status);
        Assert.Equal(ChargeStatus.Succeeded, (await Gateway.ChargeAsync(request, Cancellation)).Status);
    }

    [Fact]
    public async Task Held_money_is_let_go_once_and_stays_so()
    {
        var request = await HeldAsync();
        var cancelled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.CancelAsync(request, Cancellation)));
        Assert.All(cancelled, charge => Assert.Equal(ChargeStatus.Cancelled, charge!.Status));
        Assert.Equal(ChargeStatus.Cancelled, (await Gateway.CaptureAsync(request, Cancellation)).Status);
    }

    [Fact]
    public async Task Captured_and_cancelled_at_once_it_is_one_of_both()
    {
        var request = await HeldAsync();
        await Task.WhenAll(Gateway.CaptureAsync(request, Cancellation), Gateway.CancelAsync(request, Cancellation)!);
        Assert.Contains((await Gateway.FindAsync(request, Cancellation))!.Status, new[] { ChargeStatus.Succeeded, ChargeStatus.Cancelled });
    }

    [Fact]
    public async Task What_the_buyer_has_not_paid_can_be_ended()
    {
        var request = await BegunAsync(Counter);
        var ended = await Gateway.CancelAsync(request, Cancellation);
        Assert.Contains(ended!.Status, new[] { ChargeStatus.Cancelled, ChargeStatus.Declined });
        Assert.NotNull(ended.Reason);
    }

    [Fact]
    public async Task What_is_paid_at_a_counter_is_decided_later()
    {
        var request = await BegunAsync(Counter);
        await PayAsync((await Gateway.FindAsync(request, Cancellation))!);
        Assert.Equal(ChargeStatus.Succeeded, (await Gateway.FindAsync(request, Cancellation))!.Status);
    }

    [Fact]
    public async Task Money_goes_back_once_for_each_key_and_never_more_than_there_was()
    {
        // A processor keeps its fee of what goes back, so there has to be other money too.
        await CapturedAsync();
        var request = await CapturedAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.RefundAsync(new(request, $"{request.Payment}-a", Money.Jpy(400)), Cancellation)));
        var refused = await Gateway.RefundAsync(new(request, $"{request.Payment}-b", Money.Jpy(601)), Cancellation);
        Assert.Equal(400, Back(refused));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Gateway.RefundAsync(new(request, $"{request.Payment}-c{i}", Money.Jpy(300)), Cancellation)));
        var now = (await Gateway.FindAsync(request, Cancellation))!;
        Assert.Equal((1000, ChargeStatus.Refunded), (Back(now), now.Status));
    }

    [Fact]
    public async Task M9_money_that_comes_short_is_told_and_with_its_rest_it_is_paid()
    {
        var request = await BegunAsync("bank_transfer");
        await SendAsync(request, 400);
        var waiting = (await Gateway.FindAsync(request, Cancellation))!;
        Assert.Equal((ChargeStatus.Pending, Money.Jpy(600)), (waiting.Status, Assert.IsType<BankTransferDetails>(waiting.Action).Remaining));
        Assert.Equal([400], waiting.Cash!.Receipts.Select(receipt => receipt.Amount));
        await SendAsync(request, 600);
        var paid = (await Gateway.FindAsync(request, Cancellation))!;
        Assert.Equal(ChargeStatus.Succeeded, paid.Status);
        Assert.Equal([400, 600], paid.Cash!.Receipts.Select(receipt => receipt.Amount));
        Assert.Equal(waiting.Cash.Receipts[0].Id, paid.Cash.Receipts[0].Id);
    }

    [Fact]
    public async Task M9_a_surplus_is_told_and_goes_back_once_for_each_key_and_never_more_than_it_is()
    {
        var request = await BegunAsync("bank_transfer");
        await SendAsync(request, 1_500);
        var paid = (await Gateway.FindAsync(request, Cancellation))!;
        Assert.Equal((ChargeStatus.Succeeded, 1_500), (paid.Status, Assert.Single(paid.Cash!.Receipts).Amount));
        var back = Return(request, paid.Cash.Payer, 500);
        Assert.Null(await Cash.FindReturnAsync(back, Cancellation));
        Assert.Equal(RefundStatus.Failed, (await Cash.ReturnAsync(Return(request, paid.Cash.Payer, 500) with { Email = null }, Cancellation)).Status);
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Cash.ReturnAsync(back, Cancellation)));
        Assert.Single(sent.Select(one => one.ProcessorId).Distinct());
        Assert.NotNull(sent[0].ProcessorId);
        Assert.Equal(sent[0], await Cash.FindReturnAsync(back, Cancellation));
        Assert.Equal(sent[0], await Cash.FindReturnAsync(back with { ProcessorId = sent[0].ProcessorId }, Cancellation));
        var refused = await Cash.ReturnAsync(Return(request, paid.Cash.Payer, 1), Cancellation);
        Assert.Equal((RefundStatus.Failed, null), (refused.Status, refused.ProcessorId));
    }

    [Fact]
    public async Task M9_late_money_is_told_and_all_of_it_can_go_back()
    {
        var request = await BegunAsync("bank_transfer");
        await SendAsync(request, 300);
        await Gateway.CancelAsync(request, Cancellation);
        await SendAsync(request, 1_000);
        var over = (await Gateway.FindAsync(request, Cancellation))!;
        Assert.Contains(over.Status, new[] { ChargeStatus.Cancelled, ChargeStatus.Declined });
        Assert.Equal([300, 1_000], over.Cash!.Receipts.Select(receipt => receipt.Amount));
        Assert.NotNull((await Cash.ReturnAsync(Return(request, over.Cash.Payer, 300), Cancellation)).ProcessorId);
        Assert.NotNull((await Cash.ReturnAsync(Return(request, over.Cash.Payer, 1_000), Cancellation)).ProcessorId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task An_amount_that_is_none_is_refused_and_leaves_nothing(long amount)
    {
        var request = Request(Held) with { Amount = Money.Jpy(amount) };
        var refused = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal((ChargeStatus.Declined, "amount_not_chargeable"), (refused.Status, refused.Reason));
        Assert.Null(await Gateway.FindAsync(request, Cancellation));
    }

    private protected static ChargeRequest Request(string method)
    {
        var id = Guid.CreateVersion7().ToString("N");
        return new($"pur_{id}", method, Money.Jpy(1000)) { Payment = $"pay_{id}", Since = TimeProvider.System.GetUtcNow() };
    }

    private protected async Task<ChargeRequest> BegunAsync(string method)
    {
        var request = Request(method);
        var charge = await Gateway.ChargeAsync(request, Cancellation);
        return request with { ProcessorId = charge.ProcessorId };
    }

    private protected async Task<ChargeRequest> HeldAsync()
    {
        var request = await BegunAsync(Held);
        await PayAsync((await Gateway.FindAsync(request, Cancellation))!);
        return request;
    }

    private protected async Task<ChargeRequest> CapturedAsync()
    {
        var request = await HeldAsync();
        await Gateway.CaptureAsync(request, Cancellation);
        return request;
    }

    private static ReturnRequest Return(ChargeRequest charge, string payer, long amount) =>
        new($"lsr_{Guid.CreateVersion7():N}", payer, charge, Money.Jpy(amount)) { Since = TimeProvider.System.GetUtcNow(), Email = "hanako@example.jp" };

    private static long Back(Charge charge) => charge.Refunds.Where(refund => refund.Status == RefundStatus.Succeeded).Sum(refund => refund.Amount);
}
