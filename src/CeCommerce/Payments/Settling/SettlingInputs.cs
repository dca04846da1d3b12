using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

/// <summary>How the platform settles with an operator from a moment on.</summary>
internal sealed record SetSettlementTermsInput
{
    /// <summary>With whom.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>Who bears what the operator cannot give back; left out: the operator.</summary>
    public Liable? Liable { get; init; }

    /// <summary>Whether the processor's fees are charged on to it; left out: no.</summary>
    public bool? ProcessorFeeChargedOn { get; init; }

    /// <summary>Whether the processor's fee of a dispute that was lost is; left out: no.</summary>
    public bool? DisputeFeeChargedOn { get; init; }

    /// <summary>When it is paid.</summary>
    public required PayoutSchedule Schedule { get; init; }

    /// <summary>With `WEEKLY` 1, Monday, to 7; with `MONTHLY` 1 to 28; otherwise left out.</summary>
    public int? Day { get; init; }

    /// <summary>How many days what is completed waits; 0 to 90; left out: none.</summary>
    public int? DelayDays { get; init; }

    /// <summary>Below which nothing is paid by the schedule, in yen, at most ￥1,000,000; left out: nothing.</summary>
    public Money? Minimum { get; init; }

    /// <summary>From when on; left out: from now on. Not in the past.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Who is to be paid.</summary>
internal sealed record MakePayoutInput
{
    /// <summary>The operator.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
