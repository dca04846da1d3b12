namespace CeCommerce.Orders.Demo;

/// <summary>
/// Stands where the year of the demo data has come to, and goes on by a millisecond whenever it is read, so that what comes later is recorded later.
/// Only services that were made for the seed have it.
/// </summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <summary>Never goes back.</summary>
    public void MoveTo(DateTimeOffset moment) => _now = moment > _now ? moment.ToUniversalTime() : _now;

    public override DateTimeOffset GetUtcNow() => _now = _now.AddMilliseconds(1);
}
