using CeCommerce.Orders;
using CeCommerce.Orders.Fees;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>What fees move when servers meet, die and are of two versions. A unit is 19,800 yen, its fee 1,980 and the tax on it 198.</summary>
public sealed class FeeBooksTests : IClassFixture<OrderShop>
{
    private static readonly Caller Alice = OrderShop.Consumer();
    private static readonly Caller Platform = new(Role.Platform, null, null, "platform", new HashSet<string>());

    private readonly OrderShop _shop;

    public FeeBooksTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task M1_two_servers_that_complete_an_order_at_once_charge_its_fee_once()
    {
        var (order, other) = (await HandedOverAsync(), _shop.Start());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => CompleteAsync(order, i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal((0, 20_900 - 2_178), (await SumAsync(order, "Escrow"), await SumAsync(order, "OperatorPayable")));
        Assert.Equal((1_980, 198), (await SumAsync(order, "FeeIncome"), await SumAsync(order, "FeeTax")));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M1_a_completion_that_breaks_off_while_it_posts_has_done_nothing_and_comes_again()
    {
        var order = await HandedOverAsync();
        await _shop.Scalar("CREATE FUNCTION public.break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went off'; END $$; CREATE TRIGGER break_off BEFORE INSERT ON payments.movements FOR EACH ROW WHEN (NEW.kind = 'Fee') EXECUTE FUNCTION public.break_off()");
        await Assert.ThrowsAnyAsync<Exception>(() => CompleteAsync(order, _shop.Server));
        await _shop.Scalar("DROP TRIGGER break_off ON payments.movements; DROP FUNCTION public.break_off");
        Assert.Equal((OrderState.HandedOver, 20_900), ((await _shop.Order(order.Id)).State, await SumAsync(order, "Escrow")));
        Assert.Null((await FeeAsync(order)).ChargedAt);

        Assert.Null((await CompleteAsync(order, _shop.Server)).Error);
        Assert.Equal((1_980, 198), (await SumAsync(order, "FeeIncome"), await SumAsync(order, "FeeTax")));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M1_the_fee_of_an_order_that_a_server_of_the_version_before_completed_is_charged_after_it()
    {
        var order = await HandedOverAsync();
        await _shop.Scalar($"UPDATE orders.orders SET state = 'Completed' WHERE id = '{order.Id.Value}'");
        Assert.Empty(await FlawsAsync());
        var other = _shop.Start();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _shop.On((UnreleasedOrders orders) => orders.RunAsync(default), i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal((1_980, 198, 20_900 - 2_178), (await SumAsync(order, "FeeIncome"), await SumAsync(order, "FeeTax"), await SumAsync(order, "OperatorPayable")));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M2_refunds_after_completion_give_the_fee_back_part_by_part()
    {
        var order = await HandedOverAsync();
        Assert.Null((await CompleteAsync(order, _shop.Server)).Error);
        await RefundAsync(order, 5_000);
        Assert.Equal((1_480, 148), (await SumAsync(order, "FeeIncome"), await SumAsync(order, "FeeTax")));
        await RefundAsync(order, 3_333);

        // Of 8,333 at once: 833 and 83.
        Assert.Equal((1_147, 115), (await SumAsync(order, "FeeIncome"), await SumAsync(order, "FeeTax")));
        Assert.Equal((0, 20_900 - 8_333 - 1_262), (await SumAsync(order, "Escrow"), await SumAsync(order, "OperatorPayable")));
        Assert.Empty(await FlawsAsync());

        // The same cause again.
        var cause = (Guid)(await _shop.Scalar($"SELECT id FROM orders.refunds WHERE order_id = '{order.Id.Value}' LIMIT 1"))!;
        await ChangeAsync(order, (services, known) => services.GetRequiredService<FeeReturns>().ReturnAsync(known, 1, cause, default));
        Assert.Equal(1_147, await SumAsync(order, "FeeIncome"));
    }

    [Fact]
    public async Task A_fee_that_the_books_do_not_have_or_have_otherwise_is_named()
    {
        var order = await HandedOverAsync();
        await CompleteAsync(order, _shop.Server);
        foreach (var (breaking, undo, said) in new[]
        {
            ("charged_amount = charged_amount - 1", "charged_amount = charged_amount + 1", "1979 JPY on FeeIncome is not in the books"),
            ("charged_tax = charged_tax - 1", "charged_tax = charged_tax + 1", "198 JPY on FeeTax is in the books, and nothing says so"),
        })
        {
            await BreakAsync($"UPDATE orders.line_fees SET {breaking} WHERE order_id = '{order.Id.Value}'");
            Assert.Contains(await FlawsAsync(), flaw => flaw.Subject == order.Id.ToString() && flaw.Message.En.Contains(said, StringComparison.Ordinal));
            await BreakAsync($"UPDATE orders.line_fees SET {undo} WHERE order_id = '{order.Id.Value}'");
        }

        Assert.Empty(await FlawsAsync());
    }

    private async Task<Order> HandedOverAsync()
    {
        var set = await _shop.On((FeeRuleService rules) => rules.SetAsync(Platform, new() { BasisPoints = 1_000, IdempotencyKey = OrderShop.Key() }, default));
        Assert.Null(set.Error);
        _shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var order = await _shop.Paid();
        return (await _shop.On((OrderService orders) => orders.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Value!;
    }

    private Task<Outcome<Order>> CompleteAsync(Order order, IServiceProvider server) =>
        _shop.On((OrderService orders) => orders.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default), server);

    private async Task RefundAsync(Order order, long amount)
    {
        await ChangeAsync(order, async (services, known) => Assert.Null(
            await services.GetRequiredService<LineRefunds>().DecideAsync(known, known.Lines[0], new(Money.Jpy(amount), null, _shop.Clock.GetUtcNow()), default)));
        await _shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await _shop.Order(order.Id), default));
    }

    private Task<Outcome<Order>> ChangeAsync(Order order, Func<IServiceProvider, Order, Task> change) => _shop.In(services => services.GetRequiredService<AtomicChanges>().RunAsync<Order>(
        async () =>
        {
            var known = await services.GetRequiredService<CommerceDatabase>().Set<Order>().SingleAsync(x => x.Id == order.Id);
            await change(services, known);
            return known;
        },
        default));

    private Task<LineFee> FeeAsync(Order order) => _shop.On((CommerceDatabase database) => database.Set<LineFee>().AsNoTracking().SingleAsync(fee => fee.OrderId == order.Id));

    private async Task<long> SumAsync(Order order, string account) => (long)(await _shop.Scalar(
        $"""
        SELECT coalesce(sum(e.amount), 0)::bigint FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id JOIN payments.movements m ON m.id = e.movement_id
        WHERE a.kind = '{account}' AND m.cause_id IN (
            SELECT id FROM payments.payments WHERE purpose_id = '{order.Id.Value}' UNION ALL SELECT '{order.Id.Value}'
            UNION ALL SELECT s.id FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE p.purpose_id = '{order.Id.Value}'
            UNION ALL SELECT r.id FROM payments.releases r JOIN payments.payments p ON p.id = r.payment_id WHERE p.purpose_id = '{order.Id.Value}'
            UNION ALL SELECT id FROM orders.fee_returns WHERE order_id = '{order.Id.Value}')
        """))!;

    private Task<IReadOnlyList<LedgerFlaw>> FlawsAsync() => _shop.On((LedgerVerification books) => books.FlawsAsync(default));

    /// <summary>As somebody who may do everything and wants no trigger to see it.</summary>
    private async Task BreakAsync(string sql)
    {
        await using var connection = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {sql}; RESET session_replication_role", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
