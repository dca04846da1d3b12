using CeCommerce.Orders;
using CeCommerce.Platform;

namespace CeCommerce.Payments;

public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static string Prefix => "pay";

    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>The money of one order, as the processor last told it. It only ever moves forward.</summary>
public sealed class Payment
{
    private Payment()
    {
    }

    public PaymentId Id { get; private init; }

    public OrderId OrderId { get; private init; }

    /// <summary>Which processor.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>Our reference at the processor.</summary>
    public string Reference { get; private init; } = "";

    public string Method { get; private init; } = "";

    public Money Amount { get; private init; }

    public ChargeStatus Status { get; private set; }

    /// <summary>Whether the amount was captured at some time; stays true after a refund.</summary>
    public bool Captured { get; private set; }

    /// <summary>Each word of the processor that changed something, oldest first.</summary>
    public IReadOnlyList<PaymentAttempt> Attempts { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private init; }

    public uint Version { get; private set; }

    internal static Payment Of(Order order, string gateway, DateTimeOffset now) => new()
    {
        Id = TypedId.New<PaymentId>(now),
        OrderId = order.Id,
        Gateway = gateway,
        Reference = order.Id.ToString(),
        Method = order.PaymentMethod,
        Amount = order.Total,
        CreatedAt = now,
        Status = ChargeStatus.NeedsAuthentication,
    };

    /// <summary>
    /// Takes the processor's word when it is news. An older word that arrives later, or the same again, is no news:
    /// that makes duplicates and any order of webhooks harmless.
    /// </summary>
    internal bool Hear(Charge charge, DateTimeOffset now)
    {
        if (Attempts.Count > 0 && Rank(charge.Status) <= Rank(Status))
        {
            return false;
        }

        Status = charge.Status;
        Captured |= charge.Status is ChargeStatus.Succeeded or ChargeStatus.Refunded;
        Attempts = [.. Attempts, new(now, charge.Status, charge.Reason)];
        return true;
    }

    private static int Rank(ChargeStatus status) => status switch
    {
        ChargeStatus.NeedsAuthentication => 0,
        ChargeStatus.Pending => 1,
        ChargeStatus.Declined => 2,
        ChargeStatus.Succeeded => 2,
        ChargeStatus.Refunded => 3,
    };
}

/// <summary>One word of the processor.</summary>
public sealed record PaymentAttempt(DateTimeOffset At, ChargeStatus Status, string? Reason);
