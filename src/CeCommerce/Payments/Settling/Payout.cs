using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

public readonly record struct PayoutId(Guid Value) : ITypedId<PayoutId>
{
    public static string Prefix => "pou";

    public static PayoutId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Where a payout stands.</summary>
public enum PayoutState
{
    /// <summary>Decided; the processor is asked for it.</summary>
    Wanted,

    /// <summary>The processor would not; nothing was sent, and the next payout takes it up.</summary>
    Refused,

    /// <summary>On its way to the operator's bank.</summary>
    Sent,

    /// <summary>At its bank.</summary>
    Arrived,

    /// <summary>The operator's bank did not take it: it lies at the operator's account at the processor, and is sent there again when its bank account has changed, or with its next payout.</summary>
    Failed,

    /// <summary>All of it is back with the platform.</summary>
    Reversed,

    /// <summary>It had arrived, and the bank sent it back: it lies at the operator's account at the processor until the platform has it again, and is paid anew then.</summary>
    Returned,
}

/// <summary>Money that goes to an operator for what it sold: one for each period.</summary>
public sealed class Payout
{
    private Payout()
    {
    }

    public PayoutId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    public Money Amount { get; private init; }

    /// <summary>The day in Japan for which it was scheduled; its own name when somebody asked for it.</summary>
    public string Period { get; private init; } = "";

    public string Gateway { get; private init; } = "";

    /// <summary>The operator's account at the processor.</summary>
    public string Destination { get; private init; } = "";

    public PayoutState State { get; private set; }

    /// <summary>The processor's name of the transfer.</summary>
    public string? TransferId { get; private set; }

    /// <summary>The processor's code for what went wrong.</summary>
    public string? Reason { get; private set; }

    /// <summary>How often it was to be sent to the operator's bank.</summary>
    public int Turns { get; private set; }

    /// <summary>From when on it is to be sent there again, while it is <see cref="PayoutState.Failed"/>.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>Minor units that were left from before, or came back; below zero what was paid ahead.</summary>
    public long Carried { get; private init; }

    /// <summary>Minor units that were not paid since they may go back.</summary>
    public long HeldBack { get; private init; }

    /// <summary>Minor units that came back on our word.</summary>
    public long Reversed { get; private set; }

    /// <summary>Minor units that came back by themselves.</summary>
    public long FailedAmount { get; private set; }

    /// <summary>How much of them undid what was lost for the operator.</summary>
    public long FailedOfLoss { get; private set; }

    /// <summary>Minor units that arrived.</summary>
    public long ArrivedAmount { get; private set; }

    /// <summary>Minor units that its bank sent back after that.</summary>
    public long ReturnedAmount { get; private set; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>While it is true the processor is asked about it.</summary>
    public bool Unsettled { get; private set; }

    public DateTimeOffset AskAt { get; private set; }

    public int Asked { get; private set; }

    public uint Version { get; private set; }

    internal SettlementKey Key => new(OperatorId, Amount.Currency);

    internal Share Whole => new(OperatorId, Amount);

    /// <summary>Whether the books have it as paid.</summary>
    internal bool IsAtBank => ArrivedAt is not null && ReturnedAmount == 0;

    /// <summary>What could still come back on our word.</summary>
    internal long Reversible => State is PayoutState.Refused or PayoutState.Reversed ? 0 : Amount.Amount - Reversed;

    internal static Payout Of(PayoutPlan plan, string gateway, string destination, DateTimeOffset now)
    {
        var id = TypedId.New<PayoutId>(now);
        return new()
        {
            Id = id,
            OperatorId = plan.Of.OperatorId,
            Amount = new(plan.Amount, plan.Of.Currency),
            Period = plan.Period ?? id.ToString(),
            Gateway = gateway,
            Destination = destination,
            State = PayoutState.Wanted,
            Turns = 1,
            Carried = plan.Carried,
            HeldBack = plan.HeldBack,
            MadeAt = now,
            Unsettled = true,
            AskAt = now,
        };
    }

    /// <summary>It is sent to the bank once more, from where it lies: nothing moves in the books. Only after the try before was told as refused, so no two are under way.</summary>
    internal bool Retry(DateTimeOffset now)
    {
        if (State != PayoutState.Failed || !(RetryAt <= now))
        {
            return false;
        }

        (State, Reason, RetryAt, Turns) = (PayoutState.Sent, null, null, Turns + 1);
        (AskAt, Asked) = (now, 0);
        return true;
    }

    /// <summary>Takes the processor's word, and answers what it moves in the books. The same again, or an older word, moves nothing.</summary>
    internal IReadOnlyList<Movement> Hear(Transfer transfer, Standing standing, DateTimeOffset now)
    {
        var moved = new List<Movement>();
        if (transfer.Status == TransferStatus.BankRefused && transfer.Turn < Turns)
        {
            return moved;
        }

        if (transfer.Status == TransferStatus.Refused)
        {
            if (State == PayoutState.Wanted)
            {
                (State, Reason, Unsettled) = (PayoutState.Refused, transfer.Reason, false);
            }

            return moved;
        }

        if (State == PayoutState.Wanted)
        {
            (State, TransferId, SentAt) = (PayoutState.Sent, transfer.Id, now);
            moved.Add(PostingTable.Transfer(Cause.Of(Id), Whole, MovementTime.Now(now)));
        }

        if (State is PayoutState.Sent or PayoutState.Failed)
        {
            moved.AddRange(Follow(transfer, standing, now));
        }
        else if (State == PayoutState.Arrived && transfer.Status == TransferStatus.BankRefused)
        {
            var rest = Whole with { Amount = Amount with { Amount = Amount.Amount - Reversed } };
            (State, Reason, ReturnedAmount) = (PayoutState.Returned, transfer.Reason, rest.Amount.Amount);
            moved.Add(PostingTable.Return(Cause.Of(Id), rest, MovementTime.Now(now)));
        }

        return moved;
    }

    /// <summary>So much came back on our word.</summary>
    internal void Reverse(long amount)
    {
        Reversed += amount;
        if (Reversed == Amount.Amount)
        {
            (State, Unsettled) = (PayoutState.Reversed, false);
        }
    }

    private IEnumerable<Movement> Follow(Transfer transfer, Standing standing, DateTimeOffset now)
    {
        var rest = Whole with { Amount = Amount with { Amount = Amount.Amount - Reversed } };
        switch (transfer.Status)
        {
            case TransferStatus.Arrived:
                (State, ArrivedAt, ArrivedAmount, Unsettled, Reason) = (PayoutState.Arrived, now, rest.Amount.Amount, false, null);
                return [PostingTable.Arrival(Cause.Of(Id), rest, MovementTime.Now(now))];
            case TransferStatus.BankRefused:
                (State, Reason, RetryAt) = (PayoutState.Failed, transfer.Reason, State == PayoutState.Failed ? RetryAt : null);
                return [];
            case TransferStatus.Failed:
                var back = ComingBack.Of(rest.Amount.Amount, hadArrived: false, standing);
                (State, Reason, Unsettled, FailedAmount, FailedOfLoss) = (PayoutState.Reversed, transfer.Reason, false, rest.Amount.Amount, back.OfLoss);
                return [PostingTable.Reversal(Cause.Of(Id), rest, back, MovementTime.Now(now))];
            default:
                (State, Reason) = (PayoutState.Sent, null);
                return [];
        }
    }
}

/// <summary>What is to be paid, and why it is so much.</summary>
/// <param name="Of">Whose.</param>
/// <param name="Period">The day; null when somebody asked for it.</param>
/// <param name="Amount">Minor units: what was carried and the lines, less what is held back.</param>
/// <param name="Carried">Minor units.</param>
/// <param name="HeldBack">Minor units.</param>
internal sealed record PayoutPlan(SettlementKey Of, string? Period, long Amount, long Carried, long HeldBack);
