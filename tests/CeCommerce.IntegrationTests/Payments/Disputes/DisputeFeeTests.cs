namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>What Stripe takes for a dispute while it runs.</summary>
public sealed class DisputeFeeTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    [Fact]
    public async Task M7_a_further_fee_is_booked_once_for_each_transaction_and_given_back_likewise()
    {
        var (dispute, name) = await shop.DisputedAsync();
        await shop.AssertAgreesAsync();
        var before = Cost();
        shop.Stripe.ChargeForDispute(name, 1_500);
        await shop.AssertAgreesAsync(isBehind: true);
        await shop.DeliverAllAsync();
        await Task.WhenAll(shop.HearAsync(name), shop.HearAsync(name));
        Assert.Equal(before + 1_500, Cost());
        await shop.AssertAgreesAsync();

        shop.Stripe.ChargeForDispute(name, 700);
        await shop.DeliverAllAsync();
        await shop.HearAsync(name);
        Assert.Equal((before + 2_200, 3_700), (Cost(), await FeeAsync(dispute)));
        await shop.AssertAgreesAsync();

        shop.Stripe.Decide(name, won: true);
        shop.Stripe.ChargeForDispute(name, -1_500);
        await shop.DeliverAllAsync();
        await shop.HearAsync(name);
        Assert.Equal((before + 700, 2_200), (Cost(), await FeeAsync(dispute)));
        await shop.AssertAgreesAsync();
        shop.Stripe.AssertFits();
    }

    [Fact]
    public async Task M7_a_fee_that_no_news_told_of_is_booked_by_the_sweep()
    {
        var (_, name) = await shop.DisputedAsync();
        await shop.AssertAgreesAsync();
        var before = Cost();
        shop.Stripe.ChargeForDispute(name, 1_500);
        shop.SkipNews();
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.On((CeCommerce.Payments.Disputes.DisputeSweep sweep) => sweep.RunAsync(default));
        Assert.Equal(before + 1_500, Cost());
        await shop.AssertAgreesAsync();
    }

    private long Cost() => -(long)(decimal)shop.Shop.Scalar("SELECT coalesce(sum(e.amount), 0)::numeric FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id WHERE a.kind = 'ProcessorFee'")!;

    private async Task<long> FeeAsync(string dispute) =>
        (await shop.Shop.AskAsync("query($id: ID!) { node(id: $id) { ... on Dispute { fee { amount } } } }", new { id = dispute }, shop.Staff)).GetProperty("node").GetProperty("fee").GetProperty("amount").GetInt64();
}
