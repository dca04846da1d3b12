using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>What tests of payouts do again and again with an operator of their own. An order is 20,900 yen.</summary>
internal sealed class SettlingShop(OrderShop shop, Operator seller)
{
    public static readonly Caller Platform = new(Role.Platform, null, null, "platform", new HashSet<string> { SettlingScopes.Read, SettlingScopes.Write });

    private static readonly Caller Alice = OrderShop.Consumer();

    public OperatorId Seller => seller.Id;

    public Caller Staff => OrderShop.StaffOf(seller);

    /// <summary>With an operator that has sold nothing yet and is paid every day.</summary>
    public static async Task<SettlingShop> OpenAsync(OrderShop shop, Liable liable = Liable.Operator)
    {
        shop.NextHour();
        var settling = new SettlingShop(shop, await shop.RegisterAsync($"s{Guid.CreateVersion7():N}"[..20]));
        await settling.TermsAsync(liable);
        return settling;
    }

    public async Task<SettlementTerms> TermsAsync(Liable liable = Liable.Operator, PayoutSchedule schedule = PayoutSchedule.Daily, int? day = null, int delay = 0, long minimum = 0, bool disputeFee = false, bool processorFee = false)
    {
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var input = new SetSettlementTermsInput
        {
            OperatorId = Seller,
            Liable = liable,
            Schedule = schedule,
            Day = day,
            DelayDays = delay,
            Minimum = Money.Jpy(minimum),
            DisputeFeeChargedOn = disputeFee,
            ProcessorFeeChargedOn = processorFee,
            IdempotencyKey = OrderShop.Key(),
        };
        var set = await shop.On((SettlingService settling) => settling.SetAsync(Platform, input, default));
        Assert.Null(set.Error);
        return set.Value!;
    }

    public async Task<Order> PaidAsync() => (await shop.Place(await shop.Ready(await shop.Shelve(by: seller)))).Value!;

    public async Task<string> ShelveAsync() => (await shop.Shelve(by: seller)).ToString();

    public async Task<Order> HandedOverAsync()
    {
        var order = await PaidAsync();
        return (await shop.On((OrderService orders) => orders.HandOverAsync(new(Staff, order.Id, OrderShop.Key()), new(null, null), default))).Value!;
    }

    public async Task<Order> CompletedAsync()
    {
        var order = await HandedOverAsync();
        var completed = await shop.On((OrderService orders) => orders.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default));
        Assert.Null(completed.Error);
        return completed.Value!;
    }

    public async Task RefundAsync(Order order, long amount, IServiceProvider? server = null)
    {
        Assert.Null((await shop.On((ReturnService returns) => returns.RefundAsync(new(new(Staff, order.Id, OrderShop.Key()), 1), Money.Jpy(amount), null, default), server)).Error);
        await shop.On(async (OrderSettlements settlements) => await settlements.SettleAsync(await shop.Order(order.Id), default), server);
    }

    /// <summary>A day later, when payouts of that day are decided and sent.</summary>
    public async Task NextDayAsync()
    {
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
    }

    public Task<int> SweepAsync(IServiceProvider? server = null) => shop.On((SettlingSweep sweep) => sweep.RunAsync(default), server);

    /// <summary>So much later that the processor is asked again about everything.</summary>
    public async Task LaterAsync()
    {
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await SweepAsync();
    }

    public Task<List<Payout>> PayoutsAsync() => shop.On((CommerceDatabase database) => database.Set<Payout>().AsNoTracking().Where(payout => payout.OperatorId == Seller).OrderBy(payout => payout.Id).ToListAsync());

    public async Task<Payout> LastAsync() => (await PayoutsAsync())[^1];

    /// <summary>What stands on an account of the operator, or of the platform.</summary>
    public async Task<long> SumAsync(AccountKind kind) => (await shop.On((CommerceDatabase database) => database.BalanceAsync(
        kind.IsOwned ? Account.OfOperator(kind, Seller, Money.Yen) : Account.OfPlatform(kind, Money.Yen), new(shop.Clock.GetUtcNow()), default))).Posted;

    /// <summary>A value of its settlement.</summary>
    public Task<object?> SettlementAsync(string column) => shop.Scalar($"SELECT {column} FROM payments.settlements WHERE operator_id = '{Seller.Value}'");

    /// <summary>Payable, on its way and lost.</summary>
    public async Task<(long Payable, long Payout, long Loss)> BooksAsync() => (await SumAsync(AccountKind.OperatorPayable), await SumAsync(AccountKind.Payout), await SumAsync(AccountKind.Loss));

    /// <summary>Makes the operator's account at the sandbox trouble; null for none.</summary>
    public Task TroubleAsync(string? trouble) => shop.Scalar(trouble is null
        ? $"DELETE FROM payments.sandbox_accounts WHERE account = 'acct_sandbox_{Seller}'"
        : $"INSERT INTO payments.sandbox_accounts (account, trouble) VALUES ('acct_sandbox_{Seller}', '{trouble}') ON CONFLICT (account) DO UPDATE SET trouble = excluded.trouble");

    public async Task AssertRightAsync()
    {
        Assert.Equal(0m, await shop.Scalar("SELECT coalesce(sum(amount), 0) FROM payments.entries"));
        Assert.Empty(await shop.On((LedgerVerification books) => books.FlawsAsync(default)));
        Assert.Equal(0L, await shop.Scalar(
            "SELECT count(*) FROM payments.payouts p WHERE p.amount <> p.carried - p.held_back + coalesce((SELECT sum(amount) FROM payments.payout_lines l WHERE l.payout_id = p.id), 0)"));
    }
}
