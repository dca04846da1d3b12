using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task A_card_is_paid_in_the_form_held_and_captured_when_Stripe_tells()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        Assert.Equal("AWAITING_PAYMENT", order.Text("state"));
        Assert.Equal(("PaymentSheet", _stripe[intent].Text("client_secret")), (order.GetProperty("buyerAction").Text("__typename"), order.GetProperty("buyerAction").Text("clientSecret")));

        _stripe.Pay(intent);
        Assert.Equal("requires_capture", _stripe[intent].Text("status"));
        await _stripe.DeliverSinceAsync(_server.Http, 0);
        Assert.Equal(("PAID", "succeeded"), ((await OrderAsync(order)).Text("state"), _stripe[intent].Text("status")));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(order)).GetProperty("buyerAction").ValueKind);
        Assert.Equal("Charge:2 Authorisation:2", Entries());
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM payments.unresolved"));
    }

    [Fact]
    public async Task M5_money_that_is_held_or_awaited_stands_in_pending_movements_only()
    {
        var (_, card) = await PlaceAsync("card", "CARD");
        _stripe.Faults.Add("POST /v1/payment_intents/*/capture", StripeFault.DropRequest);
        _stripe.Pay(card);
        await _stripe.DeliverSinceAsync(_server.Http, 0);
        var (slip, konbini) = await PlaceAsync("konbini", "CONVENIENCE_STORE");
        _stripe.FillFormFor(konbini);
        await DeliverAllAsync();
        Assert.Equal("KonbiniSlip", (await OrderAsync(slip)).GetProperty("buyerAction").Text("__typename"));
        Assert.Equal("Authorisation:4", Entries());
        Assert.Equal((2L, 0L), (_shop.Scalar("SELECT count(*) FROM payments.unresolved"), _shop.Scalar("SELECT count(*) FROM payments.entries")));

        _stripe.Faults.Clear();
        _stripe.PayAtCounter(konbini);
        await DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(slip)).Text("state"));
        Assert.Equal("Charge:2 Authorisation:4", Entries());
    }

    [Fact]
    public async Task A_slip_and_a_bank_account_are_shown_to_the_buyer_and_to_nobody_else()
    {
        var (order, intent) = await PlaceAsync("konbini", "CONVENIENCE_STORE");
        _stripe.FillFormFor(intent);
        await DeliverAllAsync();
        var slip = (await OrderAsync(order)).GetProperty("buyerAction");
        Assert.Equal(("KonbiniSlip", 4), (slip.Text("__typename"), slip.List("stores").Count()));
        var seller = await _shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ state {Action} }} }}", new { id = order.Text("id") }, _shop.Token(Role.Operator, DemoOperators.Refurbisher));
        Assert.Equal(("PAYMENT_PENDING", JsonValueKind.Null), (seller.GetProperty("order").Text("state"), seller.GetProperty("order").GetProperty("buyerAction").ValueKind));

        var (transfer, bank) = await PlaceAsync("bank_transfer", "BANK_TRANSFER");
        Assert.Equal(("PAYMENT_PENDING", "BankTransferDetails", 29_800), (transfer.Text("state"), transfer.GetProperty("buyerAction").Text("__typename"), transfer.GetProperty("buyerAction").GetProperty("remaining").GetProperty("amount").GetInt64()));
        _stripe.FundBankTransfer(bank, 10_000);
        await DeliverAllAsync();
        Assert.Equal(19_800, (await OrderAsync(transfer)).GetProperty("buyerAction").GetProperty("remaining").GetProperty("amount").GetInt64());
        _stripe.FundBankTransfer(bank, 19_800);
        await DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(transfer)).Text("state"));
        _stripe.AssertFits();
    }

    [Fact]
    public async Task A_card_that_is_refused_in_the_form_leaves_the_order_open_for_another()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        _stripe.Pay(intent, "pm_card_visa_chargeDeclined");
        await DeliverAllAsync();
        Assert.Equal("AWAITING_PAYMENT", (await OrderAsync(order)).Text("state"));
        _stripe.Pay(intent);
        await DeliverAllAsync();
        Assert.Equal("PAID", (await OrderAsync(order)).Text("state"));
    }

    [Fact]
    public async Task Held_money_of_an_order_that_was_cancelled_meanwhile_is_let_go_without_a_fee()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        var cancelled = await _shop.DoAsync("cancelOrder", new { orderId = order.Text("id"), reason = "気が変わった", idempotencyKey = Shop.Key() }, Buyer, "order { state }");
        Assert.Equal("CANCELLED", cancelled.GetProperty("order").Text("state"));
        Assert.Equal("canceled", _stripe[intent].Text("status"));
        Assert.Empty(_stripe.All("balance_transaction"));
    }

    [Fact]
    public async Task A_webhook_that_is_old_forged_unreadable_or_of_somebody_else_is_refused_and_nothing_is_kept()
    {
        await PlaceAsync("card", "CARD");
        var note = _stripe.Events[0];
        Assert.Equal("WEBHOOK_SIGNATURE_WRONG", await RefusalAsync(_stripe.Signed(note, "whsec_forged")));
        Assert.Equal("WEBHOOK_MODE_WRONG", await RefusalAsync(_stripe.Signed(With(note, "livemode", true))));
        Assert.Equal("WEBHOOK_ACCOUNT_UNKNOWN", await RefusalAsync(_stripe.Signed(With(note, "account", "acct_stranger"))));
        Assert.Equal("WEBHOOK_UNREADABLE", await RefusalAsync(_stripe.Signed(new() { ["id"] = "evt_1" })));
        using var old = _stripe.Signed(note);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("WEBHOOK_SIGNATURE_WRONG", await RefusalAsync(old));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM payments.webhook_inbox"));
    }

    [Fact]
    public async Task An_event_of_a_kind_that_nobody_knows_is_kept()
    {
        var note = With(new JsonObject { ["id"] = "evt_new", ["type"] = "sunrise.happened", ["livemode"] = false, ["data"] = new JsonObject { ["object"] = new JsonObject { ["object"] = "sun" } } }, "created", 1);
        using var answer = await _server.Http.SendAsync(_stripe.Signed(note), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("sunrise.happened", _shop.Scalar("SELECT kind FROM payments.webhook_inbox WHERE event_id = 'evt_new' AND processed_at IS NOT NULL"));
    }

    [Fact]
    public async Task Money_that_came_by_transfer_goes_back_to_an_account_that_the_buyer_names()
    {
        var (order, intent) = await PlaceAsync("bank_transfer", "BANK_TRANSFER");
        Assert.Equal("REFUND_NEEDS_NO_ADDRESS", (await NameAsync(order, "hanako@example.jp")).Refusal().Text("code"));
        _stripe.FundBankTransfer(intent, 29_800);
        await DeliverAllAsync();
        var cancelled = await _shop.DoAsync("cancelOrder", new { orderId = order.Text("id"), reason = "気が変わった", idempotencyKey = Shop.Key() }, Buyer, "order { state refundAddressNeededBy }");
        Assert.Equal("REFUND_PENDING", cancelled.GetProperty("order").Text("state"));
        Assert.Equal(JsonValueKind.String, cancelled.GetProperty("order").GetProperty("refundAddressNeededBy").ValueKind);
        Assert.Empty(_stripe.All("refund"));
        Assert.Equal(1L, RemindersOf());

        Assert.Equal("EMAIL_INVALID", (await NameAsync(order, "hanako")).Refusal().Text("code"));
        Assert.Empty((await NameAsync(order, "hanako@example.jp")).List("errors"));
        Assert.Empty((await NameAsync(order, "hanako@example.jp")).List("errors"));
        var refund = Assert.Single(_stripe.All("refund"));
        Assert.Equal("requires_action", refund.Text("status"));
        _clock.Advance(TimeSpan.FromDays(39));
        await DeliverAllAsync();
        Assert.Equal(2L, RemindersOf());
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE data::text LIKE '%hanako%'"));

        _stripe.FinishRefund(refund.Text("id")!);
        await DeliverAllAsync();
        Assert.Equal("REFUNDED", (await OrderAsync(order)).Text("state"));
        Assert.Equal("REFUND_NEEDS_NO_ADDRESS", (await NameAsync(order, "hanako@example.jp")).Refusal().Text("code"));
        _stripe.AssertFits();
    }

    private object? RemindersOf() => _shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'payment.refund_needs_account'");

    private Task<JsonElement> NameAsync(JsonElement order, string email) =>
        _shop.DoAsync("nameRefundAddress", new { orderId = order.Text("id"), email, idempotencyKey = Shop.Key() }, Buyer, "order { state }");

    [Fact]
    public async Task Webhooks_that_are_kept_can_be_processed_once_more()
    {
        var (order, intent) = await PlaceAsync("card", "CARD");
        _stripe.Pay(intent);
        _stripe.Faults.Add("GET /v1/payment_intents/*", StripeFault.DropRequest, times: 6);
        var last = _stripe.Events[^1];
        using (await _stripe.DeliverAsync(_server.Http, last))
        {
            Assert.Equal("AWAITING_PAYMENT", (await OrderAsync(order)).Text("state"));
        }

        Assert.Equal((0, 1), await ReplayAsync(new(null, last.Text("id"))));
        Assert.Equal((1, 0), await ReplayAsync(new(null, last.Text("id"))));
        Assert.Equal("PAID", (await OrderAsync(order)).Text("state"));
        await DeliverAllAsync();
        Assert.Equal((0, 0), await ReplayAsync(new(_clock.GetUtcNow().AddHours(1), null)));
        var all = (int)(long)_shop.Scalar("SELECT count(*) FROM payments.webhook_inbox")!;
        Assert.Equal((all, 0), await ReplayAsync(new(null, null)));
        Assert.Equal("Charge:2 Authorisation:2", Entries());
    }

    private async Task<(int Processed, int Open)> ReplayAsync(ReplayedWebhooks which)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WebhookInbox>().ReplayAsync(which, TestContext.Current.CancellationToken);
    }

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    private async Task<(JsonElement Order, string Intent)> PlaceAsync(string method, string term)
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher, paymentMethod: term);
        var placed = await _shop.PlaceAsync(listing, Buyer, method, $"order {{ id state {Action} }}");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return (placed.GetProperty("order"), _stripe.All("payment_intent")[^1].Text("id")!);
    }

    private async Task<JsonElement> OrderAsync(JsonElement order) =>
        (await _shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ state {Action} }} }}", new { id = order.Text("id") }, Buyer)).GetProperty("order");

    private int _delivered;

    private async Task DeliverAllAsync()
    {
        for (; _delivered < _stripe.Events.Count; _delivered++)
        {
            using var answer = await _stripe.DeliverAsync(_server.Http, _stripe.Events[_delivered]);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>How many sides the movements of each kind have.</summary>
    private string Entries() => (string)_shop.Scalar(
        """
        SELECT coalesce(string_agg(kind || ':' || sides, ' ' ORDER BY kind DESC), '') FROM (
            SELECT m.kind, count(*) AS sides FROM payments.movements m
            JOIN (SELECT movement_id FROM payments.entries UNION ALL SELECT movement_id FROM payments.pending_entries) e ON e.movement_id = m.id GROUP BY m.kind) AS kinds
        """)!;

    private async Task<string> RefusalAsync(HttpRequestMessage request)
    {
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0].Text("code");
    }

    private static JsonObject With(JsonObject note, string name, JsonNode value)
    {
        var changed = note.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }
}
