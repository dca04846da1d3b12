using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Listings.Oversight;

/// <summary>How far apart the days of a trend are.</summary>
internal enum TrendStep
{
    /// <summary>Every day.</summary>
    Day,

    /// <summary>Every seventh day, counted back from the last.</summary>
    Week,
}

/// <summary>The days of a trend.</summary>
/// <param name="Until">The last of them, not after today.</param>
internal readonly record struct TrendPeriod(DateOnly From, DateOnly Until, TrendStep Step)
{
    private const int MostDays = 100;
    private const int Week = 7;

    public DateTimeOffset Start => Tokyo.StartOf(From).ToUniversalTime();

    public DateTimeOffset End => Tokyo.StartOf(Until.AddDays(1)).ToUniversalTime();

    public IEnumerable<DateOnly> Days()
    {
        var (step, last) = (Width(Step), Until.DayNumber);
        for (var day = last - ((last - From.DayNumber) / step * step); day <= last; day += step)
        {
            yield return DateOnly.FromDayNumber(day);
        }
    }

    /// <exception cref="RequestFault">It does not end after it begins, has not passed yet or has too many days.</exception>
    public static TrendPeriod Checked(DateOnly from, DateOnly? until, TrendStep step, DateOnly today)
    {
        var last = until ?? today;
        return from <= last && last <= today && (last.DayNumber - from.DayNumber) / Width(step) < MostDays
            ? new(from, last, step)
            : throw new RequestFault("TREND_PERIOD_INVALID", new LocalText(
                $"期間は今日までで、from は until 以前、{MostDays} 点までにしてください。", $"A trend ends today or before, not before it begins, and has at most {MostDays} days."));
    }

    private static int Width(TrendStep step) => step == TrendStep.Week ? Week : 1;
}

/// <summary>One operator over one period.</summary>
internal readonly record struct WantedTrend(OperatorId Operator, TrendPeriod Period);

/// <summary>How an operator's listings stood when a day ended.</summary>
/// <param name="Day">The day, in Japan; of today: until now.</param>
/// <param name="Verdicts">How many listings that were neither sold nor withdrawn had which verdict, drafts included; verdicts that none had are left out.</param>
internal sealed record TrendPoint(DateOnly Day, IReadOnlyList<VerdictCount> Verdicts);

/// <summary>A line of the statement that follows verdicts: how many more listings have one since a day.</summary>
internal sealed class VerdictMove
{
    public Guid OperatorId { get; private init; }

    public DateOnly Day { get; private init; }

    public string Verdict { get; private init; } = "";

    public int Change { get; private init; }
}
