using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Named;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>媒介者交付特例 (消費税法施行令 70-12): the platform issues in the stead of sellers that told it their registration beforehand.</summary>
public sealed class InvoiceAgencyTests : IClassFixture<OrderShop>
{
    private const string PlatformNumber = "T7123456789012";

    private static int s_sellers;

    private readonly OrderShop _shop;

    public InvoiceAgencyTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task T2_one_cart_of_two_sellers_has_one_document_per_seller_rounded_by_itself()
    {
        var (first, second) = (await AgreedSellerAsync(), await AgreedSellerAsync());
        var holds = new[] { await ReadyAsync(first, 10_006), await ReadyAsync(second, 8_894) };
        var bought = (await _shop.Buy(holds, await DigestAsync(holds))).Value!;
        var orders = await _shop.On((CommerceDatabase database) => database.Set<Order>().AsNoTracking().Where(order => order.PurchaseId == bought.PurchaseId).ToListAsync());
        foreach (var order in orders)
        {
            await HandOverAsync(order, order.OperatorId == first.Id ? first : second);
        }

        var issued = await OfAsync(orders);
        Assert.Equal(2, issued.Count);
        Assert.Equal([first.Id, second.Id], issued.Select(one => one.OperatorId));
        Assert.All(issued, one => Assert.Equal((Invoice.Platform, "プラットフォーム株式会社", PlatformNumber), (one.IssuerId, one.Said.Issuer.Name, one.Said.Issuer.RegistrationNumber)));
        Assert.All(issued, one => Assert.Equal(("株式会社まわる", "T1010001112577"), (one.Said.Seller!.Name, one.Said.Seller.RegistrationNumber)));
        Assert.Equal(issued[0].Sequence + 1, issued[1].Sequence);

        // 11,106 and 9,994 with postage hold 1,009.6 and 908.5 of tax; out of their sum it would be 1,918.
        Assert.Equal([(11_106L, 1_009L), (9_994L, 908L)], issued.Select(one => (one.Total.Amount, one.Said.Rates.Single().Tax.Amount)));
    }

    [Fact]
    public async Task TX_002_the_platform_issues_only_from_the_day_that_was_told_beforehand_and_until_it_is_taken_back()
    {
        await PlatformAsync();
        var seller = await SellerAsync();
        Assert.Null((await NotifyAsync(seller)).Error);
        Assert.IsType<RegistrationAlreadyNotified>((await NotifyAsync(seller)).Error);

        // Told today, for tomorrow: today's supplies are the seller's own to invoice.
        Assert.Equal(seller.Id.Value, (await SoldAsync(seller)).IssuerId);
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        var issued = await SoldAsync(seller);
        Assert.Equal(Invoice.Platform, issued.IssuerId);

        Assert.Null((await RevokeAsync(seller)).Error);
        Assert.IsType<RegistrationNotNotified>((await RevokeAsync(seller)).Error);
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var own = await SoldAsync(seller);
        Assert.Equal((seller.Id.Value, null), (own.IssuerId, own.Said.Seller));
        var notice = await _shop.On((CommerceDatabase database) => database.Set<RegistrationNotice>().AsNoTracking().SingleAsync(x => x.OperatorId == seller.Id));
        Assert.Equal(("T1010001112577", true), (notice.SellerInvoiceNumber, notice.RevokedAt > notice.NotifiedAt));
    }

    [Fact]
    public async Task TX_002_a_seller_whose_registration_ended_or_changed_is_not_issued_for()
    {
        var seller = await AgreedSellerAsync();
        await DescribeAsync(seller.Id, profile => profile with { InvoiceNumber = null });
        var receipt = await SoldAsync(seller);
        Assert.Equal((InvoiceKind.Receipt, seller.Id.Value), (receipt.Kind, receipt.IssuerId));

        await DescribeAsync(seller.Id, profile => profile with { InvoiceNumber = PlatformNumber });
        Assert.Equal(seller.Id.Value, (await SoldAsync(seller)).IssuerId);
        Assert.IsType<SellerNotRegistered>((await NotifyAsync(await SellerAsync(profile => profile with { InvoiceNumber = null }))).Error);
    }

