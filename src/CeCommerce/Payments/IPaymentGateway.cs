using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Payments;

/// <summary>
/// A payment processor, in our own words. The reference is ours and the processor's idempotency key at
/// once: the same reference never charges twice. Processor and network faults throw <see cref="PaymentGatewayUnavailable"/>.
/// </summary>
internal interface IPaymentGateway
{
    /// <summary>Name in our records, e.g. <c>sandbox</c>.</summary>
    string Name { get; }

    /// <summary>Means of payment that a buyer can name.</summary>
    IReadOnlyList<MeansOfPayment> Methods { get; }

    /// <summary>Authorises and captures in one step, or gives the charge that this reference already has.</summary>
    Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>The charge as it is now; null when the processor never saw the reference.</summary>
    Task<Charge?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Ends a charge that has not been captured; gives it as it is when that is too late, null when there is none.</summary>
    Task<Charge?> CancelAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Gives captured money back, once for each key; nothing when more is asked for than is left.</summary>
    Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Whether it can be asked about such steps at all.</summary>
    bool Knows(StepKind kind) => kind is not (StepKind.Transfer or StepKind.Dispute);
}

/// <summary>A means of payment that a buyer can choose.</summary>
/// <param name="Name">The processor's name for it.</param>
/// <param name="Kind">As which of the methods that a listing states it counts (特定商取引法 11 ii).</param>
internal sealed record MeansOfPayment(string Name, PaymentMethod Kind);

/// <summary>What to charge.</summary>
internal sealed record ChargeRequest(string Reference, string Method, Money Amount);

/// <summary>What to give back.</summary>
/// <param name="Reference">Of the charge.</param>
/// <param name="Key">Ours for this refund, and the processor's idempotency key at once.</param>
internal sealed record RefundRequest(string Reference, string Key, Money Amount);

/// <summary>What was given back of a charge.</summary>
/// <param name="Key">As in the request.</param>
/// <param name="Amount">Minor units of the charge's currency.</param>
internal sealed record ChargeRefund(string Key, long Amount);

/// <summary>A charge as the processor tells it.</summary>
/// <param name="Reason">The processor's code for its refusal, with <see cref="ChargeStatus.Declined"/>.</param>
/// <param name="ActionUrl">Where the buyer authenticates, with <see cref="ChargeStatus.NeedsAuthentication"/>.</param>
internal sealed record Charge(string Reference, ChargeStatus Status, Money Amount, string? Reason = null, string? ActionUrl = null)
{
    /// <summary>What was given back by request; money that went back without one is only told by <see cref="ChargeStatus.Refunded"/>.</summary>
    public IReadOnlyList<ChargeRefund> Refunds { get; init; } = [];
}

/// <summary>What has become of a charge.</summary>
public enum ChargeStatus
{
    /// <summary>The buyer must authenticate with their bank.</summary>
    NeedsAuthentication,

    /// <summary>Decided later, e.g. when the buyer pays at the counter.</summary>
    Pending,

    /// <summary>Captured, and not all of it given back.</summary>
    Succeeded,

    /// <summary>Refused, cancelled or expired; the processor may still take another try of the buyer.</summary>
    Declined,

    /// <summary>Captured and given back; final.</summary>
    Refunded,
}

/// <summary>The processor cannot be asked right now; what it did is unknown until it can.</summary>
internal sealed class PaymentGatewayUnavailable(string message, Exception? inner = null) : Exception(message, inner);
