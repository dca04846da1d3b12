using CeCommerce.Platform;

namespace CeCommerce.Payments;

public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static string Prefix => "pay";

    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What the owner of the purpose wants of the money.</summary>
public enum WantedOfMoney
{
    /// <summary>To have it.</summary>
    Charge,

    /// <summary>Not to have it, or no longer: what is open at the processor ends, what was captured goes back.</summary>
    Release,
}

/// <summary>
/// Money for one purpose: what is wanted of it, and where it stands as the processor last told it, which only ever moves forward. Begun with what it pays for, in
/// one transaction, so that it is asked about whatever becomes of the request.
/// </summary>
public sealed class Payment
{
    private Payment()
    {
    }

    public PaymentId Id { get; private init; }

    public string PurposeKind { get; private init; } = "";

    public Guid PurposeId { get; private init; }

    /// <summary>The partner app that hears of it.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>Which processor.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>Our reference at the processor: what is paid for, as the outside knows it.</summary>
    public string Reference { get; private init; } = "";

    public string Method { get; private init; } = "";

    public Money Amount { get; private init; }

    /// <summary>Whose the money is; the parts add up to <see cref="Amount"/>.</summary>
    public IReadOnlyList<PaymentShare> Shares { get; private init; } = [];

    public WantedOfMoney Wanted { get; private set; }

    /// <summary>After that nobody is charged any more.</summary>
    public DateTimeOffset ChargeUntil { get; private init; }

    /// <summary>Since when the money is no longer wanted.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public ChargeStatus Status { get; private set; }

    /// <summary>Whether the amount was captured at some time; stays true after a refund.</summary>
    public bool Captured { get; private set; }

    /// <summary>Each word of the processor that changed something, oldest first.</summary>
    public IReadOnlyList<PaymentAttempt> Attempts { get; private set; } = [];

    /// <summary>True while money may still move at the processor; the sweep asks until it is false.</summary>
    public bool Unsettled { get; private set; }

    /// <summary>When the sweep asks the processor next, while <see cref="Unsettled"/>.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>How often the sweep has asked since it was last decided what is wanted.</summary>
    public int Asked { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public uint Version { get; private set; }

    /// <summary>Whether the processor is known to have it.</summary>
    internal bool IsKnown => Attempts.Count > 0;

    internal static Payment Of(PaymentPurpose purpose, PaymentWish wish, string gateway, PaymentClock clock) => new()
    {
        Id = TypedId.New<PaymentId>(clock.Now),
        PurposeKind = purpose.Kind,
        PurposeId = purpose.Id,
        ClientId = wish.ClientId,
        Gateway = gateway,
        Reference = purpose.Name,
        Method = wish.Method,
        Amount = wish.Amount,
        Shares = wish.Shares,
        Wanted = WantedOfMoney.Charge,
        ChargeUntil = wish.Until,
        Status = ChargeStatus.NeedsAuthentication,
        Unsettled = true,
        AskAt = clock.Next(0),
        CreatedAt = clock.Now,
    };

    /// <summary>The money is not wanted any more.</summary>
    internal void Release(PaymentClock clock)
    {
        if (Wanted != WantedOfMoney.Release)
        {
            (Wanted, ReleasedAt, Asked, AskAt) = (WantedOfMoney.Release, clock.Now, 0, clock.Next(0));
            Settle();
        }
    }

    /// <summary>Money may have moved that nobody here has heard of.</summary>
    internal void AskAgain() => Unsettled = true;

    /// <summary>
    /// Takes the processor's word when it is news. An older word that arrives later, or the same again, is no news:
    /// that makes duplicates and any order of webhooks harmless. A refusal is not the end: the buyer may try again.
    /// </summary>
    internal bool Hear(Charge charge, DateTimeOffset now)
    {
        var isNews = !IsKnown || Rank(charge.Status) > Rank(Status);
        if (isNews)
        {
            Status = charge.Status;
            Captured |= charge.Status is ChargeStatus.Succeeded or ChargeStatus.Refunded;
            Attempts = [.. Attempts, new(now, charge.Status, charge.Reason)];
        }

        Settle();
        return isNews;
    }

    /// <summary>The processor has nothing. That is the end when it is not wanted either, and for so long that no request from before can still bring it there.</summary>
    internal void HearNothing(PaymentClock clock) => Unsettled &= ReleasedAt is not { } released || clock.Now < released + clock.Settings.AskAfter;

    private void Settle() => Unsettled = !IsKnown || Status switch
    {
        ChargeStatus.NeedsAuthentication or ChargeStatus.Pending => true,
        ChargeStatus.Succeeded => Wanted == WantedOfMoney.Release,
        ChargeStatus.Declined or ChargeStatus.Refunded => false,
    };

    private static int Rank(ChargeStatus status) => status switch
    {
        ChargeStatus.NeedsAuthentication => 0,
        ChargeStatus.Pending => 1,
        ChargeStatus.Declined => 2,
        ChargeStatus.Succeeded => 3,
        ChargeStatus.Refunded => 4,
    };
}

/// <summary>One word of the processor.</summary>
public sealed record PaymentAttempt(DateTimeOffset At, ChargeStatus Status, string? Reason);
