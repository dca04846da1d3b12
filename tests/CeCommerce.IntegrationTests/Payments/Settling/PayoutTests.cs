using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>What operators are owed reaches them, once, and comes back when its sale is given back.</summary>
public sealed class PayoutTests : IAsyncLifetime, IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;
    private readonly SettlingShop _settling;

    public PayoutTests(OrderShop shop)
    {
        (_shop, _settling) = (shop, new(shop));
        shop.NextHour();
    }

    /// <summary>What tests before have left is paid.</summary>
    public async ValueTask InitializeAsync()
    {
        await _settling.TroubleAsync(null);
        await _settling.TermsAsync();
        await _settling.NextDayAsync();
        await _settling.LaterAsync();
        await _settling.TermsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task M5_a_completed_order_is_paid_out_and_booked_as_sent_and_as_arrived()
    {
        var clearing = await _settling.SumAsync(AccountKind.BuyerClearing);
        var (payable, _, _) = await _settling.BooksAsync();
        var order = await _settling.CompletedAsync();
        Assert.Equal((payable + 20_900, 0, clearing - 20_900), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout, await _settling.SumAsync(AccountKind.BuyerClearing)));
        await _settling.NextDayAsync();
        var sent = await _settling.LastAsync();
        Assert.Equal((PayoutState.Sent, payable + 20_900), (sent.State, sent.Amount.Amount));
        Assert.Equal((payable + 20_900, -payable - 20_900, clearing + payable), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout, await _settling.SumAsync(AccountKind.BuyerClearing)));
        await _settling.AssertRightAsync();

        await _settling.LaterAsync();
        var arrived = await _settling.LastAsync();
        Assert.Equal((PayoutState.Arrived, false), (arrived.State, arrived.Unsettled));
        Assert.Equal((0, 0), ((await _settling.BooksAsync()).Payable, (await _settling.BooksAsync()).Payout));
        var line = Assert.Single(await _shop.On((CommerceDatabase database) => database.Set<PayoutLine>().AsNoTracking().Where(x => x.PayoutId == arrived.Id).ToListAsync()));
        Assert.Equal((PayoutLineKind.Sale, 20_900, order.Id.ToString()), (line.Kind, line.Amount, line.Reference));
        await _settling.AssertRightAsync();
    }
}
