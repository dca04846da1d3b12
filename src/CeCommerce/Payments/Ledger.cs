using CeCommerce.Operators;
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

    /// <summary>What was paid for.</summary>
    public Guid OrderId { get; private init; }

    public PaymentId PaymentId { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public LedgerKind Kind { get; private init; }

    public LedgerAccount Account { get; private init; }

    /// <summary>Minor units, signed.</summary>
    public long Amount { get; private init; }

    public string Currency { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    internal static IEnumerable<LedgerEntry> Of(LedgerKind kind, Payment payment, DateTimeOffset now) => payment.Shares.SelectMany(share =>
    {
        var amount = kind == LedgerKind.Charge ? share.Amount : -share.Amount;
        return new[] { Side(LedgerAccount.Buyer, -amount), Side(LedgerAccount.OperatorPayable, amount) };

        LedgerEntry Side(LedgerAccount account, long signed) => new()
        {
            Id = Guid.CreateVersion7(now),
            OrderId = payment.PurposeId,
            PaymentId = payment.Id,
            OperatorId = share.OperatorId,
            Kind = kind,
            Account = account,
            Amount = signed,
            Currency = payment.Amount.Currency,
            At = now,
        };
    });
}

/// <summary>What the owner of a purpose says is to be kept of its money.</summary>
internal sealed record OwedMoney
{
    public required Guid Purpose { get; init; }

    /// <summary>Where it stands, for people.</summary>
    public required string State { get; init; }

    /// <summary>Minor units that we keep for the operator.</summary>
    public required long Amount { get; init; }
}

/// <summary>Tells what is to be kept; registered by each room that payments are for, since Payments knows none of them.</summary>
internal sealed class OwedSource
{
    public required string Kind { get; init; }

    /// <summary>Reads <see cref="OwedMoney"/> of all of them.</summary>
    public required string Sql { get; init; }
}

/// <summary>Something whose ledger does not say what its state says.</summary>
/// <param name="Sum">Over all its entries; zero unless the ledger is broken.</param>
/// <param name="Payable">What we owe the operator for it.</param>
/// <param name="Expected">What its state says we owe.</param>
internal sealed record LedgerMismatch(string Kind, Guid Purpose, string State, long Sum, long Payable, long Expected);

/// <summary>Looks whether the books agree with themselves and with what was paid for.</summary>
internal sealed class LedgerCheck(CommerceDatabase database, IEnumerable<OwedSource> sources)
{
    private const int Most = 100;

    /// <summary>
    /// Everything whose entries do not add up to zero, or whose payable amount is not what its state says; at most 100. While money may still move at the processor
    /// the books may be ahead of the state or behind it.
    /// </summary>
    public async Task<IReadOnlyList<LedgerMismatch>> MismatchesAsync(CancellationToken cancellationToken)
    {
        var found = new List<LedgerMismatch>();
        foreach (var source in sources)
        {
            var sums = database.Set<OwedMoney>().FromSqlRaw(source.Sql).Select(owed => new
            {
                owed.Purpose,
                owed.State,
                Sum = database.Set<LedgerEntry>().Where(e => e.OrderId == owed.Purpose).Sum(e => e.Amount),
                Payable = database.Set<LedgerEntry>().Where(e => e.OrderId == owed.Purpose && e.Account == LedgerAccount.OperatorPayable).Sum(e => e.Amount),
                Expected = owed.Amount,
                Unsettled = database.Set<Payment>().Any(payment => payment.PurposeKind == source.Kind && payment.PurposeId == owed.Purpose && payment.Unsettled),
            });
            found.AddRange(await sums
                .Where(x => x.Sum != 0 || (x.Payable != x.Expected && !x.Unsettled))
                .OrderBy(x => x.Purpose)
                .Take(Most)
                .Select(x => new LedgerMismatch(source.Kind, x.Purpose, x.State, x.Sum, x.Payable, x.Expected))
                .ToListAsync(cancellationToken));
        }

        return found;
    }
}
