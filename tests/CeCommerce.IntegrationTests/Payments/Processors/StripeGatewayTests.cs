using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Saved;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Our gateway against a Stripe that remembers; each of its requests is looked at by stripe-mock too.</summary>
public sealed class StripeGatewayTests : GatewayContract, IAsyncLifetime
{
    private readonly TestClock _clock = new(TimeProvider.System.GetUtcNow());
    private StripeStandIn _stripe = null!;
    private ServiceProvider? _services;

    private protected override IPaymentGateway Gateway => _services!.GetRequiredService<IPaymentGateway>();

    private protected override ISavedMethods Methods => _services!.GetRequiredService<ISavedMethods>();
    private protected override ICashGateway Cash => _services!.GetRequiredService<ICashGateway>();

    private protected override string Held => "card";

    private protected override string Counter => "konbini";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stripe = new(_clock);
        await _stripe.InitializeAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddStripe(SettingsFor(_stripe)).BuildServiceProvider();
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

    private protected override string SavedAs(SavedCardKind kind) => "card";

    private protected override Task FinishSavingAsync(MethodAtProcessor begun, SavedCardKind kind)
    {
        _stripe.Save(begun.SetupId, kind switch
        {
            SavedCardKind.Held => "pm_card_visa",
            SavedCardKind.Declined => "pm_card_chargeCustomerFail",
            SavedCardKind.AsksBuyer => "pm_card_authenticationRequired",
        });
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_saved_is_asked_for_in_the_shape_that_Stripe_expects()
    {
        var request = await SavedRequestAsync(SavedCardKind.Held, buyerIsAway: true);
        await Gateway.ChargeAsync(request, Cancellation);
        await Methods.RemoveAsync(Saving(request.Saved!.Payer, SavedCardKind.Held), Cancellation);
        await Methods.ForgetAsync(request.Saved.Payer, Cancellation);
        _stripe.AssertFits();
        var setup = _stripe.All("setup_intent")[0];
        Assert.Equal(("off_session", "any"), (setup.Text("usage"), setup["payment_method_options"]!["card"].Text("request_three_d_secure")));
        Assert.Equal("automatic", _stripe.All("payment_intent")[0]["payment_method_options"]!["card"].Text("request_three_d_secure"));
    }

    [Fact]
    public async Task A_buyer_who_is_there_pays_with_another_card_when_the_saved_one_is_refused()
    {
        var request = await SavedRequestAsync(SavedCardKind.Declined, buyerIsAway: false);
        var refused = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal((ChargeStatus.NeedsAuthentication, "generic_decline"), (refused.Status, refused.Reason));
        Assert.IsType<PaymentSheet>(refused.Action);
        _stripe.Pay(refused.ProcessorId!);
        Assert.Equal(ChargeStatus.Authorised, (await Gateway.FindAsync(request, Cancellation))!.Status);
    }

    [Theory]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.NeverAnswer)]
    [InlineData(StripeFault.ServerError)]
    public async Task A_charge_without_the_buyer_whose_answer_is_lost_is_found_again_and_nothing_is_charged_twice(StripeFault fault)
    {
        var request = await SavedRequestAsync(SavedCardKind.Held, buyerIsAway: true);
        var charge = await AfterAsync("POST /v1/payment_intents/*/confirm", fault, () => Gateway.ChargeAsync(request, Cancellation));
        Assert.Equal((ChargeStatus.Authorised, 1), (charge.Status, _stripe.All("charge").Count));
        var declined = await SavedRequestAsync(SavedCardKind.Declined, buyerIsAway: true);
        var refused = await AfterAsync("POST /v1/payment_intents/*/confirm", fault, () => Gateway.ChargeAsync(declined, Cancellation));
        Assert.Equal((ChargeStatus.Declined, "generic_decline", 2), (refused.Status, refused.Reason, _stripe.All("charge").Count));
    }

    [Theory]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.NeverAnswer)]
    public async Task What_became_of_saving_and_removing_is_found_again_where_the_answer_is_lost(StripeFault fault)
    {
        var payer = await Methods.PayerAsync(PayerId.From(Guid.CreateVersion7()), Cancellation);
        var saving = Saving(payer, SavedCardKind.Held);
        var begun = await AfterAsync("POST /v1/setup_intents", fault, () => Methods.SaveAsync(saving, Cancellation));
        await FinishSavingAsync(begun!, SavedCardKind.Held);
        Assert.Equal(SavedMethodState.Usable, (await Methods.FindAsync(saving, Cancellation))!.State);
        var removed = await AfterAsync("POST /v1/payment_methods/*/detach", fault, () => Methods.RemoveAsync(saving with { SetupId = begun!.SetupId }, Cancellation));
        Assert.Equal((SavedMethodState.Removed, 1), (removed!.State, _stripe.All("setup_intent").Count));
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

    [Fact]
    public async Task An_error_that_Stripe_repeats_under_a_key_is_got_past_where_nothing_can_be_done_twice()
    {
        foreach (var write in new[] { "POST /v1/payment_intents", "POST /v1/payment_intents/*/capture", "POST /v1/payment_intents/*/cancel", "POST /v1/payment_intents/*/confirm", "POST /v1/customers" })
        {
            _stripe.Faults.Add(write, StripeFault.ServerErrorKept, times: 1);
        }

        var request = Request("card");
        var begun = await Gateway.ChargeAsync(request, Cancellation);
        request = request with { ProcessorId = begun.ProcessorId };
        _stripe.Pay(begun.ProcessorId!);
        Assert.Equal(ChargeStatus.Succeeded, (await Gateway.CaptureAsync(request, Cancellation)).Status);
        var other = await BegunAsync("card");
        Assert.Equal(ChargeStatus.Cancelled, (await Gateway.CancelAsync(other, Cancellation))!.Status);
        Assert.Equal(ChargeStatus.Pending, (await Gateway.ChargeAsync(Request("bank_transfer"), Cancellation)).Status);

        // Money that goes back may have gone all the same: that waits until Stripe has forgotten the key.
        _stripe.Faults.Add("POST /v1/refunds", StripeFault.ServerErrorKept, times: 1);
        var refund = new RefundRequest(request, $"{request.Payment}-r", Money.Jpy(300));
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.RefundAsync(refund, Cancellation));
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.RefundAsync(refund, Cancellation));
        Assert.Empty(_stripe.All("refund"));
        Assert.Equal(3, _stripe.All("payment_intent").Count);
    }

    [Fact]
    public async Task A_refund_whose_key_Stripe_has_forgotten_is_not_given_twice()
    {
        var request = await CapturedAsync();
        var refund = new RefundRequest(request, $"{request.Payment}-r", Money.Jpy(300));
        await Gateway.RefundAsync(refund, Cancellation);
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(300, (await Gateway.RefundAsync(refund, Cancellation)).Refunds.Single().Amount);
        Assert.Single(_stripe.All("refund"));
    }

    [Fact]
    public async Task A_key_that_Stripe_knows_with_another_address_refuses_no_refund()
    {
        var request = await BegunAsync("bank_transfer");
        _stripe.FundBankTransfer(request.ProcessorId!, 1_000);
        _stripe.Faults.Add("POST /v1/refunds", StripeFault.ServerErrorKept, times: 1);
        var refund = new RefundRequest(request, $"{request.Payment}-r", Money.Jpy(300));
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.RefundAsync(refund with { Email = "hanako@example.jp" }, Cancellation));
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.RefundAsync(refund with { Email = "taro@example.jp" }, Cancellation));
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
    private async Task<T> AfterAsync<T>(string request, StripeFault fault, Func<Task<T>> ask)
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
