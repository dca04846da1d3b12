using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Fees;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Fee invoices of several months, in the platform's series beside its documents for sellers.</summary>
public sealed class FeeInvoiceSeriesTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private static readonly TimeSpan s_twoHours = TimeSpan.FromHours(2);

    private readonly FeeMonths _months = new(shop);

    [Fact]
    public async Task M3_what_is_given_back_in_a_month_is_taken_off_beside_the_month_of_its_charge()
    {
        var seller = await shop.RegisterAsync("given-back");
        await _months.RuleAsync(1_000);
        await _months.PlatformAsync();
        var order = await _months.CompletedAsync(seller);
        var month = First(shop.Clock.Today());
        _months.NextMonth(s_twoHours);
        await RefundAsync(order, 5_000);
        await _months.CompletedAsync(seller);
        _months.NextMonth(s_twoHours);
        await _months.BillAsync();
        await RefundAsync(order, 3_333);
        _months.NextMonth(s_twoHours);
        await _months.BillAsync();

        // Nothing was sold in the month after.
        _months.NextMonth(s_twoHours);
        await _months.BillAsync();
        var invoices = await _months.OfAsync(seller);
        Assert.Equal([month, month.AddMonths(1), month.AddMonths(2)], invoices.Select(invoice => invoice.Month));
        Assert.Equal(
            [(FeeInvoiceLineKind.Charged, month.AddMonths(1), 1, 1_980L), (FeeInvoiceLineKind.GivenBack, month, 1, -500L)],
            invoices[1].Said.Lines.Select(line => (line.Kind, line.Month, line.Count, line.Amount.Amount)));
        Assert.Equal([(1_980L, 198L, 2_178L), (1_480L, 148L, 1_628L), (-333L, -33L, -366L)], invoices.Select(of => (of.Said.Rates[0].Net.Amount, of.Said.Rates[0].Tax.Amount, of.Total.Amount)));
        Assert.Empty(await shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task Numbers_of_the_platform_have_no_gaps_when_fees_are_billed_while_sellers_hand_over()
    {
        await _months.RuleAsync(1_000);
        await _months.PlatformAsync();
        var sellers = new List<Operator>();
        foreach (var n in Enumerable.Range(0, 3))
        {
            sellers.Add(await AgreedAsync($"agreed-{n}"));
        }

        shop.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var seller in sellers)
        {
            await _months.CompletedAsync(seller);
        }

        var month = First(shop.Clock.Today());
        _months.NextMonth(s_twoHours);
        var orders = new List<(Order Order, Operator Seller)>();
        foreach (var n in Enumerable.Range(0, 9))
        {
            orders.Add((await _months.SoldAsync(sellers[n % 3], OrderShop.Consumer($"series-{n}")), sellers[n % 3]));
        }

        var second = shop.Start();
        IServiceProvider?[] servers = [null, second];
        await Task.WhenAll(
            [.. orders.Select((one, n) => (Task)_months.HandOverAsync(one.Order, one.Seller, servers[n % 2])), .. Enumerable.Range(0, 4).Select(n => (Task)_months.BillAsync(servers[n % 2]))]);

        foreach (var seller in sellers)
        {
            Assert.Equal((Guid.Empty, month), Assert.Single((await _months.OfAsync(seller)).Select(one => (one.IssuerId, one.Month))));
        }

        var year = shop.Clock.Today().Year;
        Assert.True((long)(await shop.Scalar($"SELECT count(*) FROM invoices.invoices WHERE issuer_id = '{Guid.Empty}' AND year = {year}"))! >= 9);
        Assert.Equal(0, await shop.GapsAsync());
    }

    /// <summary>The platform issues for it from tomorrow on.</summary>
    private async Task<Operator> AgreedAsync(string code)
    {
        var seller = await shop.RegisterAsync(code);
        Assert.Null((await shop.On((RegistrationService service) => service.NotifyAsync(OrderShop.StaffOf(seller), new() { IdempotencyKey = OrderShop.Key() }, default))).Error);
        return seller;
    }

    private async Task RefundAsync(Order order, long amount)
    {
        await shop.In(services => services.GetRequiredService<AtomicChanges>().RunAsync<Order>(
            async () =>
            {
                var known = await services.GetRequiredService<CommerceDatabase>().Set<Order>().SingleAsync(x => x.Id == order.Id);
                Assert.Null(await services.GetRequiredService<LineRefunds>().DecideAsync(known, known.Lines[0], new(Money.Jpy(amount), null, shop.Clock.GetUtcNow()), default));
                return known;
            },
            default));
        await shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await shop.Order(order.Id), default));
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
