namespace CeCommerce.Payments;

/// <summary>Times and bounds of asking the processor; section <c>Payments</c> of the configuration.</summary>
internal sealed record PaymentSettings
{
    public const string Section = "Payments";

    /// <summary>How often the workers look.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A payment this old is no longer in the hands of the request that began it; also the first wait between two questions.</summary>
    public TimeSpan AskAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait: the processor tells by itself, and its news that got lost is found all the same.</summary>
    public TimeSpan AskAtLeastEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long cards hold money where the processor does not say.</summary>
    public TimeSpan CardHold { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a buyer has to name an account for money that goes back, where the processor has set no day.</summary>
    public TimeSpan RefundAccountTime { get; init; } = TimeSpan.FromDays(45);

    /// <summary>So long before the end of that time the app is told once more.</summary>
    public TimeSpan RemindBefore { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a consumer has to finish saving a means of payment.</summary>
    public TimeSpan SavingTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Payments that one server asks about at the same time.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long after midnight in Tokyo the books are compared with the processor.</summary>
    public TimeSpan ReconcileAt { get; init; } = TimeSpan.FromHours(2.5);

    /// <summary>Of so many days, today left out: transactions may come late.</summary>
    public int ReconcileDays { get; init; } = 7;

    /// <summary>So long one side may be without the other before anybody is alarmed.</summary>
    public TimeSpan ReconcileTolerance { get; init; } = TimeSpan.FromHours(6);

    /// <summary>What the sandbox takes of a charge, in hundredths of a percent, rounded down; nothing where it is not set.</summary>
    public int SandboxFeeBasisPoints { get; init; }
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record PaymentClock(TimeProvider Clock, PaymentSettings Settings)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>When to ask next: each time twice as late as the time before.</summary>
    /// <param name="asked">How often was asked.</param>
    public DateTimeOffset Next(int asked)
    {
        var wait = Settings.AskAfter * Math.Pow(2, Math.Min(asked, 20));
        return Now + (wait < Settings.AskAtLeastEvery ? wait : Settings.AskAtLeastEvery);
    }
}
