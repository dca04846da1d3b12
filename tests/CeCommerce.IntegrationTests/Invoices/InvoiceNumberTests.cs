using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Content;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Numbers of a series have no gaps, whatever comes to nothing on the way.</summary>
public sealed class InvoiceNumberTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public InvoiceNumberTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task Hand_overs_at_once_on_two_servers_leave_no_gap_in_any_series()
    {
        var other = await _shop.RegisterAsync($"race-{Guid.CreateVersion7():N}"[..30]);
        List<(Order Order, Caller Staff)> orders = [];
        foreach (var n in Enumerable.Range(0, 10))
        {
            var seller = n % 2 == 0 ? null : other;
            var buyer = OrderShop.Consumer($"racer-{n}");
            var hold = await _shop.Ready(await _shop.Shelve(by: seller), buyer);
            orders.Add(((await _shop.Place(hold, who: buyer)).Value!, seller is null ? _shop.Staff : OrderShop.StaffOf(seller)));
        }

        var second = _shop.Start();
        await Task.WhenAll(orders.SelectMany(one => new IServiceProvider?[] { null, second }.Select(server =>
            _shop.On((OrderService desk) => desk.HandOverAsync(new(one.Staff, one.Order.Id, OrderShop.Key()), new(null, null), default), server))));

        var invoices = await InvoicesAsync();
        Assert.All(orders, one => Assert.Single(invoices, invoice => invoice.OrderId == one.Order.Id));
        Assert.Equal(0, await _shop.GapsAsync());
    }

    [Fact]
    public async Task A_transaction_that_comes_to_nothing_gives_its_number_back()
    {
        var issuer = Guid.CreateVersion7();
        Assert.Equal(1, (await TakeAsync(issuer, commit: true)).Sequence);
        Assert.Equal(2, (await TakeAsync(issuer, commit: false)).Sequence);
        Assert.Equal(2, (await TakeAsync(issuer, commit: true)).Sequence);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _shop.On((InvoiceNumbers numbers) => numbers.NextAsync(issuer, 2026, default)));
    }

    [Fact]
    public async Task A_seller_that_is_not_registered_gives_a_receipt()
    {
        var order = await _shop.Paid();
        await DescribeAsync(order.OperatorId, profile => profile with { InvoiceNumber = null });
        try
        {
            await HandOverAsync(order);
        }
        finally
        {
            await DescribeAsync(order.OperatorId, profile => profile with { InvoiceNumber = "T1010001112577" });
        }

        var receipt = (await InvoicesAsync()).Single(invoice => invoice.OrderId == order.Id);
        Assert.Equal((InvoiceKind.Receipt, order.Total), (receipt.Kind, receipt.Total));
        Assert.Equal((null, 0, null), (receipt.Said.Issuer.RegistrationNumber, receipt.Said.Rates.Count, receipt.Said.Lines[0].RatePercent));
        Assert.DoesNotContain("T1010001112577", receipt.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_says_goods_and_shipping_and_the_tax_that_was_agreed()
    {
        var order = await _shop.Paid();
        await HandOverAsync(order);
        var invoice = (await InvoicesAsync()).Single(one => one.OrderId == order.Id);
        Assert.Equal([(InvoiceLineKind.Goods, 19_800L), (InvoiceLineKind.Shipping, 1_100L)], invoice.Said.Lines.Select(line => (line.Kind, line.Amount.Amount)));
        Assert.Equal((order.Total, order.TaxIncluded), (invoice.Total, invoice.Said.Rates.Single().Tax));
    }

    [Fact]
    public async Task A_refund_after_the_hand_over_has_its_return_invoice_once()
    {
        var (order, cause) = (await _shop.Paid(), Guid.CreateVersion7());
        Assert.Null(await ReturnAsync(order, cause, 500));
        await HandOverAsync(order);

        var returned = (await ReturnAsync(order, cause, 500))!;
        var again = (await ReturnAsync(order, cause, 500))!;
        Assert.Equal((returned.Id, InvoiceKind.QualifiedReturnInvoice, 500, false), (again.Id, returned.Kind, returned.Total.Amount, returned.Said.Corrects!.Owed!.Value));
        var all = (await InvoicesAsync()).Where(one => one.OrderId == order.Id).ToList();
        Assert.Equal([null, all[0].Id], all.Select(one => one.CorrectsId));
        Assert.True((await ReturnAsync(order, Guid.CreateVersion7(), 19_300))!.Said.Corrects!.Owed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReturnAsync(order, Guid.CreateVersion7(), 1));
        Assert.Equal(3, (await InvoicesAsync()).Count(one => one.OrderId == order.Id));
    }

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

    private Task<SeriesNumber> TakeAsync(Guid issuer, bool commit) => _shop.In(async services =>
    {
        await using var transaction = await services.GetRequiredService<CommerceDatabase>().Database.BeginTransactionAsync();
        var taken = await services.GetRequiredService<InvoiceNumbers>().NextAsync(issuer, 2026, default);
        if (commit)
        {
            await transaction.CommitAsync();
        }

        return taken;
    });

    private async Task HandOverAsync(Order order) =>
        Assert.Null((await _shop.On((OrderService desk) => desk.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Error);

    private Task<int> DescribeAsync(OperatorId id, Func<OperatorProfile, OperatorProfile> change) => _shop.On(async (CommerceDatabase database) =>
    {
        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == id);
        seller.Describe(change(seller.Profile), _shop.Clock.GetUtcNow());
        return await database.SaveChangesAsync();
    });

    private Task<List<Invoice>> InvoicesAsync() => _shop.On((CommerceDatabase database) => database.Set<Invoice>().AsNoTracking().OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync());
}
