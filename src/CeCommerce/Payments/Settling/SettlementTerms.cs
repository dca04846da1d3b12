using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

public readonly record struct SettlementTermsId(Guid Value) : ITypedId<SettlementTermsId>
{
    public static string Prefix => "stt";

    public static SettlementTermsId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>When an operator is paid; days are counted in Japan.</summary>
public enum PayoutSchedule
{
    /// <summary>Only when the platform says so.</summary>
    Manual,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>On one day of the week.</summary>
    Weekly,

    /// <summary>On one day of the month.</summary>
    Monthly,
}

/// <summary>How the platform settles with an operator from a moment on, until later terms hold. Never changed: what was posted under them keeps them.</summary>
public sealed class SettlementTerms
{
    /// <summary>As many days of a month as every month has.</summary>
    internal const int LastDay = 28;

    private SettlementTerms()
    {
    }

    public SettlementTermsId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    public Liable Liable { get; private init; }

    public bool ProcessorFeeChargedOn { get; private init; }

    public bool DisputeFeeChargedOn { get; private init; }

    public PayoutSchedule Schedule { get; private init; }

    /// <summary>Of the week, Monday being 1, or of the month; null where the schedule has none.</summary>
    public int? Day { get; private init; }

    /// <summary>How long what is completed waits.</summary>
    public int DelayDays { get; private init; }

    /// <summary>Minor units below which nothing is paid by the schedule.</summary>
    public long Minimum { get; private init; }

    public DateTimeOffset From { get; private init; }

    public DateTimeOffset SetAt { get; private init; }

    /// <summary>Where nobody has said anything: the operator bears what falls below zero, and nothing leaves without the platform's word.</summary>
    internal static SettlementTerms Unsaid(OperatorId whose) => new() { OperatorId = whose };

    internal static SettlementTerms Of(Operator owner, SettlementWish wish, DateTimeOffset from, DateTimeOffset now) => new()
    {
        Id = TypedId.New<SettlementTermsId>(now),
        OperatorId = owner.Id,
        Operator = owner,
        Liable = wish.Liable,
        ProcessorFeeChargedOn = wish.ProcessorFeeChargedOn,
        DisputeFeeChargedOn = wish.DisputeFeeChargedOn,
        Schedule = wish.Schedule,
        Day = wish.Day,
        DelayDays = wish.DelayDays,
        Minimum = wish.Minimum,
        From = from,
        SetAt = now,
    };

    internal bool PaysOn(DateOnly day) => Schedule switch
    {
        PayoutSchedule.Manual => false,
        PayoutSchedule.Daily => true,
        PayoutSchedule.Weekly => ((int)day.DayOfWeek + 6) % 7 + 1 == Day,
        PayoutSchedule.Monthly => day.Day == Day,
    };

    /// <summary>The first day after that one on which it pays; null when none does.</summary>
    internal DateOnly? NextAfter(DateOnly day) => Schedule == PayoutSchedule.Manual ? null : Enumerable.Range(1, 31).Select(day.AddDays).First(PaysOn);
}

/// <summary>What terms are to say.</summary>
internal sealed record SettlementWish(Liable Liable, PayoutSchedule Schedule, int? Day)
{
    public bool ProcessorFeeChargedOn { get; init; }

    public bool DisputeFeeChargedOn { get; init; }

    public int DelayDays { get; init; }

    public long Minimum { get; init; }
}
