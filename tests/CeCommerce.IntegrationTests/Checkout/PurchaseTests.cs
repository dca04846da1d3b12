using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>One purchase over several units and operators: a contract and an order with each, one payment over all.</summary>
public sealed class PurchaseTests : IClassFixture<OrderShop>
{
    private static int s_sellers;

    private readonly OrderShop _shop;

    public PurchaseTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task What_two_operators_sell_is_one_purchase_with_an_order_each_and_one_payment()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(24_000));
        var bought = (await _shop.Buy([mine, other], await DigestAsync([mine, other]))).Value!;

        var orders = await OrdersAsync(bought.PurchaseId);
        Assert.Equal([mine.OperatorId, other.OperatorId], orders.Select(order => order.OperatorId));
        Assert.All(orders, order => Assert.Equal(OrderState.Paid, order.State));
        Assert.Equal([20_900, 25_100], orders.Select(order => order.Total.Amount));
        Assert.Equal([1_900, 2_281], orders.Select(order => order.TaxIncluded.Amount));
        Assert.Equal([mine.ConfirmationDigest, other.ConfirmationDigest], orders.Select(order => order.ConfirmationDigest));
        Assert.All(orders, order => Assert.Equal(order.ConfirmationDigest, new ConfirmationText(order.Confirmation).Digest));

        var purchase = await PurchaseAsync(bought.PurchaseId);
        Assert.Equal(Money.Jpy(46_000), purchase.Total);
        Assert.All(orders, order => Assert.Contains(order.ConfirmationDigest, purchase.Confirmation, StringComparison.Ordinal));
        Assert.Equal(purchase.ConfirmationDigest, CanonicalJson.Digest(purchase.Confirmation));

        var payment = await _shop.Payment(bought.Id);
        Assert.Equal((Money.Jpy(46_000), ChargeStatus.Succeeded, false), (payment.Amount, payment.Status, payment.Unsettled));
        Assert.Equal([new PaymentShare(mine.OperatorId, 20_900), new(other.OperatorId, 25_100)], payment.Shares);
        Assert.Equal([-46_000, 20_900, 25_100], (await _shop.Entries(bought.Id)).Select(entry => entry.Amount).Order());
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task Two_units_of_one_operator_are_two_lines_of_one_order()
    {
        var (first, second) = (await _shop.Ready(), await _shop.Ready(await _shop.Shelve(offer => offer with { Price = Money.Jpy(9_999) })));
        var order = (await _shop.Buy([first, second], await DigestAsync([first, second]))).Value!;

        Assert.Equal([order.Id], (await OrdersAsync(order.PurchaseId)).Select(one => one.Id));
        Assert.Equal((OrderState.Paid, 31_999, 2_200), (order.State, order.Total.Amount, order.ShippingFee.Amount));
        Assert.Equal([(1, first.ListingId, 19_800L, 1_800L), (2, second.ListingId, 9_999L, 909L)], order.Lines.Select(line => (line.Number, line.ListingId, line.Price.Amount, line.TaxIncluded.Amount)));
        Assert.Equal(2, new ConfirmationText(order.Confirmation).Content.Lines.Count);
        Assert.Contains("\"lines\":[{", order.Confirmation, StringComparison.Ordinal);

        var refunded = (await _shop.On((OrderService orders) => orders.RefundAsync(new(_shop.Staff, order.Id, OrderShop.Key()), null, default))).Value!;
        Assert.Equal(OrderState.Refunded, refunded.State);
        Assert.All(refunded.Lines, line => Assert.NotNull(line.EndedAt));
        Assert.All(await Task.WhenAll(_shop.Listing(first.ListingId), _shop.Listing(second.ListingId)), listing => Assert.Equal(ListingState.Published, listing.State));
    }

    [Fact]
    public async Task Of_several_contracts_the_buyer_agrees_to_all_or_to_none()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var stale = Assert.IsType<ConfirmationStale>((await _shop.Buy([mine, other], mine.ConfirmationDigest!)).Error);
        Assert.Equal(mine.ConfirmationDigest, stale.Current.Digest);
        Assert.All(await Task.WhenAll(_shop.Listing(mine.ListingId), _shop.Listing(other.ListingId)), listing => Assert.Equal(ListingState.Published, listing.State));
        Assert.Equal(OrderState.Paid, (await _shop.Place(other)).Value!.State);
        Assert.Equal(OrderState.Paid, (await _shop.Place(mine)).Value!.State);
    }

    [Fact]
    public async Task When_one_unit_is_lost_nothing_is_bought()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var digest = await DigestAsync([mine, other]);
        Assert.Null((await _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), other.Id, OrderShop.Key(), default))).Error);
        Assert.Equal(other.Id, Assert.IsType<HoldExpired>((await _shop.Buy([mine, other], digest)).Error).HoldId);
        Assert.Equal(OrderState.Paid, (await _shop.Place(mine)).Value!.State);
    }

    [Fact]
    public async Task A_declined_payment_fails_every_order_and_leaves_the_units_to_their_holds()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var digest = await DigestAsync([mine, other]);
        var declined = (await _shop.Buy([mine, other], digest, "card_declined")).Value!;
        Assert.All(await OrdersAsync(declined.PurchaseId), order => Assert.Equal((OrderState.PaymentFailed, true), (order.State, order.Lines[0].EndedAt is not null)));
        Assert.Equal(ChargeStatus.Declined, (await _shop.Payment(declined.Id)).Status);

        var paid = (await _shop.Buy([mine, other], digest)).Value!;
        Assert.All(await OrdersAsync(paid.PurchaseId), order => Assert.Equal(OrderState.Paid, order.State));
    }

    [Fact]
    public async Task Left_unpaid_every_order_is_cancelled_and_the_payment_released()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var waiting = (await _shop.Buy([mine, other], await DigestAsync([mine, other]), "card_authentication_required")).Value!;
        Assert.All(await OrdersAsync(waiting.PurchaseId), order => Assert.Equal((OrderState.AwaitingPayment, waiting.NextActionUrl), (order.State, order.NextActionUrl)));

        _shop.NextHour();
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.All(await OrdersAsync(waiting.PurchaseId), order => Assert.Equal(OrderState.Cancelled, order.State));
        Assert.Equal((WantedOfMoney.Release, ChargeStatus.Declined, false), await MoneyAsync(waiting.Id));
    }

    [Fact]
    public async Task One_order_called_off_gets_its_part_back_and_the_last_one_the_rest()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var bought = (await _shop.Buy([mine, other], await DigestAsync([mine, other]))).Value!;
        var orders = await OrdersAsync(bought.PurchaseId);

        Assert.Equal(OrderState.Refunded, (await CancelAsync(orders[0])).State);
        Assert.Equal(OrderState.Paid, (await _shop.Order(orders[1].Id)).State);
        Assert.Equal((WantedOfMoney.Charge, ChargeStatus.Succeeded, false), await MoneyAsync(bought.Id));
        Assert.Equal(0, (await _shop.Entries(bought.Id)).Sum(entry => entry.Amount));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));

        Assert.Equal(OrderState.Refunded, (await CancelAsync(orders[1])).State);
        Assert.Equal((WantedOfMoney.Release, ChargeStatus.Refunded, false), await MoneyAsync(bought.Id));
        Assert.Equal(30_000L, await _shop.Scalar($"SELECT sum(amount)::bigint FROM payments.steps WHERE payment_id = (SELECT id FROM payments.payments WHERE purpose_id = '{bought.PurchaseId.Value}') AND kind = 'Refund'"));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task An_order_called_off_before_the_money_came_gets_its_part_back_when_it_comes()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var waiting = (await _shop.Buy([mine, other], await DigestAsync([mine, other]), "konbini_pending_then_success")).Value!;
        var orders = await OrdersAsync(waiting.PurchaseId);
        Assert.Equal(OrderState.Cancelled, (await CancelAsync(orders[0])).State);
        Assert.Equal(OrderState.PaymentPending, (await _shop.Order(orders[1].Id)).State);

        _shop.Clock.Advance(TimeSpan.FromHours(2));
        await _shop.Scalar($"UPDATE payments.sandbox_charges SET status = 'Succeeded' WHERE reference = '{Purchase.NameOf(waiting.PurchaseId)}'");
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal([OrderState.Cancelled, OrderState.Paid], (await OrdersAsync(waiting.PurchaseId)).Select(order => order.State));
        Assert.Equal(9_100L, await OwedAsync(waiting));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task A_purchase_whose_server_died_goes_on_with_the_same_key_or_by_itself()
    {
        var (mine, other) = (await _shop.Ready(), await ReadyOfAnotherAsync(8_000));
        var (digest, key) = (await DigestAsync([mine, other]), OrderShop.Key());
        var broken = _shop.Start(services => services.AddSingleton<IPaymentGateway>(provider => new CrashingGateway(provider)));
        await Assert.ThrowsAsync<IOException>(() => _shop.Buy([mine, other], digest, key: key, server: broken));
        Assert.IsType<CeCommerce.Platform.Idempotency.RequestStillRunning>((await _shop.Buy([mine, other], digest, key: key)).Error);

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var resumed = (await _shop.Buy([mine, other], digest, key: key)).Value!;
        Assert.All(await OrdersAsync(resumed.PurchaseId), order => Assert.Equal(OrderState.Paid, order.State));
        Assert.Equal(resumed.Id, (await _shop.Buy([mine, other], digest, key: key)).Value!.Id);
        Assert.Equal(1L, await _shop.Scalar($"SELECT count(*) FROM payments.sandbox_charges WHERE reference = '{Purchase.NameOf(resumed.PurchaseId)}'"));
    }

    [Fact]
    public async Task Of_buyers_who_race_with_crossing_carts_each_unit_goes_to_one()
    {
        var seller = await SellerAsync();
        for (var round = 0; round < 5; round++)
        {
            _shop.NextHour();
            var (mine, other) = (await _shop.Shelve(), await _shop.Shelve(by: seller));
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => RaceAsync(OrderShop.Consumer($"racer-{round}-{number}"), number % 2 == 0 ? [mine, other] : [other, mine])));
            var sold = (long)(await _shop.Scalar($"SELECT count(*) FROM orders.order_lines WHERE listing_id IN ('{mine.Value}', '{other.Value}') AND ended_at IS NULL"))!;
            Assert.Equal(outcomes.Count(won => won) * 2, sold);
            Assert.InRange(outcomes.Count(won => won), 0, 1);
        }

        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    private async Task<bool> RaceAsync(Caller who, ListingId[] wanted)
    {
        List<Hold> holds = [];
        foreach (var listing in wanted)
        {
            if (!(await _shop.Hold(listing, who)).Try(out var hold, out _))
            {
                return false;
            }

            holds.Add((await _shop.Checkout(hold.Id, who)).Value!);
        }

        return (await _shop.Buy(holds, await DigestAsync(holds, who), who: who)).Value is { State: OrderState.Paid };
    }

    private async Task<Order> CancelAsync(Order order) => (await _shop.On((OrderService orders) => orders.CancelAsync(new(OrderShop.Consumer(), order.Id, OrderShop.Key()), null, default))).Value!;

    /// <summary>What the books keep for operators of the purchase.</summary>
    private Task<object?> OwedAsync(Order order) => _shop.Scalar(
        $"""
        SELECT sum(e.amount)::bigint FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id JOIN payments.movements m ON m.id = e.movement_id
        WHERE a.kind IN ('Escrow', 'OperatorPayable') AND m.cause_id IN (
            SELECT id FROM payments.payments WHERE purpose_id = '{order.PurchaseId.Value}'
            UNION ALL SELECT s.id FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE p.purpose_id = '{order.PurchaseId.Value}')
        """);

    private async Task<Operator> SellerAsync() => await _shop.RegisterAsync($"seller-{Interlocked.Increment(ref s_sellers)}");

    private async Task<Hold> ReadyOfAnotherAsync(long price) =>
        await _shop.Ready(await _shop.Shelve(offer => offer with { Price = Money.Jpy(price) }, await SellerAsync()));

    /// <summary>What the last screen over these holds would have the buyer agree to.</summary>
    private Task<string> DigestAsync(IReadOnlyList<Hold> holds, Caller? who = null) => _shop.On(async (HeldListings held) =>
    {
        var buyer = Buyer.Of(who ?? OrderShop.Consumer())!;
        var contracts = held.Contracts((await held.LiveAsync(buyer, [.. holds.Select(hold => hold.Id)], default)).Value!).Value!;
        return contracts is [var only] ? only.Text.Digest : CanonicalJson.Digest(CanonicalJson.Of(PurchaseConfirmation.Over(contracts)));
    });

    private Task<List<Order>> OrdersAsync(PurchaseId id) => _shop.On((CommerceDatabase database) =>
        database.Set<Order>().AsNoTracking().Where(order => order.PurchaseId == id).OrderBy(order => order.Id).ToListAsync());

    private Task<Purchase> PurchaseAsync(PurchaseId id) => _shop.On((CommerceDatabase database) => database.Set<Purchase>().AsNoTracking().SingleAsync(purchase => purchase.Id == id));

    private async Task<(WantedOfMoney, ChargeStatus, bool)> MoneyAsync(OrderId id) => await _shop.Payment(id) is var payment ? (payment.Wanted, payment.Status, payment.Unsettled) : default;
}
