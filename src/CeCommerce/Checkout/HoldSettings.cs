namespace CeCommerce.Checkout;

/// <summary>Times and limits of holding an item; section <c>Checkout</c> of the configuration.</summary>
internal sealed record HoldSettings
{
    /// <summary>How long a hold lasts, and how much its one extension adds.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a consumer who let an item go waits before holding it again.</summary>
    public TimeSpan HoldPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Live holds of one consumer at a time.</summary>
    public int HoldLimit { get; init; } = 5;
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record HoldClock(TimeProvider Clock, HoldSettings Settings)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
