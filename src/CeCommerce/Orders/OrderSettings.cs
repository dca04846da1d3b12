namespace CeCommerce.Orders;

/// <summary>Times and limits of buying; section <c>Orders</c> of the configuration.</summary>
internal sealed record OrderSettings
{
    public const string Section = "Orders";

    /// <summary>From placing, or from being asked to authenticate, to cancellation.</summary>
    public TimeSpan PaymentTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For payments that settle later, such as cash at a convenience store.</summary>
    public TimeSpan SlowPaymentTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Instead of <see cref="SlowPaymentTime"/> for a consumer who left <see cref="LapsesBeforeShort"/> orders unpaid within <see cref="LapseDays"/>.</summary>
    public TimeSpan ShortSlowPaymentTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Orders left unpaid from which on a consumer gets less time for slow payments.</summary>
    public int LapsesBeforeShort { get; init; } = 2;

    /// <summary>Over how many days orders left unpaid count against a consumer.</summary>
    public int LapseDays { get; init; } = 30;

    /// <summary>How long after its deadline an unpaid order waits for a processor that cannot be asked.</summary>
    public TimeSpan PaymentPatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>From hand-over to completion: transit and the 8 days of 特定商取引法 15-3.</summary>
    public TimeSpan CompletionTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How often the workers look.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A placed order this old is no longer in the hands of the request that placed it.</summary>
    public TimeSpan SweepAfter { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record OrderClock(TimeProvider Clock, OrderSettings Settings)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
