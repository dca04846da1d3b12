using System.Text;
using CeCommerce.Orders;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class WebhookTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public WebhookTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    public static TheoryData<string> Permutations() => new(Permute("ASR".ToCharArray()).Concat(Permute("SRR".ToCharArray())).Select(p => new string(p)).Distinct());

    /// <summary>A: the buyer was asked; S: captured; R: refunded. The processor has done all; its notices come in any order, each twice.</summary>
    [Theory]
    [MemberData(nameof(Permutations))]
    public async Task Any_order_of_webhooks_ends_the_same(string arrival)
    {
        var order = await _shop.Paid("card_authentication_required");
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default));
        await _shop.On((SandboxGateway sandbox) => sandbox.RefundAsync(order.Id.ToString(), default));
        foreach (var (index, kind) in arrival.Index())
        {
            Assert.True(await Receive(order, $"{kind}{index}"));
            Assert.False(await Receive(order, $"{kind}{index}"));
        }

        var ended = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, false), (ended.State, await _shop.Unsettled(order.Id)));
        Assert.Equal(4, (await _shop.Entries(order.Id)).Count);
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task The_same_webhooks_at_the_same_moment_pay_once()
    {
        var order = await _shop.Paid("konbini_pending_then_success");
        Assert.Equal(OrderState.PaymentPending, order.State);
        _shop.Clock.Advance(TimeSpan.FromSeconds(6));
        await _shop.On(async (SandboxGateway sandbox) =>
        {
            await sandbox.DecideDueAsync(default);
            return true;
        });
        var other = _shop.Start();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Receive(order, $"same{i / 2}", i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
        Assert.Equal(2, (await _shop.Entries(order.Id)).Count);
    }

    [Fact]
    public async Task A_pending_payment_that_fails_gives_the_item_back()
    {
        var order = await _shop.Paid("konbini_pending_then_failure");
        _shop.Clock.Advance(TimeSpan.FromMinutes(11));
        await _shop.On(async (SandboxGateway sandbox) =>
        {
            await sandbox.DecideDueAsync(default);
            return true;
        });
        await Receive(order, "failed");
        Assert.Equal((OrderState.PaymentFailed, "payment_expired"), ((await _shop.Order(order.Id)).State, (await _shop.Order(order.Id)).FailureReason));
        Assert.Null((await _shop.Hold(order.Lines[0].ListingId, OrderShop.Consumer("bob"))).Error);
    }

    [Fact]
    public async Task A_webhook_that_came_while_the_processor_was_silent_is_read_later()
    {
        var order = await _shop.Paid();
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        await _shop.On((SandboxGateway sandbox) => sandbox.RefundAsync(order.Id.ToString(), default));
        Assert.True(await Receive(order, "unread", silent));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
        await Sweep(silent);
        Assert.NotNull(await Open(order));
        await Sweep();
        Assert.Equal(OrderState.Refunded, (await _shop.Order(order.Id)).State);
        Assert.Null(await Open(order));
    }

    [Fact]
    public async Task A_webhook_and_an_order_that_fail_hold_up_no_other()
    {
        var (bad, lost) = (await _shop.Paid(), await _shop.Paid("card_authentication_required"));
        var good = await _shop.Paid("card_authentication_required");
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(good.Id.ToString(), true, default));
        var odd = _shop.StartTroubled(reference => reference != good.Id.ToString() ? new IOException("an odd answer") : null);
        Assert.True(await Receive(bad, "odd", odd));
        await Sweep(odd);
        Assert.Equal(OrderState.Paid, (await _shop.Order(good.Id)).State);

        var waiting = await _shop.Payment(lost.Id);
        Assert.True(waiting.Unsettled && waiting.AskAt > _shop.Clock.GetUtcNow(), "The payment that failed waits.");
        _shop.Clock.SetUtcNow(lost.PaymentDueAt);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default), odd);
        Assert.Equal((OrderState.AwaitingPayment, 1), ((await _shop.Order(lost.Id)).State, (await _shop.Order(lost.Id)).Failures));
        await Sweep();
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal(OrderState.Cancelled, (await _shop.Order(lost.Id)).State);
    }

    [Fact]
    public async Task A_webhook_that_never_succeeds_is_given_up_after_more_than_a_day()
    {
        var (order, start) = (await _shop.Paid(), _shop.Clock.GetUtcNow());
        var odd = _shop.StartTroubled(_ => new IOException("an odd answer"));
        await Receive(order, "odd", odd);
        while (await Open(order) is { Attempts: < 40 } open)
        {
            _shop.Clock.SetUtcNow(open.DueAt);
            await _shop.On((WebhookInbox inbox) => inbox.ProcessOpenAsync(default), odd);
        }

        Assert.InRange(_shop.Clock.GetUtcNow() - start, TimeSpan.FromDays(1), TimeSpan.FromDays(2));
    }

    [Fact]
    public async Task A_webhook_is_remembered_for_thirty_days()
    {
        var order = await _shop.Paid();
        await Receive(order, "old");
        _shop.Clock.Advance(WebhookRetention.Kept);
        await Forget();
        Assert.False(await Receive(order, "old"));
        _shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Forget();
        Assert.True(await Receive(order, "old"));
    }

    [Theory]
    [InlineData("SELECT id FROM payments.payments WHERE unsettled AND ask_at <= now() ORDER BY wanted DESC, ask_at LIMIT 50", "ix_payments_unsettled")]
    [InlineData("SELECT id FROM payments.steps WHERE unsettled AND ask_at <= now() AND kind IN ('Attempt', 'Refund') ORDER BY kind = 'Refund' DESC, ask_at LIMIT 50", "ix_steps_unsettled")]
    [InlineData("SELECT id FROM orders.orders WHERE unsettled AND ask_at <= now() ORDER BY ask_at LIMIT 100", "ix_orders_unsettled")]
    [InlineData("SELECT id FROM orders.orders WHERE operator_id = '01989e3c-0000-7000-8000-000000000000' AND state = 'Paid' ORDER BY id DESC LIMIT 20", "ix_orders_operator_state")]
    [InlineData("SELECT * FROM payments.webhook_inbox WHERE processed_at IS NULL AND due_at <= now() ORDER BY due_at LIMIT 50", "ix_webhook_inbox_due")]
    public async Task What_workers_and_operators_ask_for_has_an_index(string question, string index)
    {
        await using var connection = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SET enable_seqscan = off; SET enable_sort = off; EXPLAIN {question}";
        await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await plan.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(plan.GetString(0));
        }

        Assert.Contains(lines, line => line.Contains(index, StringComparison.Ordinal));
    }

    [Fact]
    public void A_signature_counts_for_its_body_its_secret_and_five_minutes()
    {
        var (now, body) = (_shop.Clock.GetUtcNow(), Encoding.UTF8.GetBytes("{}"));
        var signature = WebhookSignature.Sign("secret", now, body);
        Assert.True(WebhookSignature.Verify("secret", now.AddMinutes(4), signature, body));
        Assert.False(WebhookSignature.Verify("secret", now.AddMinutes(6), signature, body));
        Assert.False(WebhookSignature.Verify("other", now, signature, body));
        Assert.False(WebhookSignature.Verify("secret", now, signature, Encoding.UTF8.GetBytes("{ }")));
        Assert.False(WebhookSignature.Verify("secret", now, "t=9223372036854775807,v1=", body));
        Assert.False(WebhookSignature.Verify("secret", now, null, body));
    }

    private Task<bool> Receive(Order order, string id, IServiceProvider? server = null) => _shop.On(
        (WebhookInbox inbox) => inbox.ReceiveAsync(
            new() { Gateway = "sandbox", EventId = $"{order.Id}-{id}", Kind = "charge.updated", Reference = order.Id.ToString(), ReceivedAt = _shop.Clock.GetUtcNow() },
            default),
        server);

    private Task<int> Forget() => _shop.On((WebhookRetention memory) => memory.ForgetAsync(default));

    private Task<InboundWebhook?> Open(Order order) => _shop.On((CommerceDatabase database) => database.Set<InboundWebhook>().AsNoTracking()
        .SingleOrDefaultAsync(x => x.ProcessedAt == null && x.Reference == order.Id.ToString()));

    /// <summary>The workers' round two minutes later.</summary>
    private async Task Sweep(IServiceProvider? server = null)
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default), server);
    }

    private static IEnumerable<char[]> Permute(char[] letters) => letters.Length <= 1
        ? [letters]
        : letters.SelectMany((letter, i) => Permute([.. letters[..i], .. letters[(i + 1)..]]).Select(rest => (char[])[letter, .. rest]));
}
