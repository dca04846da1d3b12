namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>
/// A clock that starts on a day chosen by the test, runs on at the usual pace and can be moved. Timers are real, so that workers keep working.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The day on which the demo data are set.</summary>
    public static readonly DateTimeOffset Today = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9));

    private long _offsetTicks = (start.ToUniversalTime() - System.GetUtcNow()).Ticks;

    public TestClock()
        : this(Today)
    {
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);
}