    [Fact]
    public async Task TX_002_the_seller_gets_its_copy_with_each_document_and_the_platform_keeps_its_own()
    {
        var seller = await AgreedSellerAsync();
        var supply = await SoldAsync(seller);
        var order = await _shop.Order(supply.OrderId);
        var named = (await _shop.On((NamedInvoices invoices) => invoices.RequestAsync(OrderShop.Consumer(), new() { OrderId = order.Id, Name = "買主商事", IdempotencyKey = OrderShop.Key() }, default))).Value!;
        await ReturnAsync(order, 500);

        var issued = await OfAsync([order]);
        Assert.Equal([InvoiceKind.QualifiedSimplifiedInvoice, InvoiceKind.QualifiedInvoice, InvoiceKind.QualifiedReturnInvoice], issued.Select(one => one.Kind));
        Assert.All(issued, one => Assert.Equal((Invoice.Platform, "株式会社まわる"), (one.IssuerId, one.Said.Seller!.Name)));
        Assert.Equal(named.Id, issued[1].Id);
        var copies = await _shop.On((CommerceDatabase database) => database.Set<SellerCopy>().AsNoTracking().Where(x => x.OperatorId == seller.Id).ToListAsync());
        Assert.Equal(issued.Select(one => (one.Id, one.Digest, one.IssuedAt)).ToHashSet(), copies.Select(copy => (copy.InvoiceId, copy.Digest, copy.PassedAt)).ToHashSet());
        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Scalar("DELETE FROM invoices.seller_copies"));
    }

    [Fact]
    public async Task Numbers_of_the_platform_have_no_gaps_when_sellers_hand_over_at_once_on_two_servers()
    {
        var sellers = new[] { await AgreedSellerAsync(), await AgreedSellerAsync(), await AgreedSellerAsync() };
        List<(Order Order, Caller Staff)> orders = [];
        foreach (var n in Enumerable.Range(0, 9))
        {
            var buyer = OrderShop.Consumer($"agency-{n}");
            var hold = await _shop.Ready(await _shop.Shelve(by: sellers[n % 3]), buyer);
            orders.Add(((await _shop.Place(hold, who: buyer)).Value!, OrderShop.StaffOf(sellers[n % 3])));
        }

        var second = _shop.Start();
        await Task.WhenAll(orders.SelectMany(one => new IServiceProvider?[] { null, second }.Select(server =>
            _shop.On((OrderService desk) => desk.HandOverAsync(new(one.Staff, one.Order.Id, OrderShop.Key()), new(null, null), default), server))));

        var all = await _shop.On((CommerceDatabase database) => database.Set<Invoice>().AsNoTracking().ToListAsync());
        Assert.All(orders, one => Assert.Equal(Invoice.Platform, Assert.Single(all, invoice => invoice.OrderId == one.Order.Id).IssuerId));
        Assert.Equal(0, await _shop.GapsAsync());
    }

    [Fact]
    public async Task Of_two_notices_at_once_one_is_kept()
    {
        await PlatformAsync();
        var (seller, second) = (await SellerAsync(), _shop.Start());
        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => NotifyAsync(seller, server: n % 2 == 0 ? null : second)));
        Assert.Single(told, one => one.Error is null);
        Assert.All(told, one => Assert.True(one.Error is null or RegistrationAlreadyNotified or RegistrationNoticeBusy, one.Error?.Code));
    }

    [Fact]
    public async Task T4_the_platform_states_a_right_number_for_a_day_to_come()
    {
        var tomorrow = Tokyo.DayOf(_shop.Clock.GetUtcNow()).AddDays(1);
        Assert.IsType<PlatformIssuerTooEarly>((await SetAsync(tomorrow.AddDays(-1), PlatformNumber)).Error);
        Assert.IsType<PlatformIssuerInvalid>((await SetAsync(tomorrow.AddDays(400), "T7123456789013")).Error);
        var set = (await SetAsync(tomorrow.AddDays(400), "Ｔ ７１２３-４５６７-８９０１２")).Value!;
        Assert.Equal(PlatformNumber, set.RegistrationNumber);
        Assert.IsType<PlatformIssuerSet>((await SetAsync(tomorrow.AddDays(400), PlatformNumber)).Error);
        await SetAsync(tomorrow.AddDays(401), null);
        Assert.IsType<PlatformNotRegistered>((await NotifyAsync(await SellerAsync(), tomorrow.AddDays(402))).Error);
    }

    /// <summary>One for whom the platform issues from today on.</summary>
    private async Task<Operator> AgreedSellerAsync()
    {
        await PlatformAsync();
        var seller = await SellerAsync();
        Assert.Null((await NotifyAsync(seller)).Error);
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        return seller;
    }

    private async Task PlatformAsync()
    {
        var tomorrow = Tokyo.DayOf(_shop.Clock.GetUtcNow()).AddDays(1);
        if (await _shop.On((Agencies agencies) => agencies.PlatformOnAsync(tomorrow, default)) is null)
        {
            Assert.Null((await SetAsync(tomorrow, PlatformNumber)).Error);
        }
    }

    private Task<Outcome<PlatformIssuer>> SetAsync(DateOnly from, string? number) => _shop.On((PlatformIssuerService service) => service.SetAsync(
        new(Role.Platform, null, null, "platform", new HashSet<string>()),
        new()
        {
            LegalName = "プラットフォーム株式会社",
            RegistrationNumber = number,
            PostalCode = "100-0001",
            Address = "東京都千代田区千代田1-1",
            Phone = "03-0000-0000",
            From = from,
            IdempotencyKey = OrderShop.Key(),
        },
        default));

    private async Task<Operator> SellerAsync(Func<OperatorProfile, OperatorProfile>? change = null)
    {
        var seller = await _shop.RegisterAsync($"agency-{Interlocked.Increment(ref s_sellers)}");
        if (change is not null)
        {
            await DescribeAsync(seller.Id, change);
        }

        return seller;
    }

    private Task<Outcome<Operator>> NotifyAsync(Operator seller, DateOnly? from = null, IServiceProvider? server = null) => _shop.On(
        (RegistrationService service) => service.NotifyAsync(OrderShop.StaffOf(seller), new() { From = from, IdempotencyKey = OrderShop.Key() }, default), server);

    private Task<Outcome<Operator>> RevokeAsync(Operator seller) =>
        _shop.On((RegistrationService service) => service.RevokeAsync(OrderShop.StaffOf(seller), new() { IdempotencyKey = OrderShop.Key() }, default));

    private async Task<Hold> ReadyAsync(Operator seller, long price) => await _shop.Ready(await _shop.Shelve(offer => offer with { Price = Money.Jpy(price) }, seller));

    /// <summary>Sold and handed over today: its document.</summary>
    private async Task<Invoice> SoldAsync(Operator seller)
    {
        _shop.NextHour();
        var order = (await _shop.Place(await _shop.Ready(await _shop.Shelve(by: seller)))).Value!;
        await HandOverAsync(order, seller);
        return (await OfAsync([order])).Single();
    }

    private async Task HandOverAsync(Order order, Operator seller) =>
        Assert.Null((await _shop.On((OrderService desk) => desk.HandOverAsync(new(OrderShop.StaffOf(seller), order.Id, OrderShop.Key()), new(null, null), default))).Error);

    private Task<List<Invoice>> OfAsync(IReadOnlyList<Order> orders)
    {
        List<OrderId> ids = [.. orders.Select(order => order.Id)];
        return _shop.On((CommerceDatabase database) => database.Set<Invoice>().AsNoTracking().Where(x => ids.Contains(x.OrderId)).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync());
    }

    private Task<string> DigestAsync(IReadOnlyList<Hold> holds) => _shop.On(async (HeldListings held) =>
    {
        var live = (await held.LiveAsync(Buyer.Of(OrderShop.Consumer())!, [.. holds.Select(hold => hold.Id)], default)).Value!;
        return CanonicalJson.Digest(CanonicalJson.Of(PurchaseConfirmation.Over(held.Contracts(live).Value!)));
    });

    private Task<int> DescribeAsync(OperatorId id, Func<OperatorProfile, OperatorProfile> change) => _shop.On(async (CommerceDatabase database) =>
    {
        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == id);
        seller.Describe(change(seller.Profile), _shop.Clock.GetUtcNow());
        return await database.SaveChangesAsync();
    });

    private Task<Outcome<Order>> ReturnAsync(Order order, long amount) => _shop.In(services => services.GetRequiredService<AtomicChanges>().RunAsync<Order>(
        async () =>
        {
            var now = await services.GetRequiredService<CommerceDatabase>().Set<Order>().SingleAsync(x => x.Id == order.Id);
            await services.GetRequiredService<InvoiceReturns>().ReturnAsync(now, [new(InvoiceLineKind.Goods, 1, Money.Jpy(amount))], new(Guid.CreateVersion7()), default);
            return now;
        },
        default));
}
