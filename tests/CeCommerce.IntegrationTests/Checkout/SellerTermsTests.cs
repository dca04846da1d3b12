using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Operators.SellerTerms;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>代理受領: where the platform demands it, only those sell who authorised it to receive payment.</summary>
public sealed class SellerTermsTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task Where_it_is_demanded_nothing_is_bought_of_a_seller_that_has_not_accepted_the_terms()
    {
        var strict = shop.Start(services => services.AddSingleton(new HoldSettings { SellerTermsRequired = true }));
        var seller = await shop.RegisterAsync("careful");
        var hold = (await shop.Hold(await shop.Shelve(by: seller))).Value!;
        Assert.IsType<SellerTermsNotAccepted>((await shop.Checkout(hold.Id, server: strict)).Error);

        var shown = (await shop.Checkout(hold.Id)).Value!;
        Assert.IsType<SellerTermsNotAccepted>((await shop.Place(shown, server: strict)).Error);
        var accepted = (await AcceptAsync(seller)).Value!;
        Assert.Equal(PlatformTerms.On(Tokyo.DayOf(shop.Clock.GetUtcNow())).Version, accepted.Terms!.Version);

        // What was shown before did not say it.
        Assert.IsType<ConfirmationStale>((await shop.Place(shown, server: strict)).Error);
        var order = (await shop.Place((await shop.Checkout(hold.Id, server: strict)).Value!, server: strict)).Value!;
        Assert.Equal(accepted.Terms.Version, new ConfirmationText(order.Confirmation).Content.AgentReceipt!.TermsVersion);
    }

    [Fact]
    public async Task Accepting_again_changes_nothing()
    {
        var seller = await shop.RegisterAsync("twice");
        var first = (await AcceptAsync(seller)).Value!.Terms!;
        shop.NextHour();
        Assert.Equal(first, (await AcceptAsync(seller)).Value!.Terms);
        Assert.Equal(1L, await shop.Scalar($"SELECT count(*) FROM platform.history WHERE subject_id = '{seller.Id.Value}' AND what = 'platform_terms_accepted'"));
    }

    private Task<Outcome<Operator>> AcceptAsync(Operator seller) => shop.On((TermsService terms) => terms.AcceptAsync(
        OrderShop.StaffOf(seller), new() { Version = PlatformTerms.On(Tokyo.DayOf(shop.Clock.GetUtcNow())).Version, IdempotencyKey = OrderShop.Key() }, default));
}
