using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger;

/// <summary>What kind of thing moved the money, as the books write it; a new one is a new line here.</summary>
internal readonly record struct MovementKind(string Word)
{
    /// <summary>A buyer's money was captured.</summary>
    public static readonly MovementKind Charge = new("Charge");

    /// <summary>A buyer's money was given back.</summary>
    public static readonly MovementKind Refund = new("Refund");

    /// <summary>What was kept in escrow is the operator's.</summary>
    public static readonly MovementKind Release = new("Release");

    /// <summary>The platform took its fee of a completed sale.</summary>
    public static readonly MovementKind Fee = new("Fee");

    /// <summary>It gave some of it back.</summary>
    public static readonly MovementKind FeeReturn = new("FeeReturn");

    /// <summary>The tax of a month's fees was rounded once.</summary>
    public static readonly MovementKind FeeInvoice = new("FeeInvoice");

    /// <summary>A buyer's money is held and not captured, or awaited at a counter; only ever pending.</summary>
    public static readonly MovementKind Authorisation = new("Authorisation");

    /// <summary>Less came than was owed, within the term.</summary>
    public static readonly MovementKind PartPayment = new("PartPayment");

    /// <summary>The rest came too, and all of it became the charge.</summary>
    public static readonly MovementKind PartsUsed = new("PartsUsed");

    /// <summary>The term of a short payment is over: it is owed back.</summary>
    public static readonly MovementKind TermOver = new("TermOver");

    /// <summary>More came than was owed, or it came too late.</summary>
    public static readonly MovementKind Surplus = new("Surplus");

    /// <summary>What was owed back to a buyer was sent.</summary>
    public static readonly MovementKind SentBack = new("SentBack");

    /// <summary>It did not reach the buyer.</summary>
    public static readonly MovementKind CameBack = new("CameBack");

    /// <summary>The processor took its fee.</summary>
    public static readonly MovementKind ProcessorFee = new("ProcessorFee");

    /// <summary>It was charged on to an operator, by its terms.</summary>
    public static readonly MovementKind ProcessorFeeShare = new("ProcessorFeeShare");

    /// <summary>Money was sent to an operator.</summary>
    public static readonly MovementKind Transfer = new("Transfer");

    /// <summary>It arrived.</summary>
    public static readonly MovementKind PayoutArrival = new("PayoutArrival");

    /// <summary>The operator's bank sent it back after it had arrived.</summary>
    public static readonly MovementKind PayoutReturn = new("PayoutReturn");

    /// <summary>Some of it came back.</summary>
    public static readonly MovementKind TransferReversal = new("TransferReversal");

    /// <summary>A buyer's bank took money back until it is decided whose it is.</summary>
    public static readonly MovementKind DisputeOpening = new("DisputeOpening");

    /// <summary>The processor took a fee for it.</summary>
    public static readonly MovementKind DisputeFee = new("DisputeFee");

    /// <summary>It gave that fee back.</summary>
    public static readonly MovementKind DisputeFeeBack = new("DisputeFeeBack");

    /// <summary>The bank gave it back.</summary>
    public static readonly MovementKind DisputeWin = new("DisputeWin");

    /// <summary>It is the buyer's.</summary>
    public static readonly MovementKind DisputeLoss = new("DisputeLoss");

    /// <summary>The fee of a lost one was charged on to the operator, by its terms.</summary>
    public static readonly MovementKind DisputeFeeShare = new("DisputeFeeShare");

    /// <summary>A lost one was won by appeal.</summary>
    public static readonly MovementKind DisputeAppeal = new("DisputeAppeal");

    /// <summary>Its fee, which had been charged on, is the platform's again.</summary>
    public static readonly MovementKind DisputeFeeReturn = new("DisputeFeeReturn");

    /// <summary>A deposit is held, which is only ever pending, or charged.</summary>
    public static readonly MovementKind Deposit = new("Deposit");

    /// <summary>Some of a deposit is the operator's.</summary>
    public static readonly MovementKind DepositCapture = new("DepositCapture");

    /// <summary>Some of a deposit went back.</summary>
    public static readonly MovementKind DepositRelease = new("DepositRelease");
}

/// <summary>What moved the money, by the prefix and the value of its identifier. One cause moves money once for each kind of movement.</summary>
internal readonly record struct Cause(string Kind, Guid Id)
{
    public static Cause Of<TId>(TId id)
        where TId : struct, ITypedId<TId> => new(TId.Prefix, id.Value);

    /// <summary>As outside, e.g. <c>pay_…</c>.</summary>
    public override string ToString() => TypedId.Format(Kind, Id);
}

/// <summary>The two times of the books.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When it was written down.</param>
internal readonly record struct MovementTime(DateTimeOffset At, DateTimeOffset RecordedAt)
{
    /// <summary>Written down as it happens.</summary>
    public static MovementTime Now(DateTimeOffset now) => new(now, now);
}

/// <summary>One side of a movement.</summary>
/// <param name="Amount">Minor units of the account's currency, signed.</param>
internal readonly record struct Entry(Account Account, long Amount);

/// <summary>
/// Money that moves between accounts: its entries add up to zero in every currency. Pending, it counts in no balance until it is resolved;
/// see <see cref="Resolution"/>.
/// </summary>
internal sealed record Movement
{
    private Movement()
    {
    }

    public Guid Id { get; internal init; }

    public MovementKind Kind { get; private init; }

    public Cause Cause { get; private init; }

    public MovementTime Time { get; private init; }

    /// <summary>One for each account.</summary>
    public IReadOnlyList<Entry> Entries { get; private init; } = [];

    /// <summary>Pending until then at most; null when it is posted.</summary>
    public DateTimeOffset? TimesOutAt { get; private init; }

    /// <summary>A posted movement; entries of the same account are added up. Throws <see cref="UnbalancedMovement"/>.</summary>
    public static Movement Of(MovementKind kind, Cause cause, IEnumerable<Entry> entries, MovementTime time)
    {
        Entry[] sides = [.. entries.GroupBy(entry => entry.Account, (account, of) => new Entry(account, Sum(of)))];
        var unequal = sides.GroupBy(side => side.Account.Currency, (currency, of) => new Money(Sum(of), currency)).FirstOrDefault(sum => sum.Amount != 0);
        return sides.Length > 0 && unequal == default
            ? new() { Id = Guid.CreateVersion7(time.RecordedAt), Kind = kind, Cause = cause, Time = time, Entries = sides }
            : throw new UnbalancedMovement(kind, cause, unequal);
    }

    /// <summary>The same, not posted yet and expiring at that time unless it is resolved before.</summary>
    public Movement PendingUntil(DateTimeOffset timesOutAt) => timesOutAt > Time.At
        ? this with { TimesOutAt = timesOutAt }
        : throw new ArgumentOutOfRangeException(nameof(timesOutAt), timesOutAt, "It would have timed out before it began.");

    internal long AmountOf(Account account) => Entries.FirstOrDefault(entry => entry.Account == account).Amount;

    private static long Sum(IEnumerable<Entry> entries) => entries.Aggregate(0L, (sum, entry) => checked(sum + entry.Amount));
}

/// <summary>Entries that do not add up to zero, or none at all: a bug of whoever posts.</summary>
internal sealed class UnbalancedMovement(MovementKind kind, Cause cause, Money off)
    : Exception($"The entries of {kind.Word} by {cause} are off by {off.Amount} {off.Currency}.");
