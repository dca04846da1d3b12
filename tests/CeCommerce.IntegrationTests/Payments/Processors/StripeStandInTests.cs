using System.Net;
using Stripe;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What Stripe's documentation promises of payments holds of the stand-in, asked with Stripe's own client.</summary>
public sealed class StripeStandInTests : IAsyncLifetime
{
    private readonly StripeStandIn _stripe = new();
    private StripeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        await _stripe.InitializeAsync();
        _client = StripeStandInClient.Of(_stripe);
    }

    /// <summary>Whatever a test did: Stripe would have understood it, and would have answered in this shape.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stripe.DisposeAsync();
        StripeStandInClient.AssertShapes(_stripe);
    }

    [Fact]
    public async Task A_card_is_charged_at_once_and_its_fee_is_taken_off()
    {
        var intent = await _client.V1.PaymentIntents.CreateAsync(Card(10_050, "pm_card_visa", options => options.AddExpand("latest_charge.balance_transaction")));

        Assert.Equal(("succeeded", 10_050L), (intent.Status, intent.AmountReceived));
        var booked = intent.LatestCharge.BalanceTransaction;
        Assert.Equal(("charge", 10_050L, 362L, 9_688L), (booked.Type, booked.Amount, booked.Fee, booked.Net));
        Assert.Equal(9_688, (await _client.V1.Balance.GetAsync()).Available[0].Amount);
        Assert.Equal(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"], Notes());
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card")]
    public async Task A_card_is_declined_and_another_may_be_tried(string card, string code, string decline)
    {
        var refusal = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_000, card)));

        Assert.Equal((HttpStatusCode.PaymentRequired, "card_error", code, decline), (refusal.HttpStatusCode, refusal.StripeError.Type, refusal.StripeError.Code, refusal.StripeError.DeclineCode));
        Assert.Equal("requires_payment_method", refusal.StripeError.PaymentIntent.Status);
        var again = await _client.V1.PaymentIntents.ConfirmAsync(refusal.StripeError.PaymentIntent.Id, new() { PaymentMethod = "pm_card_visa" });
        Assert.Equal("succeeded", again.Status);
    }

    [Fact]
    public async Task A_buyer_authenticates_or_fails_to()
    {
        var first = await _client.V1.PaymentIntents.CreateAsync(Card(5_000, "pm_card_threeDSecure2Required", options => options.ReturnUrl = "https://shop.example/back"));
        var second = await _client.V1.PaymentIntents.CreateAsync(Card(5_000, "pm_card_authenticationRequired", options => options.ReturnUrl = "https://shop.example/back"));
        Assert.Equal(("requires_action", "https://shop.example/back"), (first.Status, first.NextAction.RedirectToUrl.ReturnUrl));

        _stripe.Authenticate(first.Id);
        _stripe.Authenticate(second.Id, success: false);
        Assert.Equal("succeeded", (await _client.V1.PaymentIntents.GetAsync(first.Id)).Status);
        var failed = await _client.V1.PaymentIntents.GetAsync(second.Id);
        Assert.Equal(("requires_payment_method", "payment_intent_authentication_failure"), (failed.Status, failed.LastPaymentError.Code));

        var refusal = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_000, "pm_card_authenticationRequired", options => options.OffSession = true)));
        Assert.Equal("authentication_required", refusal.StripeError.Code);
    }

    [Fact]
    public async Task A_held_amount_is_captured_in_part_or_let_go()
    {
        var held = await _client.V1.PaymentIntents.CreateAsync(Card(30_000, "pm_card_visa", options => options.CaptureMethod = "manual"));
        var other = await _client.V1.PaymentIntents.CreateAsync(Card(30_000, "pm_card_visa", options => options.CaptureMethod = "manual"));
        Assert.Equal(("requires_capture", 30_000L, 0L), (held.Status, held.AmountCapturable, _stripe.Available()));

        await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CaptureAsync(held.Id, new() { AmountToCapture = 30_001 }));
        var captured = await _client.V1.PaymentIntents.CaptureAsync(held.Id, new() { AmountToCapture = 12_000 });
        Assert.Equal(("succeeded", 12_000L, 11_568L), (captured.Status, captured.AmountReceived, _stripe.Available()));

        var canceled = await _client.V1.PaymentIntents.CancelAsync(other.Id, new() { CancellationReason = "requested_by_customer" });
        Assert.Equal(("canceled", "requested_by_customer"), (canceled.Status, canceled.CancellationReason));
        var late = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CancelAsync(captured.Id));
        Assert.Equal("payment_intent_unexpected_state", late.StripeError.Code);
    }

    [Fact]
    public async Task A_hold_that_nobody_captures_ends_without_a_refund()
    {
        var held = await _client.V1.PaymentIntents.CreateAsync(Card(30_000, "pm_card_visa", options => options.CaptureMethod = "manual"));
        _stripe.Expire(held.Id);
        var ended = await _client.V1.PaymentIntents.GetAsync(held.Id, new() { Expand = ["latest_charge"] });
        Assert.Equal(("canceled", "expired", 0L, false), (ended.Status, ended.CancellationReason, ended.LatestCharge.AmountRefunded, ended.LatestCharge.Refunded));
        Assert.Equal(["charge.expired", "payment_intent.canceled"], Notes().TakeLast(2));
    }

    [Fact]
    public async Task A_slip_is_paid_at_a_counter_or_expires()
    {
        var (paid, expired) = (await KonbiniAsync(20_900), await KonbiniAsync(20_900));
        var shown = paid.NextAction.KonbiniDisplayDetails;
        Assert.NotNull(shown.Stores.Lawson.PaymentCode);
        Assert.NotNull(shown.HostedVoucherUrl);

        _stripe.PayAtCounter(paid.Id);
        _stripe.Expire(expired.Id);
        Assert.Equal(("succeeded", 20_900L), ((await _client.V1.PaymentIntents.GetAsync(paid.Id)).Status, (await _client.V1.PaymentIntents.GetAsync(paid.Id)).AmountReceived));
        var unpaid = await _client.V1.PaymentIntents.GetAsync(expired.Id);
        Assert.Equal(("requires_payment_method", "payment_intent_payment_attempt_expired"), (unpaid.Status, unpaid.LastPaymentError.Code));
    }

    [Fact]
    public async Task What_was_paid_in_cash_goes_back_when_the_buyer_says_where_to()
    {
        var paid = await KonbiniAsync(20_900);
        _stripe.PayAtCounter(paid.Id);
        var refund = await _client.V1.Refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 5_000 });
        Assert.Equal(("requires_action", "buyer@shop.example"), (refund.Status, refund.NextAction.DisplayDetails.EmailSent.EmailSentTo));

        _stripe.FinishRefund(refund.Id);
        Assert.Equal("succeeded", (await _client.V1.Refunds.GetAsync(refund.Id)).Status);
        var other = await _client.V1.Refunds.CreateAsync(new() { PaymentIntent = paid.Id });
        Assert.Equal(15_900, other.Amount);
        _stripe.FinishRefund(other.Id, "failed");
        var charge = await _client.V1.Charges.GetAsync(other.ChargeId);
        Assert.Equal((5_000L, false), (charge.AmountRefunded, charge.Refunded));
    }

    [Fact]
    public async Task No_more_goes_back_than_was_paid()
    {
        var intent = await _client.V1.PaymentIntents.CreateAsync(Card(5_000, "pm_card_visa"));
        _stripe.TopUp(5_000);
        await _client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 3_000 });
        var tooMuch = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 2_001 }));
        Assert.Equal("amount", tooMuch.StripeError.Param);
        await _client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent.Id });
        var again = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent.Id }));
        Assert.Equal("charge_already_refunded", again.StripeError.Code);
        Assert.Equal([2_000, 3_000], (await _client.V1.Refunds.ListAsync(new() { PaymentIntent = intent.Id })).Select(refund => refund.Amount));
    }

    [Theory]
    [InlineData(8_000, "requires_action", 2_000, 0)]
    [InlineData(10_000, "succeeded", 0, 0)]
    [InlineData(13_000, "succeeded", 0, 3_000)]
    public async Task Money_by_bank_transfer_may_be_short_exact_or_too_much(long sent, string status, long remaining, long left)
    {
        var (customer, intent) = await TransferAsync(10_000);
        Assert.Equal((10_000L, "jp_bank_transfer"), (intent.NextAction.DisplayBankTransferInstructions.AmountRemaining, intent.NextAction.DisplayBankTransferInstructions.Type));
        Assert.NotNull(intent.NextAction.DisplayBankTransferInstructions.FinancialAddresses[0].Zengin.AccountNumber);

        _stripe.FundBankTransfer(intent.Id, sent);
        intent = await _client.V1.PaymentIntents.GetAsync(intent.Id);
        var cash = await _client.V1.Customers.CashBalance.GetAsync(customer.Id);
        Assert.Equal(
            (status, remaining, left),
            (intent.Status, intent.NextAction?.DisplayBankTransferInstructions.AmountRemaining ?? 0, cash.Available?.GetValueOrDefault("jpy") ?? 0));
    }

    [Fact]
    public async Task Money_goes_first_to_what_waits_for_exactly_so_much()
    {
        var (customer, first) = await TransferAsync(4_000);
        var (second, third) = (await TransferAsync(customer, 2_500), await TransferAsync(customer, 3_000));
        _stripe.FundBankTransfer(customer.Id, 5_500);
        Assert.Equal(["requires_action", "succeeded", "succeeded"], new[] { first, second, third }.Select(intent => _stripe[intent.Id]["status"]!.ToString()));
        _stripe.FundBankTransfer(customer.Id, 4_100);
        Assert.Equal("succeeded", _stripe[first.Id]["status"]!.ToString());
    }

    [Fact]
    public async Task Money_that_came_short_is_the_customers_when_the_payment_ends()
    {
        var (customer, intent) = await TransferAsync(10_000);
        _stripe.FundBankTransfer(intent.Id, 8_000);
        await _client.V1.PaymentIntents.CancelAsync(intent.Id);
        _stripe.FundBankTransfer(customer.Id, 500);

        Assert.Equal(8_500, (await _client.V1.Customers.CashBalance.GetAsync(customer.Id)).Available["jpy"]);
        var moves = await _client.V1.Customers.CashBalanceTransactions.ListAsync(customer.Id);
        Assert.Equal(["funded", "unapplied_from_payment", "applied_to_payment", "funded"], moves.Select(move => move.Type));
        var refund = await _client.V1.Refunds.CreateAsync(new() { Origin = "customer_balance", Customer = customer.Id, Currency = "jpy", Amount = 8_500 });
        _stripe.FinishRefund(refund.Id);
        Assert.Equal(0, _stripe.Available());
    }

    [Fact]
    public async Task A_card_that_was_set_up_pays_without_its_holder()
    {
        var customer = await _client.V1.Customers.CreateAsync(new() { Email = "buyer@shop.example" });
        var setup = await _client.V1.SetupIntents.CreateAsync(new()
        {
            Customer = customer.Id,
            PaymentMethod = "pm_card_authenticationRequiredOnSetup",
            Confirm = true,
            ReturnUrl = "https://shop.example/back",
            Usage = "off_session",
        });
        Assert.Equal("requires_action", setup.Status);
        _stripe.Authenticate(setup.Id);

        var kept = Assert.Single(await _client.V1.PaymentMethods.ListAsync(new() { Customer = customer.Id, Type = "card" }));
        var intent = await _client.V1.PaymentIntents.CreateAsync(Card(5_000, kept.Id, options => (options.Customer, options.OffSession) = (customer.Id, true)));
        Assert.Equal("succeeded", intent.Status);
    }

    [Fact]
    public async Task A_buyer_fills_in_the_form_until_a_card_is_taken()
    {
        var intent = await _client.V1.PaymentIntents.CreateAsync(new()
        {
            Amount = 5_000,
            Currency = "jpy",
            AllowedPaymentMethodTypes = ["card"],
            PaymentMethodOptions = new() { Card = new() { CaptureMethod = "manual" } },
            Metadata = new() { ["payment"] = "pay_1" },
        });
        Assert.Equal(("insufficient_funds", "payment_intent_incompatible_payment_method", null), (_stripe.FillForm(intent.Id, "pm_card_chargeDeclinedInsufficientFunds"), _stripe.FillForm(intent.Id, "konbini"), _stripe.FillForm(intent.Id)));

        await _client.V1.PaymentIntents.CaptureAsync(intent.Id);
        await _client.V1.Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 2_000 });
        var found = Assert.Single(await _client.V1.PaymentIntents.SearchAsync(new() { Query = "metadata['payment']:'pay_1'", Expand = ["data.latest_charge.refunds"] }));
        Assert.Equal((intent.Id, 2_000L), (found.Id, Assert.Single(found.LatestCharge.Refunds).Amount));
        Assert.NotEqual(default, found.LatestCharge.PaymentMethodDetails.Card.CaptureBefore);
    }

    [Fact]
    public async Task PayPay_sends_the_buyer_away_and_back()
    {
        var intent = await _client.V1.PaymentIntents.CreateAsync(new()
        {
            Amount = 5_000,
            Currency = "jpy",
            AllowedPaymentMethodTypes = ["paypay"],
            PaymentMethodData = new() { Type = "paypay" },
            Confirm = true,
            ReturnUrl = "https://shop.example/back",
        });
        Assert.NotNull(intent.NextAction.RedirectToUrl.Url);
        _stripe.Authenticate(intent.Id);
        Assert.Equal("succeeded", (await _client.V1.PaymentIntents.GetAsync(intent.Id)).Status);
    }

    [Fact]
    public async Task What_Stripe_would_not_understand_is_refused_and_remembered()
    {
        StripeMock.SkipWhereMissing();
        var options = Card(5_000, "pm_card_visa");
        options.AddExtraParam("payment_method_types[]", "card");
        var refusal = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CreateAsync(options));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.HttpStatusCode);
        Assert.Contains("payment_method_types", Assert.Single(_stripe.Misfits), StringComparison.Ordinal);
        Assert.Empty(_stripe.All("payment_intent"));
    }

    private static PaymentIntentCreateOptions Card(long amount, string card, Action<PaymentIntentCreateOptions>? also = null)
    {
        var options = new PaymentIntentCreateOptions { Amount = amount, Currency = "jpy", AllowedPaymentMethodTypes = ["card"], PaymentMethod = card, Confirm = true };
        also?.Invoke(options);
        return options;
    }

    private Task<PaymentIntent> KonbiniAsync(long amount) => _client.V1.PaymentIntents.CreateAsync(new()
    {
        Amount = amount,
        Currency = "jpy",
        AllowedPaymentMethodTypes = ["konbini"],
        PaymentMethodData = new() { Type = "konbini", BillingDetails = new() { Name = "購入者", Email = "buyer@shop.example" } },
        PaymentMethodOptions = new() { Konbini = new() { ExpiresAfterDays = 3 } },
        Confirm = true,
    });

    private async Task<(Customer Customer, PaymentIntent Intent)> TransferAsync(long amount)
    {
        var customer = await _client.V1.Customers.CreateAsync(new() { Name = "購入者", Email = "buyer@shop.example" });
        return (customer, await TransferAsync(customer, amount));
    }

    private Task<PaymentIntent> TransferAsync(Customer customer, long amount) => _client.V1.PaymentIntents.CreateAsync(new()
    {
        Amount = amount,
        Currency = "jpy",
        Customer = customer.Id,
        AllowedPaymentMethodTypes = ["customer_balance"],
        PaymentMethodData = new() { Type = "customer_balance" },
        PaymentMethodOptions = new() { CustomerBalance = new() { FundingType = "bank_transfer", BankTransfer = new() { Type = "jp_bank_transfer" } } },
        Confirm = true,
    });

    private IEnumerable<string?> Notes() => _stripe.Events.Select(note => note["type"]?.ToString());
}
