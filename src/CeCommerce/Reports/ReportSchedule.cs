using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Formats;

namespace CeCommerce.Reports;

public readonly record struct ReportScheduleId(Guid Value) : ITypedId<ReportScheduleId>
{
    public static string Prefix => "rps";

    public static ReportScheduleId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A report of every month, drawn on a day of the month after it.</summary>
public sealed class ReportSchedule
{
    /// <summary>The last day that every month has.</summary>
    internal const int LastDay = 28;

    private ReportSchedule()
    {
    }

    public ReportScheduleId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    /// <summary>1 to 28, in Japan: on it the month before is drawn, as of the end of that month.</summary>
    public int DayOfMonth { get; private init; }

    public IReadOnlyList<ReportFormat> Formats { get; private init; } = [];

    public IReadOnlyList<Language> Languages { get; private init; } = [];

    /// <summary>Who asked for it.</summary>
    public string RequestedBy { get; private init; } = "";

    /// <summary>First day of the month that is drawn next.</summary>
    public DateOnly NextMonth { get; private set; }

    /// <summary>The day on which it is drawn, in Japan.</summary>
    public DateOnly NextOn { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public uint Version { get; private set; }

    internal static ReportSchedule Begin(ReportScheduleId id, OperatorId owner, int day, WantedFiles shape, Caller by, DateTimeOffset now)
    {
        var begun = new ReportSchedule
        {
            Id = id, OperatorId = owner, DayOfMonth = day, Formats = shape.Formats, Languages = shape.Languages, RequestedBy = by.Name, CreatedAt = now,
        };
        var today = Tokyo.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        begun.Await(today.Day <= day ? month.AddMonths(-1) : month);
        return begun;
    }

    /// <summary>The month that is due; the next one is awaited from now on.</summary>
    internal DateOnly TakeMonth()
    {
        var month = NextMonth;
        Await(month.AddMonths(1));
        return month;
    }

    internal void End(DateTimeOffset now) => EndedAt ??= now;

    private void Await(DateOnly month) => (NextMonth, NextOn) = (month, month.AddMonths(1).AddDays(DayOfMonth - 1));
}
