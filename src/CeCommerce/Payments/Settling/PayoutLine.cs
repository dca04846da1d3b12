using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

/// <summary>What a line of a payout is about.</summary>
public enum PayoutLineKind
{
    /// <summary>A sale was completed.</summary>
    Sale,

    /// <summary>Money of one went back to its buyer.</summary>
    Refund,

    /// <summary>The platform's fee with its tax.</summary>
    Fee,

    /// <summary>Some of a fee was given back.</summary>
    FeeReturn,

    /// <summary>The tax of a month's fees was rounded once.</summary>
    FeeRounding,

    /// <summary>The processor's fee, where the terms charge it on.</summary>
    ProcessorFee,

    /// <summary>A dispute was lost, or won after all.</summary>
    Dispute,

    /// <summary>Its fee, where the terms charge it on.</summary>
    DisputeFee,

    /// <summary>Part of a deposit that was kept.</summary>
    Deposit,

    /// <summary>Money of an earlier payout came back.</summary>
    Reversal,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>One movement of what an operator is owed, by the payout that covers it.</summary>
public sealed class PayoutLine
{
    private PayoutLine()
    {
    }

    public PayoutId PayoutId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Guid MovementId { get; private init; }

    /// <summary>Kind of the movement, as the books write it.</summary>
    public string Movement { get; private init; } = "";

    /// <summary>What was paid for, or else what moved the money, as the outside knows it.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>Minor units, signed.</summary>
    public long Amount { get; private init; }

    public DateTimeOffset At { get; private init; }

    internal PayoutLineKind Kind => KindOf(Movement);

    internal static PayoutLineKind KindOf(string movement) => movement switch
    {
        "Release" or "Charge" => PayoutLineKind.Sale,
        "Refund" => PayoutLineKind.Refund,
        "Fee" => PayoutLineKind.Fee,
        "FeeReturn" => PayoutLineKind.FeeReturn,
        "FeeInvoice" => PayoutLineKind.FeeRounding,
        "ProcessorFeeShare" => PayoutLineKind.ProcessorFee,
        "DisputeLoss" or "DisputeAppeal" => PayoutLineKind.Dispute,
        "DisputeFeeShare" or "DisputeFeeReturn" => PayoutLineKind.DisputeFee,
        "DepositCapture" => PayoutLineKind.Deposit,
        "TransferReversal" => PayoutLineKind.Reversal,
        _ => PayoutLineKind.Other,
    };
}

/// <summary>What can be paid to an operator, as one statement saw it.</summary>
/// <param name="Payable">Minor units, less what is too young.</param>
/// <param name="Lines">What no payout has covered yet.</param>
internal sealed record PayoutSheet(long Payable, IReadOnlyList<SheetLine> Lines);

/// <summary>One line of it; the first two of a statement's answer are no movements but sums.</summary>
internal sealed record SheetLine
{
    public required string Movement { get; init; }

    public required Guid? MovementId { get; init; }

    public required string CauseKind { get; init; }

    public required Guid? CauseId { get; init; }

    public required string? PaidFor { get; init; }

    public required long Amount { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    internal string Reference => PaidFor ?? TypedId.Format(CauseKind, CauseId!.Value);
}
