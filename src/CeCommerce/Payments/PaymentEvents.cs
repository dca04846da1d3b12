using System.ComponentModel;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;

namespace CeCommerce.Payments;

/// <summary>What the event log says about payments: each word of the processor that was news.</summary>
internal static class PaymentEvents
{
    private static readonly EventKind<PaymentId, PaymentEventData> ActionRequired = new("payment.action_required", EventAudience.Client, "The buyer must do something: authenticate with their bank, or pay in the processor's form.");
    private static readonly EventKind<PaymentId, PaymentEventData> Pending = new("payment.pending", EventAudience.Client, "The processor decides later.");
    private static readonly EventKind<PaymentId, PaymentEventData> Authorised = new("payment.authorised", EventAudience.Client, "The amount is held and is captured next.");
    private static readonly EventKind<PaymentId, PaymentEventData> Paid = new("payment.paid", EventAudience.Client, "The amount was captured.");
    private static readonly EventKind<PaymentId, PaymentEventData> Failed = new("payment.failed", EventAudience.Client, "It was refused, cancelled or expired.");
    private static readonly EventKind<PaymentId, PaymentEventData> Refunded = new("payment.refunded", EventAudience.Client, "The amount was given back.");

    private static readonly EventKind<PaymentId, PaymentEventData> RefundNeedsAccount = new(
        "payment.refund_needs_account", EventAudience.Client, "Money that goes back waits for an account of the buyer, who names where to be asked for it by nameRefundAddress; told once more a week before it is too late.");

    public static IReadOnlyList<EventKind> Kinds => [ActionRequired, Pending, Authorised, Paid, Failed, Refunded, RefundNeedsAccount];

    public static EventRecord Of(Payment payment, DateTimeOffset now) => KindOf(payment.Status).Of(
        payment.Id,
        new(payment.Status, payment.Reference, payment.Amount.Amount, payment.Amount.Currency),
        new(now, payment.Shares is [var share] ? share.OperatorId.Value : null) { ClientId = payment.ClientId, Changed = ["status"] });

    public static EventRecord AccountNeeded(Payment payment, PaymentStep refund, DateTimeOffset now) => RefundNeedsAccount.Of(
        payment.Id,
        new(payment.Status, payment.Reference, refund.Amount, payment.Amount.Currency),
        new(now, refund.OperatorId?.Value) { ClientId = payment.ClientId, Changed = ["refunds"] });

    public static EventRecord AccountNeeded(Payment payment, Money owed, DateTimeOffset now) => RefundNeedsAccount.Of(
        payment.Id,
        new(payment.Status, payment.Reference, owed.Amount, owed.Currency),
        new(now, null) { ClientId = payment.ClientId, Changed = ["owedBack"] });

    private static EventKind<PaymentId, PaymentEventData> KindOf(ChargeStatus status) => status switch
    {
        ChargeStatus.NeedsAuthentication => ActionRequired,
        ChargeStatus.Pending => Pending,
        ChargeStatus.Authorised => Authorised,
        ChargeStatus.Succeeded => Paid,
        ChargeStatus.Declined or ChargeStatus.Cancelled => Failed,
        ChargeStatus.Refunded => Refunded,
    };
}

/// <summary>What a line about a payment says of it.</summary>
internal sealed record PaymentEventData(
    ChargeStatus Status, [property: Description("`ord_…`")] string Order, [property: Description("minor units")] long Amount, [property: Description("ISO 4217")] string Currency);
