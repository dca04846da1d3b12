using System.Net;
using Microsoft.Extensions.Time.Testing;
using Stripe;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Sellers' accounts, what is sent to them, disputes, signed notes and faults of the stand-in.</summary>
public sealed class StripeStandInMoneyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero));
    private readonly StripeStandIn _stripe;
    private StripeClient _client = null!;

    public StripeStandInMoneyTests() => _stripe = new(_clock);

    public async ValueTask InitializeAsync()
    {
        await _stripe.InitializeAsync();
        _client = StripeStandInClient.Of(_stripe);
    }

    public async ValueTask DisposeAsync()
    {
        await _stripe.DisposeAsync();
        StripeStandInClient.AssertShapes(_stripe);
        Assert.Empty(_stripe.Misfits);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_for_a_day()
    {
        var (options, key) = (Card(5_000), new RequestOptions { IdempotencyKey = "order-1" });
        var first = await _client.V1.PaymentIntents.CreateAsync(options, key);
        var again = await _client.V1.PaymentIntents.CreateAsync(options, key);
        Assert.Equal((first.Id, "true"), (again.Id, Assert.Single(again.StripeResponse.Headers.GetValues("Idempotent-Replayed"))));

        var other = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_001), key));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.HttpStatusCode, other.StripeError.Type));
        Assert.Single(_stripe.All("payment_intent"));
        _clock.Advance(TimeSpan.FromHours(24));
        Assert.NotEqual(first.Id, (await _client.V1.PaymentIntents.CreateAsync(options, key)).Id);
    }

    [Fact]
    public async Task The_same_key_at_once_charges_once()
    {
        var key = new RequestOptions { IdempotencyKey = "order-1" };
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.V1.PaymentIntents.CreateAsync(Card(5_000), key)));
        Assert.Single(made.Select(intent => intent.Id).Distinct());
        Assert.Single(_stripe.All("charge"));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_given_again()
    {
        var key = new RequestOptions { IdempotencyKey = "order-1" };
        _stripe.Faults.Add("POST /v1/payment_intents", StripeFault.DropAnswer, times: 1);
        await Assert.ThrowsAnyAsync<Exception>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_000), key));
        Assert.Equal("succeeded", (await _client.V1.PaymentIntents.CreateAsync(Card(5_000), key)).Status);
        Assert.Single(_stripe.All("charge"));
    }

    [Theory]
    [InlineData(StripeFault.ServerError, HttpStatusCode.InternalServerError, 0)]
    [InlineData(StripeFault.TooManyRequests, HttpStatusCode.TooManyRequests, 0)]
    [InlineData(StripeFault.KeyInUse, HttpStatusCode.Conflict, 0)]
    [InlineData(StripeFault.ServerErrorAfterWork, HttpStatusCode.InternalServerError, 1)]
    public async Task A_fault_is_told_whether_or_not_the_work_was_done(StripeFault fault, HttpStatusCode status, int charges)
    {
        _stripe.Faults.Add("* /v1/payment_intents", fault, times: 1);
        var refusal = await Assert.ThrowsAsync<StripeException>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_000)));
        Assert.Equal((status, charges), (refusal.HttpStatusCode, _stripe.All("charge").Count));
        Assert.Equal("succeeded", (await _client.V1.PaymentIntents.CreateAsync(Card(5_000))).Status);
    }

    [Fact]
    public async Task A_silent_line_is_given_up()
    {
        _stripe.Faults.Add("POST /v1/payment_intents", StripeFault.NeverAnswer, times: 1);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(() => _client.V1.PaymentIntents.CreateAsync(Card(5_000), cancellationToken: patience.Token));
        Assert.Single(_stripe.All("charge"));
    }

    [Fact]
    public async Task A_seller_is_paid_from_what_is_there()
    {
        var account = await SellerAsync();
        await _client.V1.PaymentIntents.CreateAsync(Card(10_000));
        var key = new RequestOptions { IdempotencyKey = "payout-1" };
        var poor = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Transfers.CreateAsync(To(account, 9_641)));
        Assert.Equal("balance_insufficient", poor.StripeError.Code);
        var sent = await _client.V1.Transfers.CreateAsync(To(account, 8_000), key);
        Assert.Equal(sent.Id, (await _client.V1.Transfers.CreateAsync(To(account, 8_000), key)).Id);
        Assert.Equal((1_640L, 8_000L), (_stripe.Available(), _stripe.Available(account)));

        var payout = await _client.V1.Payouts.CreateAsync(new() { Amount = 6_000, Currency = "jpy" }, new() { StripeAccount = account });
        _stripe.ArrivePayout(payout.Id);
        _stripe.FailPayout(payout.Id);
        Assert.Equal(("failed", "account_closed"), ((await _client.V1.Payouts.GetAsync(payout.Id, requestOptions: new() { StripeAccount = account })).Status, _stripe[payout.Id]["failure_code"]!.ToString()));
        var unusable = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Payouts.CreateAsync(new() { Amount = 1_000, Currency = "jpy" }, new() { StripeAccount = account }));
        Assert.Equal("bank_account_unusable", unusable.StripeError.Code);
        var back = await _client.V1.Transfers.Reversals.CreateAsync(sent.Id, new() { Amount = 3_000 });
        Assert.Equal((3_000L, 4_640L, 5_000L), (back.Amount, _stripe.Available(), _stripe.Available(account)));

        var types = (await _client.V1.BalanceTransactions.ListAsync(new() { Limit = 100 })).Select(one => (one.Type, one.Net));
        Assert.Equal([("transfer_refund", 3_000), ("transfer", -8_000), ("charge", 9_640)], types);
        Assert.Equal(account, _stripe.Events.Last(note => note["type"]!.ToString() == "payout.failed")["account"]!.ToString());
    }

    [Fact]
    public async Task A_seller_who_is_not_ready_gets_nothing()
    {
        _stripe.TopUp(10_000);
        var account = await SellerAsync(isReady: false);
        var link = await _client.V1.AccountLinks.CreateAsync(new() { Account = account, Type = "account_onboarding", RefreshUrl = "https://shop.example/again", ReturnUrl = "https://shop.example/back" });
        Assert.NotNull(link.Url);
        var refusal = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Transfers.CreateAsync(To(account, 1_000)));
        Assert.Equal("insufficient_capabilities_for_transfer", refusal.StripeError.Code);

        _stripe.Onboard(account);
        var ready = await _client.V1.Accounts.GetAsync(account);
        Assert.Equal((true, true, true, "active"), (ready.ChargesEnabled, ready.PayoutsEnabled, ready.DetailsSubmitted, ready.Capabilities.Transfers));
        _stripe.Restrict(account, "requirements.past_due", "individual.verification.document");
        Assert.Equal(["individual.verification.document"], (await _client.V1.Accounts.GetAsync(account)).Requirements.CurrentlyDue);
    }

    [Fact]
    public async Task A_bank_takes_the_money_until_it_has_decided()
    {
        var charge = (await _client.V1.PaymentIntents.CreateAsync(Card(10_000))).LatestChargeId;
        var dispute = _stripe.Dispute(charge);
        Assert.Equal(9_640 - 10_000 - 1_500, _stripe.Available());
        var refused = await Assert.ThrowsAsync<StripeException>(() => _client.V1.Refunds.CreateAsync(new() { Charge = charge }));
        Assert.Equal("charge_disputed", refused.StripeError.Code);

        using var page = new MemoryStream([1, 2, 3]);
        var file = await _client.V1.Files.CreateAsync(new() { File = new() { Data = page, Name = "receipt.pdf", Type = "application/pdf" }, Purpose = "dispute_evidence" });
        var answered = await _client.V1.Disputes.UpdateAsync(dispute, new() { Evidence = new() { Receipt = file.Id, ProductDescription = "中古のカメラ" }, Submit = true });
        Assert.Equal(("under_review", "中古のカメラ"), (answered.Status, answered.Evidence.ProductDescription));
        _stripe.Decide(dispute, won: false);
        _stripe.OpenAppeal(dispute);
        _stripe.Decide(dispute, won: true);

        Assert.Equal(("won", 8_140L), ((await _client.V1.Disputes.GetAsync(dispute)).Status, _stripe.Available()));
        var moved = (await _client.V1.BalanceTransactions.ListAsync(new() { Type = "adjustment" })).Select(one => (one.ReportingCategory, one.Net));
        Assert.Equal([("dispute_reversal", 10_000), ("dispute", -11_500)], moved);
    }

    [Fact]
    public async Task Transactions_are_listed_page_by_page_and_by_time()
    {
        var opened = _clock.GetUtcNow().UtcDateTime;
        for (var at = 0; at < 5; at++)
        {
            _stripe.TopUp(1_000 + at);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        var range = new DateRangeOptions { GreaterThanOrEqual = opened.AddHours(1), LessThan = opened.AddHours(4) };
        var first = await _client.V1.BalanceTransactions.ListAsync(new() { Created = range, Limit = 2 });
        Assert.Equal([1_003, 1_002], first.Select(one => one.Amount));
        var rest = await _client.V1.BalanceTransactions.ListAsync(new() { Created = range, Limit = 2, StartingAfter = first.Last().Id });
        Assert.Equal([1_001], rest.Select(one => one.Amount));
        Assert.Equal((true, false), (first.HasMore, rest.HasMore));
    }

    [Fact]
    public async Task Notes_are_signed_so_that_Stripes_client_believes_them()
    {
        var intent = await _client.V1.PaymentIntents.CreateAsync(Card(5_000));
        using var note = _stripe.Signed(_stripe.Events[^1]);
        var body = await note.Content!.ReadAsStringAsync();
        var read = EventUtility.ConstructEvent(body, note.Headers.GetValues("Stripe-Signature").Single(), StripeStandIn.WebhookSecret, 300, _clock.GetUtcNow().ToUnixTimeSeconds());

        Assert.Equal(("payment_intent.succeeded", intent.Id), (read.Type, Assert.IsType<PaymentIntent>(read.Data.Object).Id));
        Assert.Equal(read.Id, (await _client.V1.Events.ListAsync(new() { Type = "payment_intent.succeeded" })).Single().Id);
    }

    private static PaymentIntentCreateOptions Card(long amount) =>
        new() { Amount = amount, Currency = "jpy", AllowedPaymentMethodTypes = ["card"], PaymentMethod = "pm_card_visa", Confirm = true };

    private static TransferCreateOptions To(string account, long amount) => new() { Amount = amount, Currency = "jpy", Destination = account, TransferGroup = "group" };

    private async Task<string> SellerAsync(bool isReady = true)
    {
        var account = await _client.V1.Accounts.CreateAsync(new()
        {
            Country = "JP",
            Email = "seller@shop.example",
            Capabilities = new() { Transfers = new() { Requested = true } },
            Controller = new()
            {
                Fees = new() { Payer = "application" },
                Losses = new() { Payments = "application" },
                RequirementCollection = "stripe",
                StripeDashboard = new() { Type = "express" },
            },
            Settings = new() { Payouts = new() { Schedule = new() { Interval = "manual" } } },
        });
        if (isReady)
        {
            _stripe.Onboard(account.Id);
        }

        return account.Id;
    }
}
