using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.Payments.Disputes;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>A payout that a bank sends back after Stripe had told it as paid.</summary>
public sealed class ReturnedPayoutTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payout_that_the_bank_sends_back_is_owed_again_and_paid_anew(bool isTold)
    {
        await shop.CompletedAsync();
        var first = await PayAsync();
        var payout = shop.Stripe.All("payout", await AccountAsync())[^1]["id"]!.ToString();
        shop.Stripe.ArrivePayout(payout);
        await shop.DeliverAllAsync();
        await UntilAsync(first, "ARRIVED");

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
        var back = await UntilAsync(first, "REVERSED");
        Assert.Equal(("DONE", back.Amount("amount")), (back.List("reversals").Single().Text("state"), back.List("reversals").Single().Amount("amount")));
        Assert.Equal(back.Amount("amount"), (await ShownAsync()).GetProperty("balances").EnumerateArray().Single().Amount("payable"));
        await shop.AssertBooksAsync();
        Assert.All(new[] { "Transfer", "PayoutArrival", "PayoutReturn" }, kind => Assert.Equal(1L, Moved(kind, first)));
        Assert.Equal(1L, shop.Shop.Scalar("SELECT count(*) FROM payments.payout_reversals r JOIN payments.movements m ON m.cause_id = r.id WHERE r.payout_id = $1 AND NOT r.had_arrived", Id(first)));

        shop.Stripe.NewBank(await AccountAsync());
        await shop.DeliverAllAsync();
        var second = await PayAsync();
        Assert.NotEqual(first, second);
        shop.Stripe.ArrivePayout(shop.Stripe.All("payout", await AccountAsync())[^1]["id"]!.ToString());
        await shop.DeliverAllAsync();
        Assert.Equal(back.Amount("amount"), (await UntilAsync(second, "ARRIVED")).Amount("amount"));
        await shop.AssertBooksAsync();
        shop.Stripe.AssertFits();
    }

    private object? Moved(string kind, string payout) => shop.Shop.Scalar("SELECT count(*) FROM payments.movements WHERE kind = $1 AND cause_id = $2", kind, Id(payout));

    private static Guid Id(string payout) => TypedId.Parse<PayoutId>(payout).Value;

    private string Seller => StripeAccount.IdOf(shop.Shop, DemoOperators.Refurbisher);

    private async Task<string> PayAsync()
    {
        var made = await shop.Shop.DoAsync("makePayout", new { operatorId = Seller, idempotencyKey = Shop.Key() }, shop.Shop.Token(Role.Platform), "payout { id }");
        Assert.True(made.GetProperty("errors").GetArrayLength() == 0, made.ToString());
        await UntilAsync(made.GetProperty("payout").Text("id"), "SENT");
        return made.GetProperty("payout").Text("id");
    }

    private async Task<string> AccountAsync() => (await StripeAccount.OpenAsync(shop.Shop)).GetProperty("payoutAccount").Text("processorAccount");

    private async Task<JsonElement> UntilAsync(string payout, string state)
    {
        JsonElement found = default;
        await Shop.UntilAsync(async () =>
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(2));
            await shop.On((SettlingSweep sweep) => sweep.RunAsync(default));
            found = (await ShownAsync()).List("payouts", "nodes").Single(one => one.Text("id") == payout);
            return found.Text("state") == state;
        });
        return found;
    }

    private async Task<JsonElement> ShownAsync() => (await shop.Shop.AskAsync(
        "query($id: ID!) { operator(id: $id) { balances { payable { amount } } payouts(first: 10) { nodes { id state amount { amount } reversals { state amount { amount } } } } } }",
        new { id = Seller },
        shop.Staff)).GetProperty("operator");
}

internal static class Amounts
{
    public static long Amount(this JsonElement thing, string field) => thing.GetProperty(field).GetProperty("amount").GetInt64();
}
