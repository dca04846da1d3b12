using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Payments.Settling;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Reconciling;

/// <summary>M4: a processor's fee of a purchase, split over its orders by their totals; operators bear their parts where their terms say so.</summary>
public sealed class ProcessorFeeShareTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private static int s_buyers;

    private readonly Caller _buyer = OrderShop.Consumer($"fees-{Interlocked.Increment(ref s_buyers)}");

    [Fact]
    public async Task M4_the_fee_of_a_purchase_is_split_by_the_totals_of_its_orders_and_borne_by_those_whose_terms_said_so()
    {
        var server = Charging(361);
        var (charged, spared, later) = (await SettlingShop.OpenAsync(shop), await SettlingShop.OpenAsync(shop), await SettlingShop.OpenAsync(shop));
        await charged.TermsAsync(processorFee: true);
        await charged.TermsAsync(Liable.Platform, processorFee: true);

        // What other tests bought today is none of this.
        await FetchAsync(server);
        var cost = await charged.SumAsync(AccountKind.ProcessorFee);
        await BuyAsync([await charged.ShelveAsync(), await spared.ShelveAsync(), await later.ShelveAsync(), await charged.ShelveAsync()], server);
        await later.TermsAsync(processorFee: true);
        await charged.TermsAsync();

        // 3.61 % of 83,600 yen rounded down are 3,017: 1,508.5, 754.25 and 754.25 by the totals, and the missing yen goes to the first.
        Assert.Equal(1, await FetchAsync(server));
        Assert.Equal((-1_509L, 0L, 0L), (await charged.SumAsync(AccountKind.OperatorPayable), await spared.SumAsync(AccountKind.OperatorPayable), await later.SumAsync(AccountKind.OperatorPayable)));
        Assert.Equal(cost - 3_017 + 1_509, await charged.SumAsync(AccountKind.ProcessorFee));
        Assert.NotNull(await charged.SettlementAsync("negative_since"));
        Assert.Equal(0, await FetchAsync(server));
        await charged.AssertRightAsync();
    }

    [Fact]
    public async Task M4_what_was_charged_on_is_a_line_of_the_payout_that_names_what_was_bought()
    {
        var server = Charging(361);
        var seller = await SettlingShop.OpenAsync(shop);
        await seller.TermsAsync(processorFee: true);
        await seller.CompletedAsync();
        await Task.WhenAll(FetchAsync(server), FetchAsync(server), FetchAsync(server));
        await seller.NextDayAsync();
        var payout = await seller.LastAsync();
        Assert.Equal(20_900 - 754, payout.Amount.Amount);
        Assert.Equal("Release 20900 ord, ProcessorFeeShare -754 ord", await shop.Scalar(
            $"SELECT string_agg(movement || ' ' || amount || ' ' || left(reference, 3), ', ' ORDER BY amount DESC) FROM payments.payout_lines WHERE payout_id = '{payout.Id.Value}'"));
        Assert.Equal(1L, await shop.Scalar($"SELECT count(*) FROM payments.processor_fee_shares WHERE operator_id = '{seller.Seller.Value}'"));
        await seller.AssertRightAsync();
    }

    [Fact]
    public async Task M4_what_the_processor_gives_back_of_its_fee_comes_back_to_those_who_bore_it()
    {
        var seller = await SettlingShop.OpenAsync(shop);
        await seller.TermsAsync(processorFee: true);
        var payment = await shop.Payment((await seller.PaidAsync()).Id);
        await KeepAsync(new($"{payment.Id}-fee", BalanceKind.Charge, 20_900, Money.Yen, shop.Clock.GetUtcNow()) { Word = "charge", Fee = 700, Ours = payment.Id.ToString() });
        await KeepAsync(new($"{payment.Id}-back", BalanceKind.RefundFailure, 0, Money.Yen, shop.Clock.GetUtcNow()) { Word = "refund_failure", Fee = -50, Ours = payment.Id.ToString() });
        Assert.Equal(-650, await seller.SumAsync(AccountKind.OperatorPayable));
        Assert.Equal(2L, await shop.Scalar($"SELECT count(*) FROM payments.processor_fee_shares WHERE payment_id = '{payment.Id.Value}'"));
        await seller.AssertRightAsync();
    }

    /// <summary>A server whose sandbox takes so many hundredths of a percent.</summary>
    private IServiceProvider Charging(int basisPoints) => shop.Start(services => services.AddSingleton(new PaymentSettings { SandboxFeeBasisPoints = basisPoints }));

    private async Task BuyAsync(IReadOnlyList<string> listings, IServiceProvider server)
    {
        await shop.RunAsync("carts/AddToCart", new { input = new { listingIds = listings, idempotencyKey = OrderShop.Key() } }, _buyer, server);
        var cart = (await shop.RunAsync("carts/CheckoutCart", new { input = new { idempotencyKey = OrderShop.Key() } }, _buyer, server)).GetProperty("checkoutCart").GetProperty("cart");
        var input = new { agreement = cart.GetProperty("agreement").Text("sha256"), paymentMethod = "card_success", idempotencyKey = OrderShop.Key() };
        Assert.Empty((await shop.RunAsync("carts/PurchaseCart", new { input }, _buyer, server)).GetProperty("purchaseCart").List("errors"));
    }

    private Task<int> FetchAsync(IServiceProvider server)
    {
        var today = Tokyo.DayOf(shop.Clock.GetUtcNow());
        return shop.On((SettlementFetch fetch) => fetch.RunAsync(new(today, today.AddDays(1)), null, default), server);
    }

    private Task<int> KeepAsync(ProcessorTransaction told) => shop.In(async services =>
    {
        var database = services.GetRequiredService<CeCommerce.Platform.Database.CommerceDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var kept = await services.GetRequiredService<BalanceTransactions>().KeepAsync("sandbox", [told], default);
        await transaction.CommitAsync();
        return kept;
    });
}
