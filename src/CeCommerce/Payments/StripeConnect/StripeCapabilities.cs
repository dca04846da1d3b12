using CeCommerce.Payments.Connect;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>The capabilities of an account that say something here: Stripe has some fifty, one property each.</summary>
internal static class StripeCapabilities
{
    public static IReadOnlyList<PayoutCapability> Of(AccountCapabilities? capabilities) => capabilities is null ? [] :
    [
        .. new (string Name, string? Status)[]
        {
            (PayoutCapability.Transfers, capabilities.Transfers),
            ("card_payments", capabilities.CardPayments),
            ("jcb_payments", capabilities.JcbPayments),
            ("konbini_payments", capabilities.KonbiniPayments),
            ("jp_bank_transfer_payments", capabilities.JpBankTransferPayments),
        }.Where(one => one.Status is not null).Select(one => new PayoutCapability(one.Name, StatusOf(one.Status!))),
    ];

    private static PayoutCapabilityStatus StatusOf(string status) => status switch
    {
        "active" => PayoutCapabilityStatus.Active,
        "pending" => PayoutCapabilityStatus.Pending,
        _ => PayoutCapabilityStatus.Inactive,
    };
}
