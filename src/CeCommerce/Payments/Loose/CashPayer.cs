namespace CeCommerce.Payments.Loose;

/// <summary>Who pays one payment by bank transfer, as the processor calls them. Money may come from them long after the payment is over, so they are asked about for longer than it is.</summary>
internal sealed class CashPayer
{
    /// <summary>How often is looked for money of which no webhook told.</summary>
    private static readonly TimeSpan Rarely = TimeSpan.FromDays(1);

    /// <summary>For so long after the payment was begun.</summary>
    private static readonly TimeSpan LooksFor = TimeSpan.FromDays(90);

    private CashPayer()
    {
    }

    public PaymentId PaymentId { get; private init; }

    public string Gateway { get; private init; } = "";

    public string ProcessorId { get; private init; } = "";

    /// <summary>When the sweep asks next; null when nothing is open and nothing is to be expected.</summary>
    public DateTimeOffset? AskAt { get; private set; }

    public static CashPayer Of(Payment payment, string name) => new() { PaymentId = payment.Id, Gateway = payment.Gateway, ProcessorId = name };

    /// <summary>Soon while the processor has not confirmed what it was asked for, hourly while something is under way.</summary>
    public void AskAgain(Payment payment, IReadOnlyCollection<LooseMoney> money, PaymentClock clock) => AskAt = money switch
    {
        _ when money.Any(one => one.State == LooseState.Sending && one.LastReturn?.ProcessorId is null) => clock.Next(1),
        _ when money.Any(one => one.State.IsUnderWay() || (one.State == LooseState.Waiting && payment.Captured)) => clock.Now + clock.Settings.AskAtLeastEvery,
        _ when clock.Now < payment.CreatedAt + LooksFor || money.Any(one => one.State is LooseState.Waiting or LooseState.Due or LooseState.Failed) => clock.Now + Rarely,
        _ => null,
    };
}
