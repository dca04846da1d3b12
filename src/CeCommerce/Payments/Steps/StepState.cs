namespace CeCommerce.Payments.Steps;

/// <summary>What a step of a payment is.</summary>
public enum StepKind
{
    /// <summary>The buyer tries to pay.</summary>
    Attempt,

    /// <summary>Money that the processor holds for us.</summary>
    Authorisation,

    /// <summary>Held money that became ours.</summary>
    Capture,

    /// <summary>Captured money that goes back to the buyer, all or a part.</summary>
    Refund,

    /// <summary>Captured money that goes on to an operator.</summary>
    Transfer,

    /// <summary>Captured money that the buyer's bank takes back until it is settled whose it is.</summary>
    Dispute,
}

/// <summary>Where a step stands; which of these a kind of step knows says <see cref="StepMoves"/>.</summary>
public enum StepState
{
    /// <summary>Nothing is known of it at the processor.</summary>
    Begun,

    /// <summary>The buyer must do something: authenticate, or name an account for money that goes back.</summary>
    AwaitingBuyer,

    /// <summary>The processor decides later.</summary>
    Pending,

    /// <summary>Until there is money to do it with; nobody is asked before.</summary>
    Waiting,

    /// <summary>Decided here; the processor is asked for it.</summary>
    Wanted,

    /// <summary>Held for us until it expires.</summary>
    Held,

    /// <summary>The bank wants evidence until it is due.</summary>
    EvidenceDue,

    /// <summary>The bank looks at the evidence.</summary>
    UnderReview,

    Succeeded,

    /// <summary>The processor refused the buyer.</summary>
    Declined,

    /// <summary>The processor refused us.</summary>
    Failed,

    /// <summary>It never reached the processor, and nobody wants it any more.</summary>
    Dropped,

    /// <summary>What was held became ours.</summary>
    Captured,

    /// <summary>What was held is the buyer's again.</summary>
    Voided,

    /// <summary>What was held is the buyer's again, for its time was over.</summary>
    Expired,

    /// <summary>What was passed on came back.</summary>
    Reversed,

    /// <summary>The money stays ours.</summary>
    Won,

    /// <summary>The money is the buyer's.</summary>
    Lost,
}

/// <summary>The allowed moves of each kind of step; whatever is not here is refused.</summary>
internal static class StepMoves
{
    private static readonly (StepKind Kind, StepState From, StepState[] To)[] Table =
    [
        (StepKind.Attempt, StepState.Begun, [StepState.AwaitingBuyer, StepState.Pending, StepState.Succeeded, StepState.Declined, StepState.Dropped]),
        (StepKind.Attempt, StepState.AwaitingBuyer, [StepState.Pending, StepState.Succeeded, StepState.Declined, StepState.Dropped]),
        (StepKind.Attempt, StepState.Pending, [StepState.Succeeded, StepState.Declined, StepState.Dropped]),
        (StepKind.Authorisation, StepState.Held, [StepState.Captured, StepState.Voided, StepState.Expired]),
        (StepKind.Capture, StepState.Wanted, [StepState.Pending, StepState.Succeeded, StepState.Failed]),
        (StepKind.Capture, StepState.Pending, [StepState.Succeeded, StepState.Failed]),
        (StepKind.Refund, StepState.Waiting, [StepState.Wanted]),
        (StepKind.Refund, StepState.Wanted, [StepState.Pending, StepState.AwaitingBuyer, StepState.Succeeded, StepState.Failed]),
        (StepKind.Refund, StepState.AwaitingBuyer, [StepState.Pending, StepState.Succeeded, StepState.Failed]),
        (StepKind.Refund, StepState.Pending, [StepState.AwaitingBuyer, StepState.Succeeded, StepState.Failed]),
        (StepKind.Transfer, StepState.Waiting, [StepState.Wanted]),
        (StepKind.Transfer, StepState.Wanted, [StepState.Pending, StepState.Succeeded, StepState.Failed]),
        (StepKind.Transfer, StepState.Pending, [StepState.Succeeded, StepState.Failed]),
        (StepKind.Transfer, StepState.Succeeded, [StepState.Reversed]),
        (StepKind.Dispute, StepState.EvidenceDue, [StepState.UnderReview, StepState.Won, StepState.Lost]),
        (StepKind.Dispute, StepState.UnderReview, [StepState.Won, StepState.Lost]),
        (StepKind.Dispute, StepState.Lost, [StepState.Won]),
    ];

    public static IReadOnlyList<StepState> From(StepKind kind, StepState state) =>
        Table.FirstOrDefault(move => move.Kind == kind && move.From == state).To ?? [];

    /// <summary>Whether the processor may still say something about it by itself, or is to be asked for it.</summary>
    public static bool IsOpen(this StepState state) => state is StepState.Begun or StepState.AwaitingBuyer or StepState.Pending or StepState.Wanted
        or StepState.Held or StepState.EvidenceDue or StepState.UnderReview;

    public static bool IsEnd(this StepState state) => state != StepState.Waiting && !state.IsOpen();
}
