using CeCommerce.Payments.Ledger;

namespace CeCommerce.Payments.Steps;

/// <summary>What a step that moved money moves in the books.</summary>
internal static class StepMovements
{
    /// <summary>As <see cref="From"/>, where each operator bears all of it itself.</summary>
    public static Movement Of(Payment payment, PaymentStep step, EscrowHeld escrow, MovementTime time) => From(payment, step, new(escrow), time);

    /// <summary>A charge, and the refund of all that is left, are found by their payment; a part that went back by its step.</summary>
    /// <param name="from">Where the money is before the step; what it moves changes it.</param>
    public static Movement From(Payment payment, PaymentStep step, TakenFrom from, MovementTime time) => step switch
    {
        { Kind: StepKind.Capture } => ChargeOf(payment, from.Escrow, time),
        { IsOfAll: true } => PaymentMovements.RefundFrom(Cause.Of(payment.Id), Shares(payment, step), from, time),
        _ => PaymentMovements.RefundFrom(Cause.Of(step.Id), [new(step.OperatorId!.Value, payment.Amount with { Amount = step.Amount })], from, time),
    };

    /// <summary>Money that is held, or awaited at a counter.</summary>
    public static Movement HoldOf(Payment payment, PaymentStep step, MovementTime time) => PostingTable.Authorisation(Cause.Of(step.Id), Shares(payment, null), time).PendingUntil(step.DueAt!.Value);

    private static Movement ChargeOf(Payment payment, EscrowHeld escrow, MovementTime time)
    {
        List<Share> shares = [.. Shares(payment, null)];
        shares.ForEach(escrow.Put);
        return PaymentMovements.Charge(Cause.Of(payment.Id), shares, time);
    }

    /// <summary>Each operator's, without what went back from it by parts or was taken by a bank.</summary>
    private static IEnumerable<Share> Shares(Payment payment, PaymentStep? rest) => payment.Shares
        .Select(share => new Share(share.OperatorId, payment.Amount with { Amount = share.Amount - (rest is null ? 0 : PartsOf(payment, share)) }))
        .Where(share => share.Amount.Amount != 0);

    private static long PartsOf(Payment payment, PaymentShare share) => payment.Steps
        .Where(step => step is ({ Kind: StepKind.Refund, State: not StepState.Failed } or { Kind: StepKind.Dispute, State: not StepState.Won }) && step.OperatorId == share.OperatorId)
        .Sum(step => step.Amount);
}
