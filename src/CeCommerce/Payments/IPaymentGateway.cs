using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Payments;

/// <summary>
/// A payment processor, in our own words. Each verb may be repeated: the same payment is never charged twice. Processor and network faults throw
/// <see cref="PaymentGatewayUnavailable"/>, and then it is unknown what the processor did.
/// </summary>
internal interface IPaymentGateway
{
    /// <summary>Name in our records, e.g. <c>sandbox</c>.</summary>
    string Name { get; }

    /// <summary>Means of payment that a buyer can name.</summary>
    IReadOnlyList<MeansOfPayment> Methods { get; }

    /// <summary>Begins the charge, as far as it goes without the buyer, or gives the one that this payment already has.</summary>
    Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>The charge as it is now; null when the processor knows none of this payment.</summary>
    Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>Makes money that is held ours; gives the charge as it is when there is nothing held.</summary>
    Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a charge that has not been captured; gives it as it is when that is too late, null when there is none.</summary>
    Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>Gives captured money back, once for each key; nothing when more is asked for than is left.</summary>
    Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Whether it can be asked about such steps at all.</summary>
    bool Knows(StepKind kind) => kind is not (StepKind.Transfer or StepKind.Dispute);
}

/// <summary>A means of payment that a buyer can choose.</summary>
/// <param name="Name">The processor's name for it.</param>
/// <param name="Kind">As which of the methods that a listing states it counts (特定商取引法 11 ii).</param>
internal sealed record MeansOfPayment(string Name, PaymentMethod Kind);

/// <summary>Which charge is meant, and what it is to be.</summary>
/// <param name="Reference">What is paid for, as the outside knows it.</param>
/// <param name="Method">As in <see cref="MeansOfPayment.Name"/>.</param>
internal sealed record ChargeRequest(string Reference, string Method, Money Amount)
{
    /// <summary>The payment, as the outside knows it; the processor's idempotency keys are made of it and the verb.</summary>
    public string Payment { get; init; } = Reference;

    /// <summary>The processor's own name of the charge, once it is known.</summary>
    public string? ProcessorId { get; init; }

    /// <summary>What the buyer has saved, to be charged; null where they name the means now.</summary>
    public SavedCharge? Saved { get; init; }

    /// <summary>When the payment was begun: before that the processor cannot know it.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>Something that the buyer has saved at the processor. Kept with the payment, so that it is charged whatever becomes of the request.</summary>
/// <param name="Payer">The processor's own name of the payer.</param>
/// <param name="Method">The processor's own name of what was saved.</param>
public sealed record SavedCharge(string Payer, string Method)
{
    /// <summary>Ours, `svm_…`.</summary>
    public string Id { get; init; } = "";

    /// <summary>The processor's own name of what the buyer agreed to, where it has one.</summary>
    public string? Mandate { get; init; }

    /// <summary>
    /// Nobody is there who could authenticate. Then a charge is captured or held, is declined, or needs the buyer after all (<see cref="ChargeStatus.NeedsAuthentication"/>), whom
    /// its action tells how to go on.
    /// </summary>
    public bool BuyerIsAway { get; init; }
}

/// <summary>What to give back.</summary>
/// <param name="Key">Ours for this refund.</param>
internal sealed record RefundRequest(ChargeRequest Charge, string Key, Money Amount)
{
    /// <summary>Where the processor asks the buyer for an account, for money that does not go back by itself; kept nowhere here.</summary>
    public string? Email { get; init; }
}

/// <summary>What was given back of a charge, or is to be.</summary>
/// <param name="Key">As in the request.</param>
/// <param name="Amount">Minor units of the charge's currency.</param>
internal sealed record ChargeRefund(string Key, long Amount)
{
    public RefundStatus Status { get; init; } = RefundStatus.Succeeded;

    /// <summary>The processor's code for its refusal, with <see cref="RefundStatus.Failed"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The processor's name of it, with <see cref="RefundStatus.Failed"/>, where the money did not become ours again but is kept for its payer, who is to get it otherwise.</summary>
    public string? KeptAs { get; init; }

    /// <summary>By when the buyer has to name an account, with <see cref="RefundStatus.NeedsBuyer"/>; null where the processor has set no day.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What has become of money that goes back.</summary>
internal enum RefundStatus
{
    /// <summary>On its way.</summary>
    Pending,

    /// <summary>The buyer has to name an account to send it to, and perhaps first where the processor can ask for it.</summary>
    NeedsBuyer,

    /// <summary>Given back.</summary>
    Succeeded,

    /// <summary>It came back, or could not be sent.</summary>
    Failed,
}

/// <summary>A charge as the processor tells it.</summary>
/// <param name="Reason">The processor's code for its refusal, with <see cref="ChargeStatus.Declined"/> and <see cref="ChargeStatus.Cancelled"/>.</param>
internal sealed record Charge(string Reference, ChargeStatus Status, Money Amount, string? Reason = null)
{
    /// <summary>The processor's own name of it; null where it goes by ours.</summary>
    public string? ProcessorId { get; init; }

    /// <summary>What the buyer has to do next; null when nothing.</summary>
    public BuyerAction? Action { get; init; }

    /// <summary>Until when the money is held, with <see cref="ChargeStatus.Authorised"/>.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The buyer took something else than what they had saved, once it is held or captured.</summary>
    public bool IsOtherwise { get; init; }

    /// <summary>Who pays it by bank transfer, as the processor calls them; null for all other means.</summary>
    public string? Payer { get; init; }

    /// <summary>What came from them; null where nobody asked.</summary>
    public PayerCash? Cash { get; init; }

    /// <summary>What was asked to go back; money that went back without a request is only told by <see cref="ChargeStatus.Refunded"/>.</summary>
    public IReadOnlyList<ChargeRefund> Refunds { get; init; } = [];
}

/// <summary>What has become of a charge.</summary>
public enum ChargeStatus
{
    /// <summary>The buyer must do something, e.g. authenticate with their bank.</summary>
    NeedsAuthentication,

    /// <summary>Decided later, e.g. when the buyer pays at the counter.</summary>
    Pending,

    /// <summary>Refused, cancelled or expired; the processor may still take another try of the buyer.</summary>
    Declined,

    /// <summary>The money is held for us and not captured yet.</summary>
    Authorised,

    /// <summary>What was held was let go; final.</summary>
    Cancelled,

    /// <summary>Captured, and not all of it given back.</summary>
    Succeeded,

    /// <summary>Captured and given back; final.</summary>
    Refunded,
}

/// <summary>The processor cannot be asked right now; what it did is unknown until it can.</summary>
internal sealed class PaymentGatewayUnavailable(string message, Exception? inner = null) : Exception(message, inner);
