using CeCommerce.Platform;

namespace CeCommerce.Orders.Demo;

/// <summary>Something that happens in the year, on services of its moment.</summary>
internal sealed record DemoMoment(DateTimeOffset At, Func<IServiceProvider, CancellationToken, Task> HappensAsync);

/// <summary>The days of the year, counted from its first; what would come after the last does not happen.</summary>
internal sealed class DemoTimeline(DateOnly first)
{
    public const int Days = 365;

    private readonly List<DemoMoment> _moments = [];

    /// <summary>In their order in time; those of one moment as they were said.</summary>
    public IEnumerable<DemoMoment> Moments => _moments.OrderBy(moment => moment.At);

    public DateOnly DayOf(int day) => first.AddDays(day);

    public DateTimeOffset Start => Tokyo.StartOf(first).AddHours(9);

    /// <summary>Things that come in this order on one day.</summary>
    public void On<T>(int day, params IEnumerable<Func<T, CancellationToken, Task>> happen)
        where T : notnull
    {
        foreach (var one in happen)
        {
            Add(day, (services, cancellationToken) => one(services.GetRequiredService<T>(), cancellationToken));
        }
    }

    private void Add(int day, Func<IServiceProvider, CancellationToken, Task> happensAsync)
    {
        if (day < Days)
        {
            // A working day begins at nine, and things take a while.
            _moments.Add(new(Tokyo.StartOf(DayOf(day)).AddHours(9).AddSeconds(_moments.Count * 11), happensAsync));
        }
    }
}
