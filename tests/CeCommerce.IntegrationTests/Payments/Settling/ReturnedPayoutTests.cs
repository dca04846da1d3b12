using CeCommerce.IntegrationTests.Payments.Disputes;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>A payout that a bank sends back after Stripe had told it as paid.</summary>
public sealed class ReturnedPayoutTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    private readonly StripePayouts _payouts = new(shop);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payout_that_the_bank_sends_back_is_owed_again_and_paid_anew(bool isTold)
    {
        await shop.CompletedAsync();
        var first = await _payouts.PayAsync();
        var payout = shop.Stripe.All("payout", await _payouts.AccountAsync())[^1]["id"]!.ToString();
        shop.Stripe.ArrivePayout(payout);
        await shop.DeliverAllAsync();
        await _payouts.UntilAsync(first, "ARRIVED");

        shop.Stripe.FailPayout(payout);
        if (isTold)
        {
            await shop.DeliverAllAsync();
        }
        else
        {
            // No event comes: it is looked at once a day.
            shop.Clock.Advance(TimeSpan.FromDays(1));
        }

        // By and by the server takes the transfer back, and all of it can be paid again.
        var back = await _payouts.UntilAsync(first, "REVERSED");
        Assert.Equal(("DONE", back.Amount("amount")), (back.List("reversals").Single().Text("state"), back.List("reversals").Single().Amount("amount")));
        Assert.Equal(back.Amount("amount"), (await _payouts.ShownAsync()).GetProperty("balances").EnumerateArray().Single().Amount("payable"));
        await shop.AssertBooksAsync();
        Assert.All(new[] { "Transfer", "PayoutArrival", "PayoutReturn" }, kind => Assert.Equal(1L, _payouts.Moved(kind, first)));
        Assert.Equal(1L, shop.Shop.Scalar("SELECT count(*) FROM payments.payout_reversals r JOIN payments.movements m ON m.cause_id = r.id WHERE r.payout_id = $1 AND NOT r.had_arrived", StripePayouts.Id(first)));

        shop.Stripe.NewBank(await _payouts.AccountAsync());
        await shop.DeliverAllAsync();
        var second = await _payouts.PayAsync();
        Assert.NotEqual(first, second);
        shop.Stripe.ArrivePayout(shop.Stripe.All("payout", await _payouts.AccountAsync())[^1]["id"]!.ToString());
        await shop.DeliverAllAsync();
        Assert.Equal(back.Amount("amount"), (await _payouts.UntilAsync(second, "ARRIVED")).Amount("amount"));
        await shop.AssertBooksAsync();
        shop.Stripe.AssertFits();
    }
}
