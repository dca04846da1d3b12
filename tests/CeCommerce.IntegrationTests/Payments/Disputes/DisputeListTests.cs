using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>Disputes that are heard of by what the processor lists, beside or without any event.</summary>
public sealed class DisputeListTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    [Fact]
    public async Task A_dispute_of_which_no_event_told_is_found_in_the_list_and_booked_once()
    {
        var charge = await shop.ChargedAsync();
        await shop.On((DisputeSearch search) => search.SearchAsync(default));
        shop.Clock.Advance(TimeSpan.FromHours(2));
        var name = shop.Stripe.Dispute(charge);
        await Task.WhenAll(shop.On((DisputeSearch search) => search.SearchAsync(default)), shop.On((DisputeSearch search) => search.SearchAsync(default)));
        Assert.Equal(0, await shop.On((DisputeSearch search) => search.SearchAsync(default)));
        Assert.Equal((DisputeState.NeedsResponse, 29_800L, 1_500L), await shop.FoundAsync(name) is var open ? (open.State, open.Taken, open.Fee) : default);
        Assert.Equal(2L, await MovementsAsync(name));
        await shop.AssertBooksAsync();
    }

    [Theory]
    [InlineData(false, 1_500)]
    [InlineData(true, 0)]
    public async Task M5_a_disputes_fee_is_booked_once_though_two_lists_tell_of_it_and_what_is_given_back_of_it_too(bool returned, long cost)
    {
        shop.Clock.Advance(TimeSpan.FromDays(1));
        shop.Stripe.ReturnsDisputeFee = returned;
        await FetchAsync();
        var before = await ProcessorFeesAsync();
        var name = shop.Stripe.Dispute(await shop.ChargedAsync());
        await FetchAsync();
        await shop.DeliverAllAsync();
        shop.Stripe.Decide(name, won: true);
        await shop.DeliverAllAsync();
        await shop.HearAsync(name);
        await FetchAsync();
        await FetchAsync();
        Assert.Equal(before - ((29_800 * 36 + 500) / 1_000) - cost, await ProcessorFeesAsync());
        Assert.Equal(returned ? 4L : 3L, await MovementsAsync(name));
        var exceptions = await ReconcileAsync();
        Assert.True(exceptions is [], string.Join("\n", exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        await shop.AssertBooksAsync();
    }

    private async Task<object?> MovementsAsync(string name) => shop.Shop.Scalar("SELECT count(*) FROM payments.movements WHERE cause_kind = 'dsp' AND cause_id = $1", (await shop.FoundAsync(name)).Id.Value);

    private DateOnly Today => Tokyo.DayOf(shop.Clock.GetUtcNow());

    private Task<int> FetchAsync() => shop.On((SettlementFetch fetch) => fetch.RunAsync(new(Today.AddDays(-1), Today.AddDays(1)), null, default));

    private async Task<IReadOnlyList<ReconciliationException>> ReconcileAsync()
    {
        var day = Today;
        shop.Clock.Advance(TimeSpan.FromDays(1));
        return (await shop.On((Reconciler reconciler) => reconciler.RunAsync(new(day, day.AddDays(1)), null, nightly: false, default))).Exceptions;
    }

    private Task<long> ProcessorFeesAsync() =>
        shop.On(async (CommerceDatabase database) => (await database.BalanceAsync(Account.OfPlatform(AccountKind.ProcessorFee, "JPY"), new(shop.Clock.GetUtcNow()), default)).Posted);
}
