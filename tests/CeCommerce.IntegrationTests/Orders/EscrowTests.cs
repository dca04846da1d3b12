using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>M5: captured money is in escrow until its order is completed, and the operator's from then on. An order is 20,900 yen.</summary>
public sealed class EscrowTests : IClassFixture<OrderShop>
{
    private static readonly Caller Alice = OrderShop.Consumer();

    private readonly OrderShop _shop;

    public EscrowTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task M5_captured_money_is_in_escrow_and_the_operators_once_the_order_is_completed()
    {
        var order = await HandedOverAsync();
        Assert.Equal((20_900, 0), await BooksAsync(order));
        await CompleteAsync(order);
        Assert.Equal((0, 20_900), await BooksAsync(order));
        await _shop.On((UnreleasedOrders orders) => orders.RunAsync(default));
        Assert.Equal((0, 20_900), await BooksAsync(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M5_what_goes_back_before_completion_goes_back_from_escrow()
    {
        var order = await _shop.Paid();
        await _shop.On((OrderService orders) => orders.RefundAsync(new(_shop.Staff, order.Id, OrderShop.Key()), null, default));
        Assert.Equal(OrderState.Refunded, (await _shop.Order(order.Id)).State);
        Assert.Equal((0, 0), await BooksAsync(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M5_what_was_decided_to_go_back_stays_in_escrow_until_it_has_gone()
    {
        var order = await HandedOverAsync();
        Assert.Null((await _shop.On((ReturnService returns) => returns.RefundAsync(new(new(_shop.Staff, order.Id, OrderShop.Key()), 1), Money.Jpy(5_000), null, default))).Error);
        await CompleteAsync(order);
        Assert.Equal((5_000, 15_900), await BooksAsync(order));
        Assert.DoesNotContain(await FlawsAsync(), flaw => flaw.Subject == order.Id.ToString());

        await _shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await _shop.Order(order.Id), default));
        Assert.Equal((0, 15_900), await BooksAsync(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task M5_what_the_operator_keeps_of_a_returned_unit_leaves_escrow_too()
    {
        var order = await _shop.Paid();
        await _shop.On((OrderService orders) => orders.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null, ByHand: true), default));
        LineAct Line(Caller who) => new(new(who, order.Id, OrderShop.Key()), 1);
        await _shop.On((ReturnService returns) => returns.RequestAsync(Line(Alice), ReturnReason.NotAsDescribed, "傷", default));
        await _shop.On((ReturnService returns) => returns.AnswerAsync(Line(_shop.Staff), true, null, default));
        await _shop.On((ReturnService returns) => returns.SendAsync(Line(Alice), null, null, default));
        Assert.Null((await _shop.On((ReturnService returns) => returns.ReceiveAsync(Line(_shop.Staff), "傷あり", Money.Jpy(9_000), default))).Error);
        await _shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await _shop.Order(order.Id), default));
        Assert.Equal(OrderState.Refunded, (await _shop.Order(order.Id)).State);
        await _shop.On((UnreleasedOrders ended) => ended.RunAsync(default));
        Assert.Equal((0, 11_900), await BooksAsync(order));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task Money_from_before_there_was_an_escrow_is_not_released_again()
    {
        var (completed, refunded) = (await HandedOverAsync(), await _shop.Paid());
        await PaidBeforeAsync(completed);
        await PaidBeforeAsync(refunded);
        Assert.Equal((0, 20_900), await BooksAsync(completed));
        Assert.Empty(await FlawsAsync());
        await CompleteAsync(completed);
        await _shop.On((OrderService orders) => orders.RefundAsync(new(_shop.Staff, refunded.Id, OrderShop.Key()), null, default));
        await _shop.On((UnreleasedOrders orders) => orders.RunAsync(default));
        Assert.Equal((0, 20_900), await BooksAsync(completed));
        Assert.Equal((0, 0), await BooksAsync(refunded));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task What_a_server_of_the_version_before_completes_or_gives_back_is_released_after_it()
    {
        var (completed, refunded) = (await HandedOverAsync(), await _shop.Paid());
        await _shop.Scalar($"UPDATE orders.orders SET state = 'Completed' WHERE id = '{completed.Id.Value}'");
        await _shop.Scalar($"UPDATE orders.orders SET state = 'Refunded' WHERE id = '{refunded.Id.Value}'");
        await _shop.Scalar($"UPDATE payments.payments SET status = 'Refunded', wanted = 'Release' WHERE purpose_id = '{refunded.Id.Value}'");
        var payment = await _shop.Payment(refunded.Id);
        var back = PaymentMovements.Refund(Cause.Of(payment.Id), [new(refunded.OperatorId, payment.Amount)], new([]), MovementTime.Now(_shop.Clock.GetUtcNow()));
        await _shop.On((CommerceDatabase database) => database.PostAsync([back], default));
        Assert.Equal(((20_900, 0), (20_900, -20_900)), (await BooksAsync(completed), await BooksAsync(refunded)));
        Assert.Empty(await FlawsAsync());

        var other = _shop.Start();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _shop.On((UnreleasedOrders orders) => orders.RunAsync(default), i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal(((0, 20_900), (0, 0)), (await BooksAsync(completed), await BooksAsync(refunded)));
        Assert.Equal(0L, await _shop.Scalar("SELECT count(*) FROM orders.unreleased"));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task Two_servers_that_complete_an_order_at_once_release_it_once()
    {
        var (order, other) = (await HandedOverAsync(), _shop.Start());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _shop.On(
            (OrderService orders) => orders.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default), i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal((0, 20_900), await BooksAsync(order));
        Assert.Equal(1L, await _shop.Scalar($"SELECT count(*) FROM payments.releases r JOIN payments.payments p ON p.id = r.payment_id WHERE p.purpose_id = '{order.Id.Value}'"));
    }

    [Fact]
    public async Task A_release_that_the_books_do_not_have_is_named()
    {
        var order = await HandedOverAsync();
        await CompleteAsync(order);
        var release = EscrowReleaseId.From((Guid)(await _shop.Scalar($"SELECT r.id FROM payments.releases r JOIN payments.payments p ON p.id = r.payment_id WHERE p.purpose_id = '{order.Id.Value}'"))!);
        await BreakAsync($"UPDATE payments.releases SET amount = amount - 1 WHERE id = '{release.Value}'");
        Assert.Contains(await FlawsAsync(), flaw => flaw.Subject == release.ToString() && flaw.Message.En.Contains("20899 JPY on OperatorPayable is not in the books", StringComparison.Ordinal));
        await BreakAsync($"UPDATE payments.releases SET amount = amount + 1 WHERE id = '{release.Value}'");
        Assert.Empty(await FlawsAsync());
    }

    private async Task<Order> HandedOverAsync()
    {
        var order = await _shop.Paid();
        return (await _shop.On((OrderService orders) => orders.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Value!;
    }

    private async Task CompleteAsync(Order order) =>
        Assert.Null((await _shop.On((OrderService orders) => orders.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default))).Error);

    /// <summary>As a server of the version before wrote what was captured.</summary>
    private Task PaidBeforeAsync(Order order) => BreakAsync(
        $"""
        INSERT INTO payments.accounts (id, kind, owner, currency) SELECT payments.account_id('OperatorPayable', '{order.OperatorId.Value}', 'JPY'), 'OperatorPayable', '{order.OperatorId.Value}', 'JPY' ON CONFLICT DO NOTHING;
        UPDATE payments.unsummed SET account_id = payments.account_id('OperatorPayable', '{order.OperatorId.Value}', 'JPY')
            WHERE amount > 0 AND movement_id = (SELECT m.id FROM payments.movements m JOIN payments.payments p ON p.id = m.cause_id WHERE p.purpose_id = '{order.Id.Value}');
        UPDATE payments.entries SET account_id = payments.account_id('OperatorPayable', '{order.OperatorId.Value}', 'JPY')
            WHERE amount > 0 AND movement_id = (SELECT m.id FROM payments.movements m JOIN payments.payments p ON p.id = m.cause_id WHERE p.purpose_id = '{order.Id.Value}')
        """);

    /// <summary>As somebody who may do everything and wants no trigger to see it.</summary>
    private async Task BreakAsync(string sql)
    {
        await using var connection = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {sql}; RESET session_replication_role", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the books keep of an order, in escrow and for its operator.</summary>
    private async Task<(long Escrow, long Payable)> BooksAsync(Order order) => (await SumAsync(order, "Escrow"), await SumAsync(order, "OperatorPayable"));

    private async Task<long> SumAsync(Order order, string account) => (long)(await _shop.Scalar(
        $"""
        SELECT coalesce(sum(e.amount), 0)::bigint FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id JOIN payments.movements m ON m.id = e.movement_id
        WHERE a.kind = '{account}' AND m.cause_id IN (
            SELECT id FROM payments.payments WHERE purpose_id = '{order.PurchaseId.Value}'
            UNION ALL SELECT s.id FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE p.purpose_id = '{order.PurchaseId.Value}'
            UNION ALL SELECT r.id FROM payments.releases r JOIN payments.payments p ON p.id = r.payment_id WHERE p.purpose_id = '{order.PurchaseId.Value}')
        """))!;

    private Task<IReadOnlyList<LedgerFlaw>> FlawsAsync() => _shop.On((LedgerVerification books) => books.FlawsAsync(default));
}
