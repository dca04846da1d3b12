using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Steps;

public readonly record struct PaymentStepId(Guid Value) : ITypedId<PaymentStepId>
{
    public static string Prefix => "pst";

    public static PaymentStepId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>One thing that the processor does, or is to do, with the money of a payment, and when it is asked about it.</summary>
public sealed class PaymentStep
{
    private PaymentStep()
    {
    }

    /// <param name="payment">Of which it is a step.</param>
    /// <param name="number">Its place among the steps of the payment, from 1.</param>
    /// <param name="wish">What it is to be.</param>
    /// <param name="askAt">When the sweep asks about it for the first time.</param>
    internal PaymentStep(Payment payment, int number, StepWish wish, DateTimeOffset askAt)
        : this()
    {
        (PaymentId, Number, CreatedAt) = (payment.Id, number, wish.At ?? payment.CreatedAt);
        (Id, Kind, State, Amount) = (new(Guid.CreateVersion7(CreatedAt)), wish.Kind, wish.State, wish.Amount);
        (OperatorId, Cause, ParentId, DueAt) = (wish.OperatorId, wish.Cause, wish.ParentId, wish.DueAt);
        (Unsettled, AskAt, Changes) = (true, askAt, 1);
    }

    public PaymentStepId Id { get; private init; }

    public PaymentId PaymentId { get; private init; }

    /// <summary>Its place among the steps of the payment, from 1.</summary>
    public int Number { get; private init; }

    public StepKind Kind { get; private init; }

    public StepState State { get; private set; }

    /// <summary>Minor units, in the payment's currency.</summary>
    public long Amount { get; private init; }

    /// <summary>Whose part it is; null when it is of the whole payment.</summary>
    public OperatorId? OperatorId { get; private init; }

    /// <summary>What asked for it: once for each kind of step. The payment itself, where all of it goes back.</summary>
    public Guid? Cause { get; private init; }

    /// <summary>The processor's code for its refusal.</summary>
    public string? Reason { get; private set; }

    /// <summary>As the processor calls it; null where it has no name of its own.</summary>
    public string? GatewayReference { get; private init; }

    /// <summary>When what is held expires, evidence is due, or the buyer has to have named an account.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When the app was last told that the buyer has to name an account.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>Of which step it is a part: a capture's authorisation, a refund's capture.</summary>
    public PaymentStepId? ParentId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>True while its money may still move at the processor; the sweep asks until it is false.</summary>
    public bool Unsettled { get; private set; }

    /// <summary>When the sweep asks next, while <see cref="Unsettled"/>.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>How often the sweep has asked since it was last decided what is wanted.</summary>
    public int Asked { get; private set; }

    /// <summary>How often it was changed since it was read.</summary>
    internal int Changes { get; private set; }

    /// <summary>Whether it is about the buyer's money with us.</summary>
    internal bool IsOfBuyer => Kind is not (StepKind.Transfer or StepKind.Dispute);

    /// <summary>Whether money changed hands by it.</summary>
    internal bool MovedMoney => Kind is StepKind.Capture or StepKind.Refund && State == StepState.Succeeded;

    /// <summary>Whether money is promised by it until a day: held, or awaited at a counter.</summary>
    internal bool IsPromise => DueAt is not null && (Kind, State) is (StepKind.Authorisation, StepState.Held) or (StepKind.Attempt, StepState.Pending);

    /// <summary>A refund of all that is not given back by parts.</summary>
    internal bool IsOfAll => Kind == StepKind.Refund && Cause == PaymentId.Value;

    /// <summary>Throws <see cref="InvalidOperationException"/> for a move that the table does not have, which would be a bug.</summary>
    internal PaymentStep Move(StepState to, DateTimeOffset now, string? reason = null)
    {
        if (State == to)
        {
            return this;
        }

        if (!StepMoves.From(Kind, State).Contains(to))
        {
            throw new InvalidOperationException($"{Kind} {Id} does not go from {State} to {to}.");
        }

        (State, Reason, EndedAt, Unsettled) = (to, reason ?? Reason, to.IsEnd() ? now : null, to.IsOpen());
        Changes++;
        return this;
    }

    /// <summary>What the processor says of money that goes back. A word from before that comes late changes nothing.</summary>
    internal void Move(ChargeRefund told, DateTimeOffset now)
    {
        var to = told.Status switch
        {
            RefundStatus.Pending => StepState.Pending,
            RefundStatus.NeedsBuyer => StepState.AwaitingBuyer,
            RefundStatus.Succeeded => StepState.Succeeded,
            RefundStatus.Failed when told.KeptAs is not null => StepState.Succeeded,
            RefundStatus.Failed => StepState.Failed,
        };
        if (to == State && told.DueAt is { } due)
        {
            AwaitUntil(due);
        }
        else if (StepMoves.From(Kind, State).Contains(to))
        {
            DueAt = told.DueAt;
            Move(to, now, told.Reason);
        }
    }

    /// <summary>Whether it is time to tell that the buyer has to name an account: at once, and once more before its time is over.</summary>
    internal bool Remind(PaymentClock clock)
    {
        var last = (DueAt ?? DateTimeOffset.MaxValue) - clock.Settings.RemindBefore;
        if ((Kind, State) is not (StepKind.Refund, StepState.AwaitingBuyer) || (RemindedAt is { } told && (told >= last || clock.Now < last)))
        {
            return false;
        }

        RemindedAt = clock.Now;
        Changes++;
        return true;
    }

    /// <summary>How long the buyer has to pay.</summary>
    internal void AwaitUntil(DateTimeOffset due)
    {
        if (DueAt != due)
        {
            DueAt = due;
            Changes++;
        }
    }

    /// <summary>What it waited for is there.</summary>
    internal void Want(PaymentStep parent, PaymentClock clock)
    {
        Move(StepState.Wanted, clock.Now);
        ParentId = parent.Id;
        AskFrom(clock.Next(0));
    }

    internal void AskFrom(DateTimeOffset at)
    {
        (Unsettled, AskAt, Asked) = (true, at, 0);
        Changes++;
    }

    /// <summary>The processor was heard; what has ended needs no more questions.</summary>
    internal void Settle()
    {
        if (Unsettled != State.IsOpen())
        {
            Unsettled = !Unsettled;
            Changes++;
        }
    }
}

/// <summary>A step to be.</summary>
internal sealed record StepWish(StepKind Kind, StepState State, long Amount)
{
    public OperatorId? OperatorId { get; init; }

    public Guid? Cause { get; init; }

    public PaymentStepId? ParentId { get; init; }

    /// <summary>As in <see cref="PaymentStep.DueAt"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was decided or heard; null for what begins with the payment.</summary>
    public DateTimeOffset? At { get; init; }
}
