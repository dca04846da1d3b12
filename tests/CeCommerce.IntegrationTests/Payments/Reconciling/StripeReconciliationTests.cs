using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Reconciling;

/// <summary>The books beside Stripe's balance, through Stripe's own pages of it.</summary>
public sealed class StripeReconciliationTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private StripeStandIn _stripe = null!;
    private TestServer _server = null!;
    private Shop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _stripe = new(_clock);
        await _stripe.InitializeAsync();
        _server = new TestServer(cluster) { Stripe = StripeGatewayTests.SettingsFor(_stripe), Clock = _clock };
        await _server.InitializeAsync();
        _shop = new(_server);
        await StripeAccount.EnableAsync(_shop, _stripe);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    [Fact]
    public async Task M5_buyer_clearing_is_Stripes_balance_to_the_yen_through_charges_refunds_and_fees()
    {
        var (kept, returned, slip) = (await BuyAsync("card", "CARD"), await BuyAsync("card", "CARD"), await BuyAsync("konbini", "CONVENIENCE_STORE"));
        _stripe.Pay(kept.Intent);
        _stripe.Pay(returned.Intent);
        _stripe.FillFormFor(slip.Intent);
        _stripe.PayAtCounter(slip.Intent);
        await DeliverAllAsync();
        var cancelled = await _shop.DoAsync("cancelOrder", new { orderId = returned.Order, reason = "気が変わった", idempotencyKey = Shop.Key() }, Buyer, "order { state }");
        Assert.True(cancelled.GetProperty("errors").GetArrayLength() == 0, cancelled.ToString());
        await DeliverAllAsync();
        Assert.Equal("MISSING_AT_PROCESSOR", ConstantCase.Of((await ReconcileAsync(ahead: 1)).Exceptions[0].Kind.ToString()));

        Assert.Equal(4, await FetchAsync());
        Assert.Equal(0, await FetchAsync());
        var run = await ReconcileAsync();
        Assert.True(run.Exceptions is [], string.Join("\n", run.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        Assert.Equal((_stripe.Available(), _stripe.Available(), 0L), (run.Run.BooksClosing, run.Run.ProcessorClosing, run.Run.OutsideMoved));
        Assert.Equal(-3 * ((29_800 * 36 + 500) / 1_000), await BalanceAsync(AccountKind.ProcessorFee));
        await using var scope = _server.Services.CreateAsyncScope();
        Assert.DoesNotContain(await scope.ServiceProvider.GetRequiredService<LedgerVerification>().FlawsAsync(default), flaw => flaw.Subject.StartsWith("btx_", StringComparison.Ordinal));
        _stripe.AssertFits();
    }

    [Fact]
    public async Task Money_that_went_back_in_Stripes_own_pages_is_named_until_news_of_it_comes()
    {
        var bought = await BuyAsync("card", "CARD");
        _stripe.Pay(bought.Intent);
        await DeliverAllAsync();

        // Stripe keeps its fee, so all can go back only where there is other money too.
        _stripe.TopUp(100_000);
        using var client = new HttpClient { BaseAddress = _stripe.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", StripeStandIn.ApiKey);
        using var refunded = await client.PostAsync(new Uri("v1/refunds", UriKind.Relative), new FormUrlEncodedContent([new("payment_intent", bought.Intent)]), TestContext.Current.CancellationToken);
        Assert.True(refunded.IsSuccessStatusCode, await refunded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await FetchAsync();
        var exception = Assert.Single((await ReconcileAsync(ahead: 1)).Exceptions);
        Assert.Equal((DiscrepancyKind.MissingInBooks, -29_800L, "stripe"), (exception.Kind, exception.ProcessorAmount, exception.Gateway));
        Assert.StartsWith("pay_", exception.Cause!, StringComparison.Ordinal);

        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "payments", "Reconciliations.graphql"), TestContext.Current.CancellationToken);
        var shown = (await _shop.AskAsync(document, new { first = 1 }, _shop.Token(Role.Platform), "en")).GetProperty("reconciliations").List("nodes").Single();
        Assert.Equal((1, "MISSING_IN_BOOKS"), (shown.GetProperty("exceptionCount").GetInt32(), shown.List("exceptions").Single().Text("kind")));
        Assert.Contains("The processor has it", shown.List("exceptions").Single().Text("advice"), StringComparison.Ordinal);
        var seller = await _server.GraphQLAsync(document, new { first = 1 }, _shop.Token(Role.Operator, DemoOperators.Refurbisher));
        Assert.True(seller.TryGetProperty("errors", out _), seller.ToString());

        await DeliverAllAsync();
        Assert.Empty((await ReconcileAsync(ahead: 1)).Exceptions);
    }

    [Fact]
    public async Task Many_pages_and_lost_answers_end_with_each_transaction_once()
    {
        for (var amount = 1; amount <= 230; amount++)
        {
            _stripe.TopUp(amount);
        }

        _stripe.Faults.Add("GET /v1/balance_transactions", StripeFault.DropAnswer, times: 1);
        Assert.Equal(230, await FetchAsync());
        Assert.Equal(0, await FetchAsync());

        // The line is gone after the first page: what was kept stays, and the next fetch goes on from there and then looks at the top again.
        for (var amount = 1; amount <= 150; amount++)
        {
            _stripe.TopUp(amount);
        }

        _shop.Scalar("UPDATE payments.settlement_days SET cursor = $1", _stripe.All("balance_transaction")[200]["id"]!.ToString());
        _stripe.Faults.Add("GET /v1/balance_transactions", StripeFault.DropRequest);
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(FetchAsync);
        _stripe.Faults.Clear();
        _stripe.TopUp(1);
        Assert.Equal(151, await FetchAsync());
        Assert.Equal(_stripe.Available(), (await ReconcileAsync()).Run.ProcessorClosing);
    }

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    private DateOnly Today => Tokyo.DayOf(_clock.GetUtcNow());

    private async Task<(string Order, string Intent)> BuyAsync(string method, string term)
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher, paymentMethod: term);
        var placed = await _shop.PlaceAsync(listing, Buyer, method, "order { id }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return (placed.GetProperty("order").Text("id"), _stripe.All("payment_intent")[^1].Text("id")!);
    }

    private int _delivered;

    private async Task DeliverAllAsync()
    {
        for (; _delivered < _stripe.Events.Count; _delivered++)
        {
            using var answer = await _stripe.DeliverAsync(_server.Http, _stripe.Events[_delivered]);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    private async Task<int> FetchAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SettlementFetch>().RunAsync(new(Today, Today.AddDays(1)), null, default);
    }

    /// <param name="ahead">Days that pass first, so that nothing is young any more.</param>
    private async Task<Reconciled> ReconcileAsync(int ahead = 0)
    {
        var day = Today;
        _clock.Advance(TimeSpan.FromDays(ahead));
        await using var scope = _server.Services.CreateAsyncScope();
        var run = await scope.ServiceProvider.GetRequiredService<Reconciler>().RunAsync(new(day, day.AddDays(1)), null, nightly: false, default);
        _clock.Advance(-TimeSpan.FromDays(ahead));
        return run;
    }

    private async Task<long> BalanceAsync(AccountKind kind)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().BalanceAsync(Account.OfPlatform(kind, "JPY"), new(_clock.GetUtcNow()), default)).Posted;
    }
}
