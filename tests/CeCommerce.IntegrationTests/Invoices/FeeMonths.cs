using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Fees;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Months in which a shop has fees.</summary>
internal sealed class FeeMonths(OrderShop shop)
{
    public static readonly Caller Platform = new(Role.Platform, null, null, "platform", new HashSet<string>());

    public async Task RuleAsync(int basisPoints)
    {
        Assert.Null((await shop.On((FeeRuleService rules) => rules.SetAsync(Platform, new() { BasisPoints = basisPoints, IdempotencyKey = OrderShop.Key() }, default))).Error);
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>The platform says who it is, from tomorrow on.</summary>
    public async Task PlatformAsync()
    {
        var tomorrow = Tokyo.DayOf(shop.Clock.GetUtcNow()).AddDays(1);
        if (await shop.On((Agencies agencies) => agencies.PlatformOnAsync(tomorrow, default)) is null)
        {
            Assert.Null((await shop.On((PlatformIssuerService service) => service.SetAsync(Platform, Issuer(tomorrow), default))).Error);
        }
    }

    public async Task<Order> SoldAsync(Operator seller, Caller? buyer = null)
    {
        shop.NextHour();
        return (await shop.Place(await shop.Ready(await shop.Shelve(by: seller), buyer), who: buyer)).Value!;
    }

    public async Task<Order> CompletedAsync(Operator seller)
    {
        var order = await SoldAsync(seller);
        Assert.Null((await HandOverAsync(order, seller)).Error);
        Assert.Null((await shop.On((OrderService orders) => orders.CompleteAsync(new(OrderShop.Consumer(), order.Id, OrderShop.Key()), default))).Error);
        return order;
    }

    public Task<Outcome<Order>> HandOverAsync(Order order, Operator seller, IServiceProvider? server = null) => shop.On(
        (OrderService orders) => orders.HandOverAsync(new(OrderShop.StaffOf(seller), order.Id, OrderShop.Key()), new(null, null), default), server);

    /// <summary>So long after the begin of the next month.</summary>
    public void NextMonth(TimeSpan after)
    {
        var today = shop.Clock.Today();
        shop.Clock.SetUtcNow(Tokyo.StartOf(new DateOnly(today.Year, today.Month, 1).AddMonths(1)).Add(after).ToUniversalTime());
    }

    public Task<int> BillAsync(IServiceProvider? server = null) => shop.On((FeeInvoiceRound round) => round.RunAsync(new HashSet<DateOnly>(), default), server);

    public Task<List<FeeInvoice>> OfAsync(Operator seller) =>
        shop.On((CommerceDatabase database) => database.Set<FeeInvoice>().AsNoTracking().Where(x => x.OperatorId == seller.Id).OrderBy(x => x.Month).ToListAsync());

    private static SetPlatformIssuerInput Issuer(DateOnly from) => new()
    {
        LegalName = "プラットフォーム株式会社",
        RegistrationNumber = "T7123456789012",
        PostalCode = "100-0001",
        Address = "東京都千代田区千代田1-1",
        Phone = "03-0000-0000",
        From = from,
        IdempotencyKey = OrderShop.Key(),
    };
}
