using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Orders that are paid through Stripe, whose events come as it sends them: signed, twice, late and in any order.</summary>
public sealed class StripePaymentTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Action =
        """
        buyerAction {
            __typename
            ... on Redirect { page }
            ... on PaymentSheet { processor clientSecret publishableKey }
            ... on KonbiniSlip { voucher expiresAt stores { chain confirmationNumber paymentCode } }
            ... on BankTransferDetails { instructions remaining { amount } reference account { bankCode bankName branchCode branchName kind number holder } }
        }
        """;

    private readonly StripeShop _at = new(cluster);

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task A_card_is_paid_in_the_form_held_and_captured_when_Stripe_tells()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        Assert.Equal("AWAITING_PAYMENT", order.Text("state"));
        Assert.Equal(("PaymentSheet", _at.Stripe[intent].Text("client_secret")), (order.GetProperty("buyerAction").Text("__typename"), order.GetProperty("buyerAction").Text("clientSecret")));

        _at.Stripe.Pay(intent);
        Assert.Equal("requires_capture", _at.Stripe[intent].Text("status"));
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, 0);
        Assert.Equal(("PAID", "succeeded"), ((await OrderAsync(order)).Text("state"), _at.Stripe[intent].Text("status")));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(order)).GetProperty("buyerAction").ValueKind);
        Assert.Equal("Charge:2 Authorisation:2", Entries());
        Assert.Equal(0L, _at.Shop.Scalar("SELECT count(*) FROM payments.unresolved"));
    }

    [Fact]
    public async Task M5_money_that_is_held_or_awaited_stands_in_pending_movements_only()
    {
        var (_, card) = await PlaceAsync("card", "CARD");
        _at.Stripe.Faults.Add("POST /v1/payment_intents/*/capture", StripeFault.DropRequest);
        _at.Stripe.Pay(card);
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, 0);
        var (slip, konbini) = await PlaceAsync("konbini", "CONVENIENCE_STORE");
        _at.Stripe.FillFormFor(konbini);
        await _at.DeliverAllAsync();
        Assert.Equal("KonbiniSlip", (await OrderAsync(slip)).GetProperty("buyerAction").Text("__typename"));
        Assert.Equal("Authorisation:4", Entries());
        Assert.Equal((2L, 0L), (_at.Shop.Scalar("SELECT count(*) FROM payments.unresolved"), _at.Shop.Scalar("SELECT count(*) FROM payments.entries")));

        _at.Stripe.Faults.Clear();
        _at.Stripe.PayAtCounter(konbini);
        await _at.DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(slip)).Text("state"));
        Assert.Equal("Charge:2 Authorisation:4", Entries());
    }

    [Fact]
    public async Task A_slip_and_a_bank_account_are_shown_to_the_buyer_and_to_nobody_else()
    {
        var (order, intent) = await PlaceAsync("konbini", "CONVENIENCE_STORE");
        _at.Stripe.FillFormFor(intent);
        await _at.DeliverAllAsync();
        var slip = (await OrderAsync(order)).GetProperty("buyerAction");
        Assert.Equal(("KonbiniSlip", 4), (slip.Text("__typename"), slip.List("stores").Count()));
        var seller = await _at.Shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ state {Action} }} }}", new { id = order.Text("id") }, _at.Shop.Token(Role.Operator, DemoOperators.Refurbisher));
        Assert.Equal(("PAYMENT_PENDING", JsonValueKind.Null), (seller.GetProperty("order").Text("state"), seller.GetProperty("order").GetProperty("buyerAction").ValueKind));

        var (transfer, bank) = await PlaceAsync("bank_transfer", "BANK_TRANSFER");
        Assert.Equal(("PAYMENT_PENDING", "BankTransferDetails", 29_800), (transfer.Text("state"), transfer.GetProperty("buyerAction").Text("__typename"), transfer.GetProperty("buyerAction").GetProperty("remaining").GetProperty("amount").GetInt64()));
        _at.Stripe.FundBankTransfer(bank, 10_000);
        await _at.DeliverAllAsync();
        Assert.Equal(19_800, (await OrderAsync(transfer)).GetProperty("buyerAction").GetProperty("remaining").GetProperty("amount").GetInt64());
        _at.Stripe.FundBankTransfer(bank, 19_800);
        await _at.DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(transfer)).Text("state"));
        _at.Stripe.AssertFits();
    }

    [Fact]
    public async Task A_card_that_is_refused_in_the_form_leaves_the_order_open_for_another()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        _at.Stripe.Pay(intent, "pm_card_visa_chargeDeclined");
        await _at.DeliverAllAsync();
        Assert.Equal("AWAITING_PAYMENT", (await OrderAsync(order)).Text("state"));
        _at.Stripe.Pay(intent);
        await _at.DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(order)).Text("state"));
    }

    [Fact]
    public async Task Held_money_of_an_order_that_was_cancelled_meanwhile_is_let_go_without_a_fee()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        var cancelled = await _at.Shop.DoAsync("cancelOrder", new { orderId = order.Text("id"), reason = "気が変わった", idempotencyKey = Shop.Key() }, _at.Buyer, "order { state }");
        Assert.Equal("CANCELLED", cancelled.GetProperty("order").Text("state"));
        Assert.Equal("canceled", _at.Stripe[intent].Text("status"));
        Assert.Empty(_at.Stripe.All("balance_transaction"));
    }

    [Fact]
    public async Task A_webhook_that_is_old_forged_unreadable_or_of_somebody_else_is_refused_and_nothing_is_kept()
    {
        await PlaceAsync("card", "CARD");
        var note = _at.Stripe.Events[0];
        Assert.Equal("WEBHOOK_SIGNATURE_WRONG", await RefusalAsync(_at.Stripe.Signed(note, "whsec_forged")));
        Assert.Equal("WEBHOOK_MODE_WRONG", await RefusalAsync(_at.Stripe.Signed(With(note, "livemode", true))));
        Assert.Equal("WEBHOOK_ACCOUNT_UNKNOWN", await RefusalAsync(_at.Stripe.Signed(With(note, "account", "acct_stranger"))));
        Assert.Equal("WEBHOOK_UNREADABLE", await RefusalAsync(_at.Stripe.Signed(new() { ["id"] = "evt_1" })));
        using var old = _at.Stripe.Signed(note);
        _at.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("WEBHOOK_SIGNATURE_WRONG", await RefusalAsync(old));
        Assert.Equal(0L, _at.Shop.Scalar("SELECT count(*) FROM payments.webhook_inbox"));
    }

    [Fact]
    public async Task An_event_of_a_kind_that_nobody_knows_is_kept()
    {
        var note = With(new JsonObject { ["id"] = "evt_new", ["type"] = "sunrise.happened", ["livemode"] = false, ["data"] = new JsonObject { ["object"] = new JsonObject { ["object"] = "sun" } } }, "created", 1);
        using var answer = await _at.Server.Http.SendAsync(_at.Stripe.Signed(note), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("sunrise.happened", _at.Shop.Scalar("SELECT kind FROM payments.webhook_inbox WHERE event_id = 'evt_new' AND processed_at IS NOT NULL"));
    }

    [Fact]
    public async Task Money_that_came_by_transfer_goes_back_to_an_account_that_the_buyer_names()
    {
        var (order, intent) = await PlaceAsync("bank_transfer", "BANK_TRANSFER");
        Assert.Equal("REFUND_NEEDS_NO_ADDRESS", (await NameAsync(order, "hanako@example.jp")).Refusal().Text("code"));
        _at.Stripe.FundBankTransfer(intent, 29_800);
        await _at.DeliverAllAsync();
        var cancelled = await _at.Shop.DoAsync("cancelOrder", new { orderId = order.Text("id"), reason = "気が変わった", idempotencyKey = Shop.Key() }, _at.Buyer, "order { state refundAddressNeededBy }");
        Assert.Equal("REFUND_PENDING", cancelled.GetProperty("order").Text("state"));
        Assert.Equal(JsonValueKind.String, cancelled.GetProperty("order").GetProperty("refundAddressNeededBy").ValueKind);
        Assert.Empty(_at.Stripe.All("refund"));
        Assert.Equal(1L, RemindersOf());

        Assert.Equal("EMAIL_INVALID", (await NameAsync(order, "hanako")).Refusal().Text("code"));
        Assert.Empty((await NameAsync(order, "hanako@example.jp")).List("errors"));
        Assert.Empty((await NameAsync(order, "hanako@example.jp")).List("errors"));
        var refund = Assert.Single(_at.Stripe.All("refund"));
        Assert.Equal("requires_action", refund.Text("status"));
        _at.Clock.Advance(TimeSpan.FromDays(39));
        await _at.DeliverAllAsync();
        Assert.Equal(2L, RemindersOf());
        Assert.Equal(0L, _at.Shop.Scalar("SELECT count(*) FROM platform.events WHERE data::text LIKE '%hanako%'"));

        _at.Stripe.FinishRefund(refund.Text("id")!);
        await _at.DeliverAllAsync();
        Assert.Equal("REFUNDED", (await OrderAsync(order)).Text("state"));
        Assert.Equal("REFUND_NEEDS_NO_ADDRESS", (await NameAsync(order, "hanako@example.jp")).Refusal().Text("code"));
        _at.Stripe.AssertFits();
    }

    private object? RemindersOf() => _at.Shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'payment.refund_needs_account'");

    private Task<JsonElement> NameAsync(JsonElement order, string email) =>
        _at.Shop.DoAsync("nameRefundAddress", new { orderId = order.Text("id"), email, idempotencyKey = Shop.Key() }, _at.Buyer, "order { state }");

    [Fact]
    public async Task Webhooks_that_are_kept_can_be_processed_once_more()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        _at.Stripe.Pay(intent);
        _at.Stripe.Faults.Add("GET /v1/payment_intents/*", StripeFault.DropRequest, times: 6);
        var last = _at.Stripe.Events[^1];
        using (await _at.Stripe.DeliverAsync(_at.Server.Http, last))
        {
            Assert.Equal("AWAITING_PAYMENT", (await OrderAsync(order)).Text("state"));
        }

        Assert.Equal((0, 1), await ReplayAsync(new(null, last.Text("id"))));
        Assert.Equal((1, 0), await ReplayAsync(new(null, last.Text("id"))));
        Assert.Equal("PAID", (await OrderAsync(order)).Text("state"));
        await _at.DeliverAllAsync();
        Assert.Equal((0, 0), await ReplayAsync(new(_at.Clock.GetUtcNow().AddHours(1), null)));
        var all = (int)(long)_at.Shop.Scalar("SELECT count(*) FROM payments.webhook_inbox")!;
        Assert.Equal((all, 0), await ReplayAsync(new(null, null)));
        Assert.Equal("Charge:2 Authorisation:2", Entries());
    }

    private Task<(int Processed, int Open)> ReplayAsync(ReplayedWebhooks which) => _at.On((WebhookInbox inbox) => inbox.ReplayAsync(which, TestContext.Current.CancellationToken));

    private async Task<(JsonElement Order, string Intent)> PlaceAsync(string method, string term)
    {
        var listing = await _at.Shop.PublishedAsync(_at.Shop.Refurbisher, paymentMethod: term);
        var placed = await _at.Shop.PlaceAsync(listing, _at.Buyer, method, $"order {{ id state {Action} }}");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return (placed.GetProperty("order"), _at.Stripe.All("payment_intent")[^1].Text("id")!);
    }

    private async Task<JsonElement> OrderAsync(JsonElement order) =>
        (await _at.Shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ state {Action} }} }}", new { id = order.Text("id") }, _at.Buyer)).GetProperty("order");

    /// <summary>How many sides the movements of each kind have.</summary>
    private string Entries() => (string)_at.Shop.Scalar(
        """
        SELECT coalesce(string_agg(kind || ':' || sides, ' ' ORDER BY kind DESC), '') FROM (
            SELECT m.kind, count(*) AS sides FROM payments.movements m
            JOIN (SELECT movement_id FROM payments.entries UNION ALL SELECT movement_id FROM payments.pending_entries) e ON e.movement_id = m.id GROUP BY m.kind) AS kinds
        """)!;

    private async Task<string> RefusalAsync(HttpRequestMessage request)
    {
        using var answer = await _at.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0].Text("code");
    }

    private static JsonObject With(JsonObject note, string name, JsonNode value)
    {
        var changed = note.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }
}
