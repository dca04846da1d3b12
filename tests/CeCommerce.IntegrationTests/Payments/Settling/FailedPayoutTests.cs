using CeCommerce.IntegrationTests.Payments.Disputes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>A payout that a bank does not take lies at the operator's account at Stripe, and is sent to its bank again from there.</summary>
public sealed class FailedPayoutTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    private readonly StripePayouts _payouts = new(shop);

    [Theory]
    [InlineData(null)]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.DropRequest)]
    public async Task It_is_sent_again_once_when_the_bank_account_has_changed(StripeFault? fault)
    {
        var payout = await RefusedAsync();
        if (fault is { } trouble)
        {
            shop.Stripe.Faults.Add("POST /v1/payouts", trouble, times: 2);
        }

        shop.Stripe.NewBank(await _payouts.AccountAsync());
        await shop.DeliverAllAsync();
        await _payouts.SweepAsync();
        Assert.Equal("SENT", (await _payouts.UntilAsync(payout, "SENT")).Text("state"));
        shop.Stripe.Faults.Clear();
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await _payouts.SweepAsync();
        var tries = await _payouts.AtStripeAsync(payout);
        Assert.Equal(["failed", "pending"], tries.Select(one => one.Text("status")));
        await ArriveAsync(payout, tries[1].Text("id")!);
    }

    [Fact]
    public async Task By_schedule_it_is_tried_again_each_day_until_the_bank_takes_it()
    {
        var payout = await RefusedAsync();
        await _payouts.ScheduleAsync("DAILY");
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await _payouts.SweepAsync();
        Assert.Equal("bank_account_unusable", (await _payouts.UntilAsync(payout, "FAILED")).Text("reason"));
        Assert.Single(await _payouts.AtStripeAsync(payout));

        // Nothing tells of the other bank account.
        shop.Stripe.NewBank(await _payouts.AccountAsync());
        shop.SkipNews();
        await _payouts.SweepAsync();
        Assert.Single(await _payouts.AtStripeAsync(payout));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await _payouts.SweepAsync();
        await _payouts.UntilAsync(payout, "SENT");
        await ArriveAsync(payout, (await _payouts.AtStripeAsync(payout))[1].Text("id")!);
        await _payouts.ScheduleAsync("MANUAL");
    }

    private async Task<string> RefusedAsync()
    {
        await shop.CompletedAsync();
        var payout = await _payouts.PayAsync();
        shop.Stripe.FailPayout(Assert.Single(await _payouts.AtStripeAsync(payout)).Text("id")!);
        await shop.DeliverAllAsync();
        Assert.Equal("account_closed", (await _payouts.UntilAsync(payout, "FAILED")).Text("reason"));
        Assert.Equal(
            "account_closed",
            shop.Shop.Scalar("SELECT data ->> 'failureCode' FROM platform.events WHERE kind = 'payout.failed' AND subject_id = $1", StripePayouts.Id(payout)));
        await shop.AssertBooksAsync();
        return payout;
    }

    private async Task ArriveAsync(string payout, string atStripe)
    {
        shop.Stripe.ArrivePayout(atStripe);
        await shop.DeliverAllAsync();
        await _payouts.UntilAsync(payout, "ARRIVED");
        Assert.All(new[] { "Transfer", "PayoutArrival" }, kind => Assert.Equal(1L, _payouts.Moved(kind, payout)));
        Assert.Equal(0, (await _payouts.ShownAsync()).GetProperty("balances").EnumerateArray().Single().Amount("payable"));
        await shop.AssertAgreesAsync();
        shop.Stripe.AssertFits();
    }
}
