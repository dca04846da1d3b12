using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>When the processor is asked about payments that no request is busy with.</summary>
public sealed class PaymentSweepTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public PaymentSweepTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_waiting_payment_is_asked_about_ever_more_rarely_and_at_least_once_an_hour()
    {
        var order = await _shop.Paid("konbini_pending_then_success");
        var waits = new List<TimeSpan>();
        for (var time = 0; time < 9; time++)
        {
            var due = (await _shop.Payment(order.Id)).AskAt;
            waits.Add(due - _shop.Clock.GetUtcNow());
            _shop.Clock.SetUtcNow(due);
            await SweepAsync();
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits.Select(wait => (int)Math.Round(wait.TotalMinutes)));
        Assert.Equal(OrderState.PaymentPending, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task What_is_to_go_back_is_asked_about_first_and_a_few_at_a_time()
    {
        var asked = new Asked();
        var waiting = new List<Order>();
        for (var n = 0; n < 54; n++)
        {
            waiting.Add(await _shop.Paid("konbini_pending_then_success", OrderShop.Consumer() with { ClientId = $"app {n}" }));
        }

        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var paid = await _shop.Paid();
        await _shop.On((OrderService orders) => orders.RefundAsync(new(_shop.Staff, paid.Id, OrderShop.Key()), null, default), silent);
        Assert.Equal(OrderState.RefundPending, (await _shop.Order(paid.Id)).State);

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var counting = _shop.Start(services => services.AddSingleton<IPaymentGateway>(provider => new CountingGateway(provider, asked)));
        await SweepAsync(counting);

        Assert.Equal(waiting.Append(paid).Select(order => order.Id.ToString()).Order(), asked.References.Where(waiting.Append(paid).Select(order => order.Id.ToString()).Contains).Order());

        // Begun first, the youngest of 55; those beside it may reach the processor a little earlier.
        Assert.Contains(paid.Id.ToString(), asked.References.Take(12));
        Assert.InRange(asked.MostAtOnce, 2, 4);
        Assert.Equal(OrderState.Refunded, (await _shop.Order(paid.Id)).State);
    }

    [Fact]
    public async Task Money_that_comes_after_a_refusal_is_written_down_and_given_back()
    {
        var order = await _shop.Paid("card_declined");
        Assert.Equal((OrderState.PaymentFailed, false), (order.State, await _shop.Unsettled(order.Id)));

        // The buyer has tried again at the processor.
        await _shop.Scalar($"UPDATE payments.sandbox_charges SET status = 'Succeeded', reason = NULL WHERE reference = '{order.Id}'");
        await _shop.On((WebhookInbox inbox) => inbox.ReceiveAsync(
            new() { Gateway = "sandbox", EventId = "again", Kind = "charge.updated", Reference = order.Id.ToString(), ReceivedAt = _shop.Clock.GetUtcNow() }, default));

        var payment = await _shop.Payment(order.Id);
        Assert.Equal((ChargeStatus.Refunded, true, false), (payment.Status, payment.Captured, payment.Unsettled));
        Assert.Equal([ChargeStatus.Declined, ChargeStatus.Succeeded, ChargeStatus.Refunded], payment.Attempts.Select(attempt => attempt.Status));
        Assert.Equal(OrderState.PaymentFailed, (await _shop.Order(order.Id)).State);
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task Payments_that_cannot_be_read_neither_make_it_spin_nor_keep_another_waiting()
    {
        var good = await _shop.Paid("konbini_pending_then_success");
        await _shop.Scalar(
            """
            WITH unreadable AS (
                INSERT INTO payments.payments (id, purpose_kind, purpose_id, reference, gateway, method, amount, currency, status, captured, attempts, created_at, unsettled, revision)
                SELECT gen_random_uuid(), 'test', gen_random_uuid(), 'unreadable ' || n, 'sandbox', 'card_success', 1, 'JPY', 'Pending', false, '"no list"', now(), true, 1
                FROM generate_series(1, 120) AS n RETURNING id)
            INSERT INTO payments.steps (id, payment_id, number, kind, state, amount, created_at, unsettled, ask_at, asked)
            SELECT gen_random_uuid(), id, 1, 'Attempt', 'Pending', 1, now(), true, '2020-01-01', 0 FROM unreadable
            """);
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        try
        {
            await SweepAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            Assert.True((await _shop.Payment(good.Id)).AskAt > _shop.Clock.GetUtcNow(), "The other was asked about.");
            Assert.Equal(120L, await _shop.Scalar($"SELECT count(*) FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE p.purpose_kind = 'test' AND s.asked = 1 AND s.ask_at > '{_shop.Clock.GetUtcNow():O}'"));
        }
        finally
        {
            await _shop.Scalar("DELETE FROM payments.steps s USING payments.payments p WHERE p.id = s.payment_id AND p.purpose_kind = 'test'");
            await _shop.Scalar("DELETE FROM payments.payments WHERE purpose_kind = 'test'");
        }
    }

    [Fact]
    public async Task Nothing_is_asked_about_steps_that_the_processor_does_not_know()
    {
        var order = await _shop.Paid();
        var id = (await _shop.Payment(order.Id)).Id.Value;
        await _shop.Scalar(
            $"""
            INSERT INTO payments.steps (id, payment_id, number, kind, state, amount, operator_id, created_at, unsettled, ask_at, asked) VALUES
                (gen_random_uuid(), '{id}', 4, 'Transfer', 'Wanted', 20900, '{order.OperatorId.Value}', now(), true, '2020-01-01', 0),
                (gen_random_uuid(), '{id}', 5, 'Dispute', 'EvidenceDue', 20900, NULL, now(), true, '2020-01-01', 0)
            """);
        var asked = new Asked();
        var counting = _shop.Start(services => services.AddSingleton<IPaymentGateway>(provider => new CountingGateway(provider, asked)));
        await SweepAsync(counting);
        Assert.DoesNotContain(order.Id.ToString(), asked.References);
        Assert.False(await _shop.Unsettled(order.Id), "The buyer's money is where it belongs.");
        Assert.Equal(2L, await _shop.Scalar($"SELECT count(*) FROM payments.steps WHERE payment_id = '{id}' AND unsettled AND asked = 0"));
    }

    private Task<int> SweepAsync(IServiceProvider? server = null) => _shop.On((PaymentSweep sweep) => sweep.RunAsync(default), server);

    private sealed class Asked
    {
        private int _now;

        public List<string> References { get; } = [];

        public int MostAtOnce { get; private set; }

        public async Task<T> CountAsync<T>(string reference, Func<Task<T>> ask)
        {
            lock (References)
            {
                References.Add(reference);
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
            }

            await Task.Delay(20);
            var answer = await ask();
            lock (References)
            {
                _now--;
            }

            return answer;
        }
    }

    private sealed class CountingGateway(IServiceProvider services, Asked asked) : BrokenGateway(services)
    {
        public override Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) => asked.CountAsync(request.Reference, () => base.FindAsync(request, cancellationToken));

        public override Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => asked.CountAsync(request.Charge.Reference, () => base.RefundAsync(request, cancellationToken));
    }
}
