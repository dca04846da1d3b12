using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

public readonly record struct DisputeId(Guid Value) : ITypedId<DisputeId>
{
    public static string Prefix => "dsp";

    public static DisputeId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// Money of a payment that the buyer's bank took back until it is decided whose it is, as the processor last told it. Only ever moves forward; what it moved in the books is written beside
/// it, once for each.
/// </summary>
public sealed class Dispute
{
    /// <summary>For so long one that was lost is asked about: it may be won by appeal.</summary>
    private static readonly TimeSpan Appealable = TimeSpan.FromDays(120);

    private readonly List<DisputeShare> _shares = [];

    private readonly List<DisputeAnswer> _answers = [];

    private readonly List<DisputeFee> _furtherFees = [];

    private Dispute()
    {
    }

    public DisputeId Id { get; private init; }

    public PaymentId PaymentId { get; private init; }

    public string Gateway { get; private init; } = "";

    /// <summary>As the processor calls it.</summary>
    public string ProcessorId { get; private init; } = "";

    /// <summary>What the buyer does not want to have paid.</summary>
    public Money Amount { get; private init; }

    public DisputeReason Reason { get; private set; }

    public DisputeState State { get; private set; }

    /// <summary>Until when the bank takes evidence, or an appeal; null when it takes none.</summary>
    public DateTimeOffset? EvidenceDueAt { get; private set; }

    /// <summary>Minor units that the bank took; none by an inquiry.</summary>
    public long Taken { get; private set; }

    /// <summary>Minor units that the processor took with the money.</summary>
    public long Fee { get; private set; }

    /// <summary>Minor units of those that it gave back.</summary>
    public long FeeReturned { get; private set; }

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>When it was booked as lost.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>When the bank gave the money back.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whose money it is; empty while none was taken.</summary>
    public IReadOnlyList<DisputeShare> Shares => [.. _shares.OrderBy(share => share.Number)];

    /// <summary>What was said to the bank, the oldest first.</summary>
    public IReadOnlyList<DisputeAnswer> Answers => [.. _answers.OrderBy(answer => answer.Id.Value)];

    /// <summary>What the processor took or gave back by itself since.</summary>
    public IReadOnlyList<DisputeFee> FurtherFees => _furtherFees;

    public bool Unsettled { get; private set; }

    /// <summary>When the sweep asks about it next, while <see cref="Unsettled"/>.</summary>
    public DateTimeOffset AskAt { get; private set; }

    public int Asked { get; private set; }

    public uint Version { get; private set; }

    /// <summary>All that the processor took for it, and of what came after the first fee not gave back.</summary>
    internal Money Cost => Amount with { Amount = Math.Max(0, Fee + _furtherFees.Sum(fee => fee.Amount)) };

    internal Money Withdrawn => Amount with { Amount = Taken };

    internal static Dispute Of(Payment payment, DisputeWord word, PaymentClock clock) => new()
    {
        Id = TypedId.New<DisputeId>(clock.Now),
        PaymentId = payment.Id,
        Gateway = payment.Gateway,
        ProcessorId = word.Id,
        Amount = word.Amount,
        State = DisputeState.Warning,
        OpenedAt = word.OpenedAt,
        Unsettled = true,
        AskAt = clock.Next(0),
    };

    /// <summary>Takes the processor's word; a word from before that comes late, or the same again, moves nothing.</summary>
    internal DisputeMoves Hear(DisputeWord word, PaymentClock clock)
    {
        var now = clock.Now;
        if (State != word.State && Rank(word.State) >= Rank(State) && State != DisputeState.Won)
        {
            State = word.State;
        }

        if (State == word.State)
        {
            (Reason, EvidenceDueAt) = (word.Reason, word.EvidenceDueAt);
            DecidedAt = State is DisputeState.Won or DisputeState.Lost ? DecidedAt ?? now : null;
        }

        var moves = new DisputeMoves(Opened: Taken == 0 && word.Taken > 0, Charged: Fee == 0 && word.Fee > 0);
        (Taken, Fee, TakenAt) = (moves.Opened ? word.Taken : Taken, moves.Charged ? word.Fee : Fee, moves.Opened ? now : TakenAt);
        moves = moves with { FeeBack = FeeReturned == 0 && Fee > 0 && word.FeeReturned > 0 };
        FeeReturned = moves.FeeBack ? word.FeeReturned : FeeReturned;
        List<DisputeFee> further = [.. word.FurtherFees.Select(fee => DisputeFee.Of(this, fee, now)).Where(fee => _furtherFees.TrueForAll(known => known.Id != fee.Id))];
        _furtherFees.AddRange(further);
        moves = Decide(moves with { Fees = further }, word.Returned, now);
        Unsettled = ReturnedAt is null && (State == DisputeState.Won ? Taken > 0 : LostAt is null || now < LostAt + Appealable);
        return moves;
    }

    /// <summary>Whose money was taken: by what is left of each operator's share of the payment, since a bank knows nothing of orders.</summary>
    internal void Split(Payment payment, DateTimeOffset now)
    {
        var rests = payment.Rests;
        var weights = rests.Any(rest => rest.Amount > 0) ? rests : [.. payment.Shares];
        var parts = LargestRemainder.Split(Withdrawn, [.. weights.Select(rest => Math.Max(rest.Amount, 0))]);
        var owned = weights.Zip(parts).Where(each => each.Second.Amount > 0).GroupBy(each => each.First.OperatorId, (whose, of) => (Whose: whose, Amount: of.Sum(each => each.Second.Amount)));
        _shares.AddRange(owned.Select((each, place) => DisputeShare.Of(this, place + 1, new(each.Whose, each.Amount), now)));
    }

    /// <summary>Says something to the bank; what is to go with it is known.</summary>
    internal DisputeAnswer Answer(DisputeAnswerKind kind, string? sha256, PaymentClock clock)
    {
        var answer = DisputeAnswer.Of(this, kind, sha256, clock);
        _answers.Add(answer);
        return answer;
    }

    internal StepState StepState => State switch
    {
        DisputeState.Won => StepState.Won,
        DisputeState.Lost or DisputeState.Appealed => StepState.Lost,
        DisputeState.UnderReview => StepState.UnderReview,
        DisputeState.Warning or DisputeState.NeedsResponse => StepState.EvidenceDue,
    };

    private DisputeMoves Decide(DisputeMoves moves, long returned, DateTimeOffset now)
    {
        if (Taken == 0 || ReturnedAt is not null)
        {
            return moves;
        }

        if (returned >= Taken)
        {
            ReturnedAt = now;
            return LostAt is null ? moves with { Won = true } : moves with { Undone = true };
        }

        if (LostAt is null && State is (DisputeState.Lost or DisputeState.Appealed))
        {
            LostAt = now;
            return moves with { Lost = true };
        }

        return moves;
    }

    private static int Rank(DisputeState state) => state switch
    {
        DisputeState.Warning => 0,
        DisputeState.NeedsResponse => 1,
        DisputeState.UnderReview => 2,
        DisputeState.Lost or DisputeState.Appealed => 3,
        DisputeState.Won => 4,
    };
}

/// <summary>What a word of the processor moves in the books.</summary>
/// <param name="Opened">The bank took the money.</param>
/// <param name="Charged">The processor took its fee.</param>
internal sealed record DisputeMoves(bool Opened, bool Charged)
{
    /// <summary>The bank gave the money back, and nothing was booked as lost.</summary>
    public bool Won { get; init; }

    public bool Lost { get; init; }

    /// <summary>The bank gave the money back after it was booked as lost.</summary>
    public bool Undone { get; init; }

    /// <summary>The processor gave its fee back.</summary>
    public bool FeeBack { get; init; }

    /// <summary>What the processor took or gave back by itself.</summary>
    public IReadOnlyList<DisputeFee> Fees { get; init; } = [];

    public bool Any => Opened || Charged || Won || Lost || Undone || FeeBack || Fees is not [];
}
