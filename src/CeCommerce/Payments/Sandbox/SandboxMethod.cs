using CeCommerce.Payments.Saved;
using CeCommerce.Standards;

namespace CeCommerce.Payments.Sandbox;

/// <summary>A test means of payment and how it behaves.</summary>
/// <param name="First">What the processor answers at once.</param>
/// <param name="Then">What a pending charge becomes.</param>
/// <param name="Reason">The processor's code when it refuses.</param>
internal sealed record SandboxMethod(string Name, ChargeStatus First, ChargeStatus? Then = null, string? Reason = null)
{
    /// <summary>Paid when all of the money came, however many transfers that takes; of which what does not fit is owed back.</summary>
    public const string Bank = "bank_transfer";

    public static readonly IReadOnlyList<SandboxMethod> All =
    [
        new("card_success", ChargeStatus.Succeeded) { Saving = SavedMethodState.Usable },
        new("card_declined", ChargeStatus.Declined, Reason: "card_declined") { Saving = SavedMethodState.Failed },
        new("card_declined_later", ChargeStatus.Declined, Reason: "card_declined") { Saving = SavedMethodState.Usable },
        new("card_insufficient_funds", ChargeStatus.Declined, Reason: "insufficient_funds"),
        new("card_expired", ChargeStatus.Declined, Reason: "expired_card") { Saving = SavedMethodState.Usable },
        new("card_held", ChargeStatus.Authorised) { Saving = SavedMethodState.Usable },
        new("card_authentication_required", ChargeStatus.NeedsAuthentication) { Saving = SavedMethodState.Pending },
        new("konbini_pending_then_success", ChargeStatus.Pending, ChargeStatus.Succeeded),
        new("konbini_pending_then_failure", ChargeStatus.Pending, ChargeStatus.Declined, "payment_expired"),
        new(Bank, ChargeStatus.Pending),
    ];

    /// <summary>What comes of saving it: at once, or once the consumer has authenticated; null when it cannot be saved.</summary>
    public SavedMethodState? Saving { get; private init; }

    /// <summary>Cards answer at once or after authentication; what is decided later is paid at the counter.</summary>
    public PaymentMethod Kind => Name == Bank ? PaymentMethod.BankTransfer : First == ChargeStatus.Pending ? PaymentMethod.ConvenienceStore : PaymentMethod.Card;

    public static SandboxMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);
}
