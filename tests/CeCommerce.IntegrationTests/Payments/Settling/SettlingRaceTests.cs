using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>Payouts, refunds and completions at once on two servers, and servers that die while they pay: never paid more than there is, never twice, and nobody waits in a circle.</summary>
public sealed class SettlingRaceTests(OrderShop shop) : IAsyncLifetime, IClassFixture<OrderShop>
{
    private const int Rounds = 6;

    private static readonly Caller Alice = OrderShop.Consumer();

    private readonly OrderShop _shop = shop;

    private SettlingShop _settling = null!;

    public async ValueTask InitializeAsync() => _settling = await SettlingShop.OpenAsync(_shop);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Liable.Operator)]
    [InlineData(Liable.Platform)]
    public async Task M6_payouts_refunds_and_completions_at_once(Liable liable)
    {
        var (other, deadlocks) = (_shop.Start(), await DeadlocksAsync());
        await _settling.TermsAsync(liable);
        for (var round = 0; round < Rounds; round++)
        {
            _shop.Clock.Advance(TimeSpan.FromDays(1));
            var (done, open) = (await _settling.CompletedAsync(), await _settling.HandedOverAsync());
            _shop.Clock.Advance(TimeSpan.FromHours(2));
            Func<IServiceProvider, Task>[] acts =
            [
                PayAsync, PayAsync, SweepAsync, SweepAsync, SweepAsync, SweepAsync,
                services => RefundAsync(services, done, 3_000), services => RefundAsync(services, done, 9_000), services => RefundAsync(services, done, 19_800), services => RefundAsync(services, done, 4_000),
                services => RefundAsync(services, open, 2_000), services => RefundAsync(services, open, 2_500),
                services => CompleteAsync(services, open), services => CompleteAsync(services, open),
                services => services.GetRequiredService<PaymentSweep>().RunAsync(default), services => services.GetRequiredService<BooksUpkeep>().RunAsync(default),
            ];
            await Task.WhenAll(acts.Select((act, i) => Task.Run(() => _shop.In(
                async services =>
                {
                    await Task.Delay(Random.Shared.Next(0, 30));
                    await act(services);
                    return true;
                },
                i % 2 == 0 ? _shop.Server : other))));
            await AssertRightAsync();
        }

        Assert.Equal(deadlocks, await DeadlocksAsync());
    }

    [Fact]
    public async Task A_transfer_whose_answer_got_lost_is_sent_once()
    {
        await _settling.TroubleAsync("AnswerLost");
        await _settling.CompletedAsync();
        await _settling.NextDayAsync();
        var wanted = await _settling.LastAsync();
        Assert.Equal(PayoutState.Wanted, wanted.State);
        await _settling.AssertRightAsync();

        // Another server than the one that died.
        var other = _shop.Start();
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _settling.SweepAsync(i % 2 == 0 ? other : _shop.Server)));
        await _settling.LaterAsync();
        Assert.Equal(1L, await TransfersAsync());
        Assert.Equal(PayoutState.Arrived, (await _settling.LastAsync()).State);
        await _settling.AssertRightAsync();
    }

    [Fact]
    public async Task A_server_that_dies_before_it_writes_down_a_transfer_or_a_reversal_has_done_nothing_twice()
    {
        var order = await _settling.CompletedAsync();
        await BreakingOffAsync("Transfer", () => _settling.NextDayAsync());
        Assert.Equal(PayoutState.Wanted, (await _settling.LastAsync()).State);
        await _settling.LaterAsync();
        await _settling.LaterAsync();
        Assert.Equal((PayoutState.Arrived, 1L), ((await _settling.LastAsync()).State, await TransfersAsync()));

        await _settling.RefundAsync(order, 5_000);
        await BreakingOffAsync("TransferReversal", () => _settling.SweepAsync());
        Assert.Equal(0, (await _settling.LastAsync()).Reversed);
        await _settling.LaterAsync();
        Assert.Equal(5_000, (await _settling.LastAsync()).Reversed);
        Assert.Equal(5_000L, await _shop.Scalar($"SELECT reversed FROM payments.sandbox_transfers WHERE key = '{(await _settling.LastAsync()).Id}'"));
        await _settling.AssertRightAsync();
    }

    private async Task<long> TransfersAsync() => (long)(await _shop.Scalar($"SELECT count(*) FROM payments.sandbox_transfers WHERE destination = 'acct_sandbox_{_settling.Seller}'"))!;

    private async Task BreakingOffAsync(string kind, Func<Task> act)
    {
        await _shop.Scalar($"CREATE FUNCTION public.break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went off'; END $$; CREATE TRIGGER break_off BEFORE INSERT ON payments.movements FOR EACH ROW WHEN (NEW.kind = '{kind}') EXECUTE FUNCTION public.break_off()");
        await act();
        await _shop.Scalar("DROP TRIGGER break_off ON payments.movements; DROP FUNCTION public.break_off");
    }

    private async Task AssertRightAsync()
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        await _shop.On((UnreleasedOrders orders) => orders.RunAsync(default));
        await _settling.LaterAsync();
        await _settling.LaterAsync();
        await _settling.AssertRightAsync();

        // What is with the processor is what buyers paid and did not get back, less what operators have.
        Assert.Equal(0L, await _shop.Scalar(
            """
            SELECT -(SELECT payments.balance_of('BuyerClearing', NULL, 'JPY')) - (SELECT coalesce(sum(amount - refunded), 0)::bigint FROM payments.sandbox_charges WHERE status IN ('Succeeded', 'Refunded'))
                + (SELECT coalesce(sum(amount - reversed), 0)::bigint FROM payments.sandbox_transfers)
            """));
        Assert.Equal(0L, await _shop.Scalar("SELECT count(*) FROM payments.payouts WHERE unsettled"));
    }

    private async Task<long> DeadlocksAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        return (long)(await _shop.Scalar("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))!;
    }

    private Task<Outcome<Payout>> PayAsync(IServiceProvider services) => services.GetRequiredService<SettlingService>().PayAsync(SettlingShop.Platform, new() { OperatorId = _settling.Seller, IdempotencyKey = OrderShop.Key() }, default);

    private static Task<int> SweepAsync(IServiceProvider services) => services.GetRequiredService<SettlingSweep>().RunAsync(default);

    private async Task RefundAsync(IServiceProvider services, Order order, long amount) => await services.GetRequiredService<OrderSettlements>().GiveBackAsync(
        await services.GetRequiredService<ReturnService>().RefundAsync(new(new(_settling.Staff, order.Id, OrderShop.Key()), 1), Money.Jpy(amount), "値引き", default), default);

    private static Task<Outcome<Order>> CompleteAsync(IServiceProvider services, Order order) => services.GetRequiredService<OrderService>().CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default);
}
