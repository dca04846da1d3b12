using CeCommerce.Platform;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Says in our words what Stripe says of a payment intent.</summary>
internal sealed class StripeWords(StripeSettings settings)
{
    public Charge Read(ChargeRequest request, PaymentIntent intent)
    {
        ChargeRefund[] refunds = [.. (intent.LatestCharge?.Refunds?.Data ?? []).Where(refund => refund.Metadata?.ContainsKey(StripeGateway.KeyOfRefund) == true).Select(refund => Read(request, refund))];
        var status = StatusOf(request, intent);
        return new(request.Reference, status, new(intent.Amount, intent.Currency.ToUpperInvariant()), status switch
        {
            ChargeStatus.Cancelled => intent.CancellationReason ?? "cancelled",
            ChargeStatus.NeedsAuthentication or ChargeStatus.Declined => StripeFaults.CodeOf(intent.LastPaymentError),
            _ => null,
        })
        {
            ProcessorId = intent.Id,
            Action = status == ChargeStatus.Declined ? null : ActionOf(intent),
            Payer = StripeMeans.Find(request.Method) is { NeedsForm: false } ? intent.CustomerId : null,
            IsOtherwise = request.Saved is { } saved && intent.Status is "requires_capture" or "succeeded" && (intent.LatestCharge?.PaymentMethod ?? intent.PaymentMethodId) is { } used && used != saved.Method,
            HeldUntil = status == ChargeStatus.Authorised ? HeldUntil(intent) : null,
            Refunds = refunds,
        };
    }

    /// <summary>What a bank sends back of a transfer that was refunded is the cash balance of its payer, and no refund of that charge any more.</summary>
    private static ChargeRefund Read(ChargeRequest request, Refund refund) =>
        Read(refund) is { Status: RefundStatus.Failed } failed && StripeMeans.Find(request.Method) is { NeedsForm: false } ? failed with { KeptAs = refund.Id } : Read(refund);

    public static ChargeRefund Read(Refund refund) => new(refund.Metadata[StripeGateway.KeyOfRefund], refund.Amount)
    {
        Status = refund.Status switch
        {
            "succeeded" => RefundStatus.Succeeded,
            "failed" or "canceled" => RefundStatus.Failed,
            "requires_action" => RefundStatus.NeedsBuyer,
            _ => RefundStatus.Pending,
        },
        Reason = refund.FailureReason ?? (refund.Status == "canceled" ? "canceled" : null),
        DueAt = refund is { Status: "requires_action", NextAction.DisplayDetails: { } details } ? StripeTime.At(details.ExpiresAt) : null,
    };

    /// <summary>A card that was refused is not the end while the buyer is there, or is needed: they try another one in Stripe's form.</summary>
    private static ChargeStatus StatusOf(ChargeRequest request, PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => IsBack(intent) ? ChargeStatus.Refunded : ChargeStatus.Succeeded,
        "canceled" => ChargeStatus.Cancelled,
        "requires_capture" => ChargeStatus.Authorised,
        "processing" => ChargeStatus.Pending,
        "requires_action" when intent.NextAction is { KonbiniDisplayDetails: not null } or { DisplayBankTransferInstructions: not null } => ChargeStatus.Pending,
        "requires_payment_method" when request.Saved is { BuyerIsAway: true } && StripeFaults.CodeOf(intent.LastPaymentError) is not (null or "authentication_required") => ChargeStatus.Declined,
        _ => ChargeStatus.NeedsAuthentication,
    };

    /// <summary>Money that is still on its way back is not back.</summary>
    private static bool IsBack(PaymentIntent intent) => intent.LatestCharge is { Refunded: true } charge
        && (charge.Refunds?.Data ?? []).All(refund => refund.Status is "succeeded" or "failed" or "canceled");

    /// <summary>What Stripe leaves out its library gives as the beginning of 1970.</summary>
    private static DateTimeOffset? HeldUntil(PaymentIntent intent) =>
        intent.LatestCharge?.PaymentMethodDetails?.Card is { } card && card.CaptureBefore > DateTime.UnixEpoch ? StripeTime.At(card.CaptureBefore) : null;

    private BuyerAction? ActionOf(PaymentIntent intent) => intent switch
    {
        { Status: "requires_payment_method" or "requires_confirmation" } => Sheet(intent),
        { Status: not "requires_action" } => null,
        { NextAction.KonbiniDisplayDetails: { } slip } => Slip(slip),
        { NextAction.DisplayBankTransferInstructions: { } details } => Details(details),
        { NextAction.RedirectToUrl: { } redirect } => new Redirect(redirect.Url),
        _ => Sheet(intent),
    };

    private PaymentSheet Sheet(PaymentIntent intent) => new("stripe", intent.ClientSecret, settings.PublishableKey);

    private static KonbiniSlip Slip(PaymentIntentNextActionKonbiniDisplayDetails slip) => new(
        slip.HostedVoucherUrl,
        StripeTime.At(slip.ExpiresAt),
        [
            .. new[]
            {
                Store("familymart", slip.Stores?.Familymart?.ConfirmationNumber, slip.Stores?.Familymart?.PaymentCode),
                Store("lawson", slip.Stores?.Lawson?.ConfirmationNumber, slip.Stores?.Lawson?.PaymentCode),
                Store("ministop", slip.Stores?.Ministop?.ConfirmationNumber, slip.Stores?.Ministop?.PaymentCode),
                Store("seicomart", slip.Stores?.Seicomart?.ConfirmationNumber, slip.Stores?.Seicomart?.PaymentCode),
            }.OfType<KonbiniStore>(),
        ]);

    private static KonbiniStore? Store(string chain, string? confirmation, string? code) => code is null ? null : new(chain, confirmation, code);

    private static BankTransferDetails? Details(PaymentIntentNextActionDisplayBankTransferInstructions details) =>
        (details.FinancialAddresses ?? []).Select(address => address.Zengin).FirstOrDefault(zengin => zengin is not null) is not { } zengin
            ? null
            : new(
                new(details.AmountRemaining ?? 0, (details.Currency ?? Money.Yen).ToUpperInvariant()),
                new(zengin.BankCode, zengin.BankName, zengin.BranchCode, zengin.BranchName) { Kind = KindOf(zengin.AccountType), Number = zengin.AccountNumber, Holder = zengin.AccountHolderName },
                details.Reference,
                details.HostedInstructionsUrl);

    private static BankAccountKind KindOf(string? type) => type switch
    {
        "toza" => BankAccountKind.Current,
        "chochiku" => BankAccountKind.Savings,
        _ => BankAccountKind.Ordinary,
    };
}
