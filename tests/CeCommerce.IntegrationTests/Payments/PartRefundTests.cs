using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments;

/// <summary>Parts of a payment of 20,900 yen that go back.</summary>
public sealed class PartRefundTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public PartRefundTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_part_goes_back_and_the_books_say_so()
    {
        var (order, cause) = (await _shop.Paid(), Guid.CreateVersion7());
        await GiveBackAsync(order, 5_000, cause);
        await GiveBackAsync(order, 5_000, cause);
        await SettleAsync(order);

        var payment = await _shop.Payment(order.Id);
        Assert.Equal((ChargeStatus.Succeeded, false, true), (payment.Status, payment.Unsettled, payment.Refunded(cause)));
        Assert.Equal(["Attempt Succeeded 20900", "Authorisation Captured 20900", "Capture Succeeded 20900", "Refund Succeeded 5000"], Say(payment));
        Assert.Equal([5_000], await AtProcessorAsync(order));
        Assert.Equal(-5_000L, await _shop.Scalar($"SELECT e.amount FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id WHERE m.cause_kind = 'pst' AND m.cause_id = '{payment.Steps[^1].Id.Value}' AND e.amount < 0"));

        // Orders know of no parts yet; payments and books agree.
        Assert.DoesNotContain(await FlawsAsync(), flaw => !flaw.Subject.StartsWith("ord_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_release_gives_back_what_the_parts_left()
    {
        var order = await _shop.Paid();
        await GiveBackAsync(order, 5_000, Guid.CreateVersion7());
        await SettleAsync(order);
        await _shop.On((OrderService orders) => orders.RefundAsync(new(_shop.Staff, order.Id, OrderShop.Key()), null, default));

        var payment = await _shop.Payment(order.Id);
        Assert.Equal((ChargeStatus.Refunded, false, OrderState.Refunded), (payment.Status, payment.Unsettled, (await _shop.Order(order.Id)).State));
        Assert.Equal(["Refund Succeeded 5000", "Refund Succeeded 15900"], Say(payment)[^2..]);
        Assert.Equal([5_000, 15_900], (await AtProcessorAsync(order)).Order());
        Assert.DoesNotContain(await FlawsAsync(), flaw => flaw.Subject == order.Id.ToString() || flaw.Subject == payment.Id.ToString());
    }

    [Fact]
    public async Task A_part_of_money_that_is_not_there_yet_goes_back_when_it_comes()
    {
        var (order, cause) = (await _shop.Paid("card_authentication_required"), Guid.CreateVersion7());
        await GiveBackAsync(order, 900, cause);
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default));
        await SettleAsync(order);
        Assert.True((await _shop.Payment(order.Id)).Refunded(cause));
        Assert.Equal([900], await AtProcessorAsync(order));
    }

    [Fact]
    public async Task Two_servers_that_give_the_same_part_back_at_once_give_it_back_once()
    {
        var (order, cause, other) = (await _shop.Paid(), Guid.CreateVersion7(), _shop.Start());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var server = i % 2 == 0 ? other : _shop.Server;
            await GiveBackAsync(order, 7_000, cause, server);
            await SettleAsync(order, server);
        }));
        Assert.Equal([7_000], await AtProcessorAsync(order));
        Assert.Equal("Refund Succeeded 7000", Assert.Single(Say(await _shop.Payment(order.Id)), step => step.StartsWith("Refund", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Parts_of_many_causes_at_once_are_never_more_than_there_is()
    {
        var (order, other) = (await _shop.Paid(), _shop.Start());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => GiveBackAsync(order, 7_000, Guid.CreateVersion7(), i % 2 == 0 ? other : _shop.Server)));
        await SettleAsync(order);
        await SweepAsync();
        Assert.Equal([6_900, 7_000, 7_000], (await AtProcessorAsync(order)).Order());
        Assert.Equal((ChargeStatus.Refunded, false), ((await _shop.Payment(order.Id)).Status, await _shop.Unsettled(order.Id)));
    }

    [Fact]
    public async Task A_part_that_was_decided_before_the_server_died_goes_back_once()
    {
        var (order, cause) = (await _shop.Paid(), Guid.CreateVersion7());
        await GiveBackAsync(order, 5_000, cause);
        Assert.Empty(await AtProcessorAsync(order));
        await SweepAsync();
        await SweepAsync();
        Assert.True((await _shop.Payment(order.Id)).Refunded(cause));
        Assert.Equal([5_000], await AtProcessorAsync(order));
    }

    [Fact]
    public async Task A_part_that_went_back_before_the_server_died_goes_back_once_and_is_written_down()
    {
        var (order, cause) = (await _shop.Paid(), Guid.CreateVersion7());
        await GiveBackAsync(order, 5_000, cause);
        var dying = _shop.Start(services => services.AddSingleton<IPaymentGateway>(provider => new DyingRefunds(provider)));
        await SweepAsync(dying);
        Assert.Equal([5_000], await AtProcessorAsync(order));
        Assert.False((await _shop.Payment(order.Id)).Refunded(cause));

        await SweepAsync();
        Assert.True((await _shop.Payment(order.Id)).Refunded(cause));
        Assert.Equal([5_000], await AtProcessorAsync(order));
        Assert.Equal(1L, await _shop.Scalar($"SELECT count(*) FROM payments.movements m JOIN payments.steps s ON s.id = m.cause_id WHERE s.cause = '{cause}'"));
    }

    [Fact]
    public async Task More_is_refused_by_the_processor()
    {
        var order = await _shop.Paid();
        var refused = await _shop.On((SandboxGateway sandbox) => sandbox.RefundAsync(new RefundRequest(AtProcessor(order), "one", Money.Jpy(20_901)), default));
        Assert.Equal((ChargeStatus.Succeeded, 0), (refused.Status, refused.Refunds.Count));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _shop.On((SandboxGateway sandbox) => sandbox.RefundAsync(new RefundRequest(AtProcessor(order), $"many{i}", Money.Jpy(10_000)), default))));
        Assert.Equal([10_000, 10_000], await AtProcessorAsync(order));
    }

    [Theory]
    [InlineData("UPDATE payments.steps SET amount = 20901 WHERE kind = 'Capture' AND payment_id = '{0}'")]
    [InlineData("INSERT INTO payments.steps SELECT gen_random_uuid(), payment_id, 9, 'Refund', 'Wanted', 20901, NULL, gen_random_uuid(), NULL, NULL, NULL, id, now(), NULL, true, now(), 0 FROM payments.steps WHERE kind = 'Capture' AND payment_id = '{0}'")]
    [InlineData("INSERT INTO payments.steps SELECT gen_random_uuid(), payment_id, 9, 'Transfer', 'Wanted', 20901, gen_random_uuid(), NULL, NULL, NULL, NULL, id, now(), NULL, true, now(), 0 FROM payments.steps WHERE kind = 'Capture' AND payment_id = '{0}'")]
    [InlineData("INSERT INTO payments.steps SELECT gen_random_uuid(), payment_id, 9, 'Dispute', 'EvidenceDue', 20901, NULL, NULL, NULL, NULL, now(), id, now(), NULL, true, now(), 0 FROM payments.steps WHERE kind = 'Capture' AND payment_id = '{0}'")]
    [InlineData("UPDATE payments.steps SET state = 'Waiting' WHERE kind = 'Capture' AND payment_id = '{0}'")]
    [InlineData("UPDATE payments.steps SET state = 'Wanted' WHERE kind = 'Capture' AND payment_id = '{0}'")]
    public async Task The_database_refuses_steps_that_move_more_than_there_is(string sql)
    {
        var order = await _shop.Paid();
        var payment = await _shop.Payment(order.Id);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _shop.Scalar(sql.Replace("{0}", $"{payment.Id.Value}", StringComparison.Ordinal)));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    private async Task GiveBackAsync(Order order, long amount, Guid cause, IServiceProvider? server = null)
    {
        var decided = await _shop.In(
            services => services.GetRequiredService<AtomicChanges>().RunAsync<Payment>(
                async () =>
                {
                    var intents = services.GetRequiredService<PaymentIntents>();
                    var payment = (await intents.FindAsync("order", order.Id.Value, default))!;
                    intents.GiveBack(payment, new(order.OperatorId, amount), cause);
                    return payment;
                },
                default),
            server);
        Assert.Null(decided.Error);
    }

    private Task<bool> SettleAsync(Order order, IServiceProvider? server = null) => _shop.In(
        async services =>
        {
            var payment = await services.GetRequiredService<CommerceDatabase>().Set<Payment>().SingleAsync(x => x.PurposeId == order.Id.Value);
            return (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, default)).Reached;
        },
        server);

    private Task<int> SweepAsync(IServiceProvider? server = null)
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(10));
        return _shop.On((PaymentSweep sweep) => sweep.RunAsync(default), server);
    }

    private async Task<List<long>> AtProcessorAsync(Order order) =>
        [.. (await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)))!.Refunds.Select(refund => refund.Amount)];

    private Task<IReadOnlyList<LedgerFlaw>> FlawsAsync() => _shop.On((LedgerVerification books) => books.FlawsAsync(default));

    private static string[] Say(Payment payment) => [.. payment.Steps.Select(step => $"{step.Kind} {step.State} {step.Amount}{(step.Unsettled ? " open" : "")}")];

    /// <summary>The server dies while the processor gives money back: it did, nobody hears of it.</summary>
    private sealed class DyingRefunds(IServiceProvider services) : BrokenGateway(services)
    {
        public override async Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
        {
            await base.RefundAsync(request, cancellationToken);
            throw new IOException("The power went off.");
        }
    }

    private static ChargeRequest AtProcessor(Order order) => new(order.Id.ToString(), "card_success", order.Total);
}
