using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Loose;

/// <summary>M9: bank money that is late, short or too much is owed back in full (the surplus only, if too much); part payments wait in escrow until the term ends.</summary>
public sealed class LooseMoneyTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly LooseShop _shop = new(cluster);

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task M9_short_money_waits_in_escrow_and_goes_back_when_the_term_is_over()
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, 10_000);
        await _shop.DeliverAllAsync();
        Assert.Equal((10_000, 0, 10_000), _shop.Books());
        Assert.Equal("PAYMENT_PENDING", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();

        await _shop.ExpireAsync(transfer);
        await _shop.DeliverAllAsync();
        Assert.Equal((0, 10_000, 10_000), _shop.Books());
        Assert.Equal("CANCELLED 10000:SHORT:DUE", await _shop.SeenAsync(transfer));

        Assert.Empty((await _shop.NameAsync(transfer)).List("errors"));
        Assert.Equal((0, 0, 0), _shop.Books());
        Assert.Equal("CANCELLED 10000:SHORT:NEEDS_BUYER", await _shop.SeenAsync(transfer));
        var refund = Assert.Single(_shop.Stripe.All("refund"));
        _shop.Stripe.FinishRefund(refund.Text("id")!);
        await _shop.DeliverAllAsync();
        Assert.Equal("CANCELLED 10000:SHORT:RETURNED", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();
        Assert.Equal(0L, _shop.Shop.Scalar("SELECT count(*) FROM platform.events WHERE data::text LIKE '%hanako%'"));
        _shop.Stripe.AssertFits();
    }

    [Fact]
    public async Task M9_short_money_and_its_rest_pay_once()
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, 10_000);
        await _shop.DeliverAllAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, LooseShop.Price - 10_000);
        await _shop.DeliverAllAsync();
        Assert.Equal((LooseShop.Price, 0, LooseShop.Price), _shop.Books());
        Assert.Equal("PAID", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_of_too_much_only_the_surplus_goes_back()
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, LooseShop.Price + 500);
        await _shop.DeliverAllAsync();
        Assert.Equal((LooseShop.Price, 500, LooseShop.Price + 500), _shop.Books());
        Assert.Equal("PAID 500:SURPLUS:DUE", await _shop.SeenAsync(transfer));
        await _shop.NameAsync(transfer);
        _shop.Stripe.FinishRefund(Assert.Single(_shop.Stripe.All("refund")).Text("id")!);
        await _shop.DeliverAllAsync();
        Assert.Equal((LooseShop.Price, 0, LooseShop.Price), _shop.Books());
        Assert.Equal("PAID 500:SURPLUS:RETURNED", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_late_money_goes_back_in_full()
    {
        var transfer = await _shop.PlaceAsync();
        await _shop.ExpireAsync(transfer);
        _shop.Stripe.FundBankTransfer(transfer.Payer, LooseShop.Price);
        await _shop.DeliverAllAsync();
        Assert.Equal((0, LooseShop.Price, LooseShop.Price), _shop.Books());
        Assert.Equal($"CANCELLED {LooseShop.Price}:LATE:DUE", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();
    }
}
