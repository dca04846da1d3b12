using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.IntegrationTests.Payments.Reconciling;

/// <summary>The books beside Stripe's balance, through Stripe's own pages of it.</summary>
public sealed class StripeReconciliationTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly StripeShop _at = new(cluster);

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task M5_buyer_clearing_is_Stripes_balance_to_the_yen_through_charges_refunds_and_fees()
    {
        var (kept, returned, slip) = (await BuyAsync("card", "CARD"), await BuyAsync("card", "CARD"), await BuyAsync("konbini", "CONVENIENCE_STORE"));
        _at.Stripe.Pay(kept.Intent);
        _at.Stripe.Pay(returned.Intent);
        _at.Stripe.FillFormFor(slip.Intent);
        _at.Stripe.PayAtCounter(slip.Intent);
        await _at.DeliverAllAsync();
        var cancelled = await _at.Shop.DoAsync("cancelOrder", new { orderId = returned.Order, reason = "気が変わった", idempotencyKey = Shop.Key() }, _at.Buyer, "order { state }");
        Assert.True(cancelled.GetProperty("errors").GetArrayLength() == 0, cancelled.ToString());
        await _at.DeliverAllAsync();
        Assert.Equal("MISSING_AT_PROCESSOR", ConstantCase.Of((await ReconcileAsync(ahead: 1)).Exceptions[0].Kind.ToString()));

        Assert.Equal(4, await FetchAsync());
        Assert.Equal(0, await FetchAsync());
        var run = await ReconcileAsync();
        Assert.True(run.Exceptions is [], string.Join("\n", run.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        Assert.Equal((_at.Stripe.Available(), _at.Stripe.Available(), 0L), (run.Run.BooksClosing, run.Run.ProcessorClosing, run.Run.OutsideMoved));
        Assert.Equal(-3 * ((29_800 * 36 + 500) / 1_000), await BalanceAsync(AccountKind.ProcessorFee));
        Assert.DoesNotContain(await _at.On((LedgerVerification books) => books.FlawsAsync(default)), flaw => flaw.Subject.StartsWith("btx_", StringComparison.Ordinal));
        _at.Stripe.AssertFits();
    }

    [Fact]
    public async Task Money_that_went_back_in_Stripes_own_pages_is_named_until_news_of_it_comes()
    {
        var bought = await BuyAsync("card", "CARD");
        _at.Stripe.Pay(bought.Intent);
        await _at.DeliverAllAsync();

        // Stripe keeps its fee, so all can go back only where there is other money too.
        _at.Stripe.TopUp(100_000);
        using var client = new HttpClient { BaseAddress = _at.Stripe.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", StripeStandIn.ApiKey);
        using var refunded = await client.PostAsync(new Uri("v1/refunds", UriKind.Relative), new FormUrlEncodedContent([new("payment_intent", bought.Intent)]), TestContext.Current.CancellationToken);
        Assert.True(refunded.IsSuccessStatusCode, await refunded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await FetchAsync();
        var exception = Assert.Single((await ReconcileAsync(ahead: 1)).Exceptions);
        Assert.Equal((DiscrepancyKind.MissingInBooks, -29_800L, "stripe"), (exception.Kind, exception.ProcessorAmount, exception.Gateway));
        Assert.StartsWith("pay_", exception.Cause!, StringComparison.Ordinal);

        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "payments", "Reconciliations.graphql"), TestContext.Current.CancellationToken);
        var shown = (await _at.Shop.AskAsync(document, new { first = 1 }, _at.Shop.Token(Role.Platform), "en")).GetProperty("reconciliations").List("nodes").Single();
        Assert.Equal((1, "MISSING_IN_BOOKS"), (shown.GetProperty("exceptionCount").GetInt32(), shown.List("exceptions").Single().Text("kind")));
        Assert.Contains("The processor has it", shown.List("exceptions").Single().Text("advice"), StringComparison.Ordinal);
        var seller = await _at.Server.GraphQLAsync(document, new { first = 1 }, _at.Shop.Token(Role.Operator, DemoOperators.Refurbisher));
        Assert.True(seller.TryGetProperty("errors", out _), seller.ToString());

        await _at.DeliverAllAsync();
        Assert.Empty((await ReconcileAsync(ahead: 1)).Exceptions);
    }

    [Fact]
    public async Task Many_pages_and_lost_answers_end_with_each_transaction_once()
    {
        for (var amount = 1; amount <= 230; amount++)
        {
            _at.Stripe.TopUp(amount);
        }

        _at.Stripe.Faults.Add("GET /v1/balance_transactions", StripeFault.DropAnswer, times: 1);
        Assert.Equal(230, await FetchAsync());
        Assert.Equal(0, await FetchAsync());

        // The line is gone after the first page: what was kept stays, and the next fetch goes on from there and then looks at the top again.
        for (var amount = 1; amount <= 150; amount++)
        {
            _at.Stripe.TopUp(amount);
        }

        _at.Shop.Scalar("UPDATE payments.settlement_days SET cursor = $1", _at.Stripe.All("balance_transaction")[200]["id"]!.ToString());
        _at.Stripe.Faults.Add("GET /v1/balance_transactions", StripeFault.DropRequest);
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(FetchAsync);
        _at.Stripe.Faults.Clear();
        _at.Stripe.TopUp(1);
        Assert.Equal(151, await FetchAsync());
        Assert.Equal(_at.Stripe.Available(), (await ReconcileAsync()).Run.ProcessorClosing);
    }

    private DateOnly Today => Tokyo.DayOf(_at.Clock.GetUtcNow());

    private async Task<(string Order, string Intent)> BuyAsync(string method, string term)
    {
        var listing = await _at.Shop.PublishedAsync(_at.Shop.Refurbisher, paymentMethod: term);
        var placed = await _at.Shop.PlaceAsync(listing, _at.Buyer, method, "order { id }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return (placed.GetProperty("order").Text("id"), _at.Stripe.All("payment_intent")[^1].Text("id")!);
    }

    private Task<int> FetchAsync() => _at.On((SettlementFetch fetch) => fetch.RunAsync(new(Today, Today.AddDays(1)), null, default));

    /// <param name="ahead">Days that pass first, so that nothing is young any more.</param>
    private async Task<Reconciled> ReconcileAsync(int ahead = 0)
    {
        var day = Today;
        _at.Clock.Advance(TimeSpan.FromDays(ahead));
        var run = await _at.On((Reconciler books) => books.RunAsync(new(day, day.AddDays(1)), null, nightly: false, default));
        _at.Clock.Advance(-TimeSpan.FromDays(ahead));
        return run;
    }

    private async Task<long> BalanceAsync(AccountKind kind) =>
        (await _at.On((CommerceDatabase database) => database.BalanceAsync(Account.OfPlatform(kind, "JPY"), new(_at.Clock.GetUtcNow()), default))).Posted;
}
