using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Late;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Orders that a server of the version before handed over have no document: they get it, as it would have been then.</summary>
public sealed class LateInvoiceTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public LateInvoiceTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_late_document_tells_the_day_of_the_supply_from_that_of_the_issue()
    {
        var order = await HandedOverBeforeAsync();
        var suppliedOn = Tokyo.DayOf((await _shop.Order(order.Id)).HandedOverAt!.Value);
        _shop.Clock.Advance(TimeSpan.FromDays(10));

        Assert.Equal(1, await LateAsync());
        var late = Assert.Single(await OfAsync(order));
        Assert.Equal((suppliedOn, suppliedOn.AddDays(10)), (late.Said.SuppliedOn, late.Said.IssuedOn));
        Assert.Equal((InvoiceKind.QualifiedSimplifiedInvoice, order.Total), (late.Kind, late.Total));
        Assert.Equal(0, await LateAsync());
        Assert.Single(await OfAsync(order));
    }

    [Fact]
    public async Task It_goes_by_the_registration_that_the_seller_had_at_the_supply()
    {
        var order = await HandedOverBeforeAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        await DescribeAsync(order.OperatorId, profile => profile with { InvoiceNumber = null });
        try
        {
            await LateAsync();
        }
        finally
        {
            await DescribeAsync(order.OperatorId, profile => profile with { InvoiceNumber = "T1010001112577" });
        }

        var late = Assert.Single(await OfAsync(order));
        Assert.Equal((InvoiceKind.QualifiedSimplifiedInvoice, "T1010001112577"), (late.Kind, late.Said.Issuer.RegistrationNumber));
    }

    [Fact]
    public async Task Servers_that_find_the_same_orders_issue_one_document_each_and_leave_no_gap()
    {
        List<Order> orders = [];
        foreach (var n in Enumerable.Range(0, 6))
        {
            orders.Add(await HandedOverBeforeAsync($"late-{n}"));
        }

        var (second, third) = (_shop.Start(), _shop.Start());
        await Task.WhenAll(new[] { _shop.Server, second, third }.Select(server => _shop.On((LateInvoices late) => late.IssueAsync(default), server)));
        foreach (var order in orders)
        {
            Assert.Single(await OfAsync(order));
        }

        var all = await _shop.On((CommerceDatabase database) => database.Set<Invoice>().AsNoTracking().ToListAsync());
        Assert.All(all.GroupBy(x => (x.IssuerId, x.Year)), series => Assert.Equal(Enumerable.Range(1, series.Count()), series.Select(x => x.Sequence).Order()));
    }

    [Fact]
    public async Task A_refund_of_an_order_without_a_document_issues_both()
    {
        var order = await HandedOverBeforeAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(2));
        await ReturnAsync(order, Guid.CreateVersion7(), 500);

        var issued = await OfAsync(order);
        Assert.Equal([InvoiceKind.QualifiedSimplifiedInvoice, InvoiceKind.QualifiedReturnInvoice], issued.Select(x => x.Kind));
        Assert.Equal((order.Total, 500L), (issued[0].Total, issued[1].Total.Amount));
        Assert.Equal(issued[0].Said.SuppliedOn, issued[1].Said.Corrects!.SuppliedOn);
        Assert.NotEqual(issued[0].Said.SuppliedOn, issued[0].Said.IssuedOn);
    }

    [Fact]
    public async Task A_refund_that_had_no_document_gets_it_too()
    {
        var order = await HandedOverBeforeAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        var refund = Guid.CreateVersion7();
        var decidedAt = _shop.Clock.GetUtcNow();
        await _shop.Scalar(
            $"INSERT INTO orders.refunds (id, order_id, line, amount, currency, decided_at, done_at) VALUES ('{refund}', '{order.Id.Value}', 1, 300, 'JPY', '{decidedAt:O}', '{decidedAt:O}')");
        _shop.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(2, await LateAsync());
        var returned = (await OfAsync(order))[1];
        Assert.Equal((refund, 300L, Tokyo.DayOf(decidedAt), Tokyo.DayOf(decidedAt).AddDays(3)), (returned.Cause, returned.Total.Amount, returned.Said.SuppliedOn, returned.Said.IssuedOn));
        Assert.Equal(0, await LateAsync());
    }

    [Fact]
    public async Task What_was_looked_through_is_not_read_again()
    {
        await LateAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(3));
        await LateAsync();
        var until = (DateTime)(await _shop.Scalar("SELECT until FROM invoices.looked_through"))!;
        Assert.Equal(_shop.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1), until, TimeSpan.FromSeconds(1));

        var (old, young) = (await HandedOverBeforeAsync("late-old"), await HandedOverBeforeAsync("late-young"));
        await _shop.Scalar($"UPDATE orders.orders SET handed_over_at = '{until.AddMinutes(-1):O}' WHERE id = '{old.Id.Value}'");
        await _shop.Scalar($"UPDATE orders.orders SET handed_over_at = '{until.AddMinutes(1):O}' WHERE id = '{young.Id.Value}'");
        Assert.Equal(1, await LateAsync());
        Assert.Single(await OfAsync(young));
        Assert.Empty(await OfAsync(old));
    }

    private Task<int> LateAsync() => _shop.On((LateInvoices late) => late.IssueAsync(default));

    private Task<List<Invoice>> OfAsync(Order order) => _shop.On((CommerceDatabase database) =>
        database.Set<Invoice>().AsNoTracking().Where(x => x.OrderId == order.Id).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync());

    /// <summary>As a server of the version before hands over: the document and its number are not there.</summary>
    private async Task<Order> HandedOverBeforeAsync(string buyer = "alice")
    {
        _shop.NextHour();
        var order = await _shop.Paid(who: OrderShop.Consumer(buyer));
        Assert.Null((await _shop.On((OrderService desk) => desk.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Error);
        await _shop.Scalar(
            $"""
            SET session_replication_role = replica;
            DELETE FROM invoices.invoices WHERE order_id = '{order.Id.Value}';
            SET session_replication_role = origin;
            UPDATE invoices.series SET last = last - 1 WHERE issuer_id = '{order.OperatorId.Value}' AND last > 1;
            DELETE FROM invoices.series s WHERE issuer_id = '{order.OperatorId.Value}' AND NOT EXISTS (SELECT FROM invoices.invoices i WHERE i.issuer_id = s.issuer_id AND i.year = s.year)
            """);
        return order;
    }

    private Task<int> DescribeAsync(OperatorId id, Func<OperatorProfile, OperatorProfile> change) => _shop.On(async (CommerceDatabase database) =>
    {
        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == id);
        seller.Describe(change(seller.Profile), _shop.Clock.GetUtcNow());
        return await database.SaveChangesAsync();
    });

    private Task<Invoice?> ReturnAsync(Order order, Guid cause, long amount) => _shop.In(async services =>
    {
        Invoice? returned = null;
        await services.GetRequiredService<AtomicChanges>().RunAsync<Order>(
            async () =>
            {
                var now = await services.GetRequiredService<CommerceDatabase>().Set<Order>().SingleAsync(x => x.Id == order.Id);
                returned = await services.GetRequiredService<InvoiceReturns>().ReturnAsync(now, [new(InvoiceLineKind.Goods, 1, Money.Jpy(amount))], new(cause), default);
                return order;
            },
            default);
        return returned;
    });
}
