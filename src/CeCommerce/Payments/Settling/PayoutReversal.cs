using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

public readonly record struct PayoutReversalId(Guid Value) : ITypedId<PayoutReversalId>
{
    public static string Prefix => "rvs";

    public static PayoutReversalId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Where a reversal stands.</summary>
public enum ReversalState
{
    /// <summary>The processor is asked for it.</summary>
    Wanted,

    /// <summary>The money is back.</summary>
    Done,

    /// <summary>The operator's account does not have it: what it owes is taken off its next payouts.</summary>
    Impossible,

    /// <summary>The payout was never sent, or is back already.</summary>
    Dropped,
}

/// <summary>Money of a payout that is wanted back, since its sale was given back after it.</summary>
public sealed class PayoutReversal
{
    private PayoutReversal()
    {
    }

    public PayoutReversalId Id { get; private init; }

    public PayoutId PayoutId { get; private init; }

    public Payout Payout { get; private init; } = null!;

    /// <summary>The refund, or the payout itself that its bank sent back; once for each payout.</summary>
    public Guid Cause { get; private init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; private init; }

    public ReversalState State { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Whether the payout had arrived when it came back.</summary>
    public bool HadArrived { get; private set; }

    /// <summary>How much of it undid what was lost for the operator.</summary>
    public long OfLoss { get; private set; }

    public DateTimeOffset WantedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset AskAt { get; private init; }

    public int Asked { get; private init; }

    public uint Version { get; private set; }

    internal static PayoutReversal Of(PayoutId payout, Guid cause, long amount, DateTimeOffset now) => new()
    {
        Id = TypedId.New<PayoutReversalId>(now),
        PayoutId = payout,
        Cause = cause,
        Amount = amount,
        State = ReversalState.Wanted,
        WantedAt = now,
        AskAt = now,
    };

    internal void Drop(DateTimeOffset now) => (State, EndedAt) = (ReversalState.Dropped, now);

    /// <summary>Takes the processor's word, and answers what it moves in the books; null for nothing.</summary>
    internal Movement? Hear(Reversal word, Standing standing, DateTimeOffset now)
    {
        if (State != ReversalState.Wanted)
        {
            return null;
        }

        EndedAt = now;
        if (!word.Done)
        {
            (State, Reason) = (ReversalState.Impossible, word.Reason);
            return null;
        }

        var back = ComingBack.Of(Amount, Payout.IsAtBank, standing);
        (State, HadArrived, OfLoss) = (ReversalState.Done, back.HadArrived, back.OfLoss);
        Payout.Reverse(Amount);
        return PostingTable.Reversal(Ledger.Cause.Of(Id), Payout.Whole with { Amount = Payout.Amount with { Amount = Amount } }, back, MovementTime.Now(now));
    }

}
