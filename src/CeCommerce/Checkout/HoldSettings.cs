using CeCommerce.Operators.Payouts;

namespace CeCommerce.Checkout;

/// <summary>Times and limits of holding an item; section <c>Checkout</c> of the configuration.</summary>
internal sealed record HoldSettings
{
    public const string Section = "Checkout";

    /// <summary>How long a hold lasts, and how much its one extension adds.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a consumer who let an item go, or left it unpaid, waits before holding it again.</summary>
    public TimeSpan HoldPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Live holds and unpaid orders of one consumer at a time.</summary>
    public int HoldLimit { get; init; } = 5;

    /// <summary>Things in a cart; checking it out may hold as many, whatever <see cref="HoldLimit"/> says of single holds.</summary>
    public int CartLimit { get; init; } = 20;

    /// <summary>How long a cart that nobody touches is kept.</summary>
    public TimeSpan CartTime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Live holds and unpaid orders of all consumers of one app at a time, for an app of which nothing is known yet.</summary>
    public int AppHoldLimit { get; init; } = 50;

    /// <summary>By how much an app may go beyond that, in percent of its orders paid within <see cref="AppHoldDays"/>.</summary>
    public int AppHoldPercent { get; init; } = 20;

    /// <summary>Whether only those sell who accepted the platform's terms, by which it receives payment for them. Set it once your operators have accepted.</summary>
    public bool SellerTermsRequired { get; init; }

    /// <summary>Over how many days an app's paid orders count for it.</summary>
    public int AppHoldDays { get; init; } = 30;
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record HoldClock(TimeProvider Clock, HoldSettings Settings, PayoutPolicy Payouts)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
