using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Between whom money moves.</summary>
public enum LedgerAccount
{
    /// <summary>What buyers paid, as seen from us: negative after a charge.</summary>
    Buyer,

    /// <summary>What we owe the operator of the item.</summary>
    OperatorPayable,
}

/// <summary>Why money moved.</summary>
public enum LedgerKind
{
    Charge,
    Refund,
}

/// <summary>
/// One side of a movement of money; the sides of one movement add up to zero, which the database checks at commit.
/// Never altered: a refund is a movement of its own.
/// </summary>
public sealed class LedgerEntry
{
    private LedgerEntry()
    {
    }

    public Guid Id { get; private init; }

    public OrderId OrderId { get; private init; }

    public PaymentId PaymentId { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public LedgerKind Kind { get; private init; }

    public LedgerAccount Account { get; private init; }

    /// <summary>Minor units, signed.</summary>
    public long Amount { get; private init; }

    public string Currency { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    internal static IEnumerable<LedgerEntry> Of(LedgerKind kind, Order order, Payment payment, DateTimeOffset now)
    {
        var amount = kind == LedgerKind.Charge ? payment.Amount.Amount : -payment.Amount.Amount;
        yield return Side(LedgerAccount.Buyer, -amount);
        yield return Side(LedgerAccount.OperatorPayable, amount);

        LedgerEntry Side(LedgerAccount account, long signed) => new()
        {
            Id = Guid.CreateVersion7(now),
            OrderId = order.Id,
            PaymentId = payment.Id,
            OperatorId = order.OperatorId,
            Kind = kind,
            Account = account,
            Amount = signed,
            Currency = payment.Amount.Currency,
            At = now,
        };
    }
}

/// <summary>An order whose ledger does not say what its state says.</summary>
/// <param name="Sum">Over all its entries; zero unless the ledger is broken.</param>
/// <param name="Payable">What we owe the operator for it.</param>
/// <param name="Expected">What the order's state says we owe.</param>
internal sealed record LedgerMismatch(OrderId OrderId, OrderState State, long Sum, long Payable, long Expected);

/// <summary>Looks whether the books agree with themselves and with the orders.</summary>
internal sealed class LedgerCheck(CommerceDatabase database, OrdersAwaitingMoney orders)
{
    /// <summary>Every order whose entries do not add up to zero, or whose payable amount is not what its state says; at most 100.</summary>
    public async Task<IReadOnlyList<LedgerMismatch>> MismatchesAsync(CancellationToken cancellationToken)
    {
        var sums = orders.Owed().Select(owed => new
        {
            owed.Id,
            owed.State,
            Sum = database.Set<LedgerEntry>().Where(e => e.OrderId == owed.Id).Sum(e => e.Amount),
            Payable = database.Set<LedgerEntry>().Where(e => e.OrderId == owed.Id && e.Account == LedgerAccount.OperatorPayable).Sum(e => e.Amount),
            Expected = owed.Amount,
            owed.Unsettled,
        });
        return await sums
            .Where(x => x.Sum != 0 || (x.Payable != x.Expected && !x.Unsettled))
            .OrderBy(x => x.Id)
            .Take(100)
            .Select(x => new LedgerMismatch(x.Id, x.State, x.Sum, x.Payable, x.Expected))
            .ToListAsync(cancellationToken);
    }
}
