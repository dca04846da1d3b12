namespace CeCommerce.Platform;

/// <summary>The calendar that Japanese law and people count days by.</summary>
public static class Tokyo
{
    /// <summary>Japan has had no summer time since 1951; a fixed offset needs no time-zone data on the machine.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());
}
