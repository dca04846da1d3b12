using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Named;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Requests for names that come at once, and sellers that cannot give a qualified invoice.</summary>
public sealed class NamedInvoiceRaceTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public NamedInvoiceRaceTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task Requests_at_once_on_two_servers_make_one_chain_without_gaps()
    {
        var order = await HandedOverAsync();
        var second = _shop.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => RequestAsync(order, $"会社 {n}", n % 2 == 0 ? null : second)));
        Assert.InRange(answers.Count(answer => answer.Error is null), 1, NamedDocuments.Limit);
        Assert.All(answers, answer => Assert.True(answer.Error is null or TooManyNamedInvoices or NamedInvoiceBusy, answer.Error?.Code));

        var all = await _shop.On((CommerceDatabase database) => database.Set<Invoice>().AsNoTracking().OrderBy(x => x.Sequence).ToListAsync());
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(x => x.Sequence));
        var chain = all.Where(x => x.OrderId == order.Id).ToList();
        Assert.Equal(chain.SkipLast(1).Select(x => x.Id.ToString()), chain.Skip(1).Select(x => x.Said.Replaces!.Invoice));
    }

    [Fact]
    public async Task A_seller_that_was_not_registered_cannot_give_one()
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

        Assert.IsType<NamedInvoiceNotQualified>((await RequestAsync(order, "会社")).Error);
    }

    private async Task<Order> HandedOverAsync()
    {
        var order = await _shop.Paid();
        await HandOverAsync(order);
        return order;
    }

    private async Task HandOverAsync(Order order) =>
        Assert.Null((await _shop.On((OrderService desk) => desk.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Error);

    private Task<Outcome<Invoice>> RequestAsync(Order order, string name, IServiceProvider? server = null) => _shop.On(
        (NamedInvoices named) => named.RequestAsync(OrderShop.Consumer(), new() { OrderId = order.Id, Name = name, IdempotencyKey = OrderShop.Key() }, default), server);

    private Task<int> DescribeAsync(OperatorId id, Func<OperatorProfile, OperatorProfile> change) => _shop.On(async (CommerceDatabase database) =>
    {
        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == id);
        seller.Describe(change(seller.Profile), _shop.Clock.GetUtcNow());
        return await database.SaveChangesAsync();
    });
}
