using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Our gateway against a Stripe that remembers; each of its requests is looked at by stripe-mock too.</summary>
public sealed class StripeGatewayTests : GatewayContract, IAsyncLifetime
{
    private readonly StripeStandIn _stripe = new();
    private ServiceProvider? _services;

    private protected override IPaymentGateway Gateway => _services!.GetRequiredService<IPaymentGateway>();

    private protected override ICashGateway Cash => _services!.GetRequiredService<ICashGateway>();

    private protected override string Held => "card";

    private protected override string Counter => "konbini";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _stripe.InitializeAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStripe(SettingsFor(_stripe)).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    private protected override Task SendAsync(ChargeRequest request, long amount)
    {
        _stripe.FundBankTransfer(request.ProcessorId!, amount);
        return Task.CompletedTask;
    }

    internal static StripeSettings SettingsFor(StripeStandIn stripe) => new()
    {
        SecretKey = StripeStandIn.ApiKey,
        PublishableKey = "pk_test_standin",
        WebhookSecrets = [StripeStandIn.WebhookSecret],
        Url = stripe.Url.ToString().TrimEnd('/'),
        Patience = TimeSpan.FromSeconds(1),
    };

    private protected override Task PayAsync(Charge charge)
    {
        _stripe.Pay(charge.ProcessorId!);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Requests_have_the_shape_that_Stripe_expects()
    {
        foreach (var means in StripeMeans.All)
        {
            var request = await BegunAsync(means.Name);
            await Gateway.FindAsync(request with { ProcessorId = null }, Cancellation);
            await Gateway.CancelAsync(request, Cancellation);
        }

        var paid = await CapturedAsync();
        await Gateway.RefundAsync(new(paid, $"{paid.Payment}-x", Money.Jpy(10)), Cancellation);
        _stripe.AssertFits();
    }

    [Fact]
    public async Task A_card_is_paid_in_Stripes_form_and_held_by_three_d_secure()
    {
        var charge = await Gateway.ChargeAsync(Request("card"), Cancellation);
        var sheet = Assert.IsType<PaymentSheet>(charge.Action);
        Assert.Equal((ChargeStatus.NeedsAuthentication, "stripe", "pk_test_standin"), (charge.Status, sheet.Processor, sheet.PublishableKey));
        var intent = _stripe[charge.ProcessorId!];
        Assert.Equal(sheet.ClientSecret, intent.Text("client_secret"));
        Assert.Equal(("manual", "any"), (intent.Text("capture_method"), intent["payment_method_options"]!["card"].Text("request_three_d_secure")));
    }

    [Fact]
    public async Task A_slip_and_a_bank_account_are_told_with_their_numbers()
    {
        var request = await BegunAsync("konbini");
        _stripe.FillFormFor(request.ProcessorId!);
        var waiting = (await Gateway.FindAsync(request, Cancellation))!;
        var slip = Assert.IsType<KonbiniSlip>(waiting.Action);
        Assert.Equal(ChargeStatus.Pending, waiting.Status);
        Assert.Equal(["familymart", "lawson", "ministop", "seicomart"], slip.Stores.Select(store => store.Chain));
        Assert.True(slip.ExpiresAt > TimeProvider.System.GetUtcNow());

        var bank = await Gateway.ChargeAsync(Request("bank_transfer"), Cancellation);
        var details = Assert.IsType<BankTransferDetails>(bank.Action);
        Assert.Equal((ChargeStatus.Pending, Money.Jpy(1000), 7), (bank.Status, details.Remaining, details.Account.Number.Length));
    }

    [Theory]
    [InlineData(100_000_000, "JPY", "card", "amount_not_chargeable")]
    [InlineData(1000, "USD", "card", "currency_not_supported")]
    [InlineData(1000, "JPY", "cheque", "method_unknown")]
    public async Task What_Stripe_would_not_take_is_refused_here(long amount, string currency, string method, string reason)
    {
        var refused = await Gateway.ChargeAsync(Request(method) with { Amount = new(amount, currency) }, Cancellation);
        Assert.Equal((ChargeStatus.Declined, reason), (refused.Status, refused.Reason));
        Assert.Empty(_stripe.Requests);
    }

    [Theory]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.NeverAnswer)]
    [InlineData(StripeFault.ServerError)]
    [InlineData(StripeFault.TooManyRequests)]
    public async Task An_answer_that_is_lost_is_found_again_and_nothing_is_done_twice(StripeFault fault)
    {
        var request = Request("card");
        var charge = await AfterAsync("POST /v1/payment_intents", fault, () => Gateway.ChargeAsync(request, Cancellation));
        _stripe.Pay(charge.ProcessorId!);
        request = request with { ProcessorId = charge.ProcessorId };
        var captured = await AfterAsync("POST /v1/payment_intents/*/capture", fault, () => Gateway.CaptureAsync(request, Cancellation));
        var refunded = await AfterAsync("POST /v1/refunds", fault, () => Gateway.RefundAsync(new(request, $"{request.Payment}-r", Money.Jpy(300)), Cancellation));
        Assert.Equal((ChargeStatus.Succeeded, 300), (captured.Status, refunded.Refunds.Single().Amount));
        Assert.Equal((1, 1), (_stripe.All("payment_intent").Count, _stripe.All("refund").Count));
    }

    [Theory]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    [InlineData(StripeFault.DropAnswer)]
    public async Task One_whose_name_was_never_heard_is_found_and_ended(StripeFault fault)
    {
        var request = Request("card");
        _stripe.Faults.Add("* *", fault);
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.ChargeAsync(request, Cancellation));
        _stripe.Faults.Clear();
        Assert.Equal(ChargeStatus.Cancelled, (await Gateway.CancelAsync(request, Cancellation))!.Status);
        Assert.Equal("canceled", Assert.Single(_stripe.All("payment_intent")).Text("status"));
    }

    [Fact]
    public async Task A_silent_Stripe_says_nothing_of_the_payment()
    {
        _stripe.Faults.Add("* *", StripeFault.DropRequest);
        var lost = await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.ChargeAsync(Request("card"), Cancellation));
        Assert.DoesNotContain(StripeStandIn.ApiKey, lost.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The first two tries meet the fault; whatever is thrown, asking once more has to do.</summary>
    private async Task<Charge> AfterAsync(string request, StripeFault fault, Func<Task<Charge>> ask)
    {
        _stripe.Faults.Add(request, fault, times: 3);
        try
        {
            return await ask();
        }
        catch (PaymentGatewayUnavailable)
        {
            return await ask();
        }
        finally
        {
            _stripe.Faults.Clear();
        }
    }
}
