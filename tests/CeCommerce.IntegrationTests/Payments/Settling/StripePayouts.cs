using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.Payments.Disputes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>Payouts of one seller through Stripe, as its staff and the platform see them.</summary>
internal sealed class StripePayouts(AnsweringShop shop)
{
    private string Seller => StripeAccount.IdOf(shop.Shop, DemoOperators.Refurbisher);

    public static Guid Id(string payout) => TypedId.Parse<PayoutId>(payout).Value;

    public object? Moved(string kind, string payout) => shop.Shop.Scalar("SELECT count(*) FROM payments.movements WHERE kind = $1 AND cause_id = $2", kind, Id(payout));

    /// <summary>Made by the platform, and sent.</summary>
    public async Task<string> PayAsync()
    {
        var made = await shop.Shop.DoAsync("makePayout", new { operatorId = Seller, idempotencyKey = Shop.Key() }, shop.Shop.Token(Role.Platform), "payout { id }");
        Assert.True(made.GetProperty("errors").GetArrayLength() == 0, made.ToString());
        await UntilAsync(made.GetProperty("payout").Text("id"), "SENT");
        return made.GetProperty("payout").Text("id");
    }

    public async Task ScheduleAsync(string schedule)
    {
        var set = await shop.Shop.DoAsync("setSettlementTerms", new { operatorId = Seller, schedule, idempotencyKey = Shop.Key() }, shop.Shop.Token(Role.Platform), "settlementTerms { id }");
        Assert.True(set.GetProperty("errors").GetArrayLength() == 0, set.ToString());
    }

    public async Task<string> AccountAsync() => (await StripeAccount.OpenAsync(shop.Shop)).GetProperty("payoutAccount").Text("processorAccount");

    /// <summary>What Stripe has sent to the seller's bank for one of ours, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> AtStripeAsync(string payout) =>
        [.. shop.Stripe.All("payout", await AccountAsync()).Where(one => one["metadata"].Text("payout") == payout)];

    /// <summary>Of two servers at once.</summary>
    public Task SweepAsync() => Task.WhenAll(shop.On((SettlingSweep sweep) => sweep.RunAsync(default)), shop.On((SettlingSweep sweep) => sweep.RunAsync(default)));

    public async Task<JsonElement> UntilAsync(string payout, string state)
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

    public async Task<JsonElement> ShownAsync() => (await shop.Shop.AskAsync(
        "query($id: ID!) { operator(id: $id) { balances { payable { amount } } payouts(first: 10) { nodes { id state reason amount { amount } reversals { state amount { amount } } } } } }",
        new { id = Seller },
        shop.Staff)).GetProperty("operator");
}

internal static class Amounts
{
    public static long Amount(this JsonElement thing, string field) => thing.GetProperty(field).GetProperty("amount").GetInt64();
}
