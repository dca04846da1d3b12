using Stripe;
using PaymentMethod = CeCommerce.Standards.PaymentMethod;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>A means of payment at Stripe, and how an intent is narrowed to it.</summary>
/// <param name="Name">As a buyer's app names it.</param>
/// <param name="Type">Stripe's type of payment method.</param>
internal sealed record StripeMeans(string Name, PaymentMethod Kind, string Type)
{
    /// <summary>Days until a slip of a convenience store is over.</summary>
    private const int SlipDays = 3;

    private static readonly StripeMeans Bank = new("bank_transfer", PaymentMethod.BankTransfer, "customer_balance");

    public static readonly IReadOnlyList<StripeMeans> All =
    [
        new("card", PaymentMethod.Card, "card"),
        new("paypay", PaymentMethod.QrCode, "paypay"),
        new("konbini", PaymentMethod.ConvenienceStore, "konbini"),
        Bank,
    ];

    public static StripeMeans? Find(string name) => All.FirstOrDefault(means => means.Name == name);

    /// <summary>Whether Stripe's form is needed for it; a bank transfer needs nothing of the buyer but the money.</summary>
    public bool NeedsForm => this != Bank;

    /// <summary>Whether Stripe keeps it for the next time.</summary>
    public bool IsSavable => Type == "card";

    /// <summary>Cards are held first and captured once that is known here, so that an order that has ended meanwhile costs nobody anything.</summary>
    public string Capture => Type == "card" ? "manual" : "automatic";

    /// <summary>
    /// Cards are authenticated with EMV 3-D Secure whenever the card can be (クレジットカード・セキュリティガイドライン). Slips have their days.
    /// </summary>
    /// <param name="buyerIsAway">Then nobody could authenticate: it was done when the card was saved, and the bank asks for it again where it must be.</param>
    public PaymentIntentPaymentMethodOptionsOptions Options(bool buyerIsAway) => Type switch
    {
        "card" => new() { Card = new() { RequestThreeDSecure = buyerIsAway ? "automatic" : "any" } },
        "konbini" => new() { Konbini = new() { ExpiresAfterDays = SlipDays } },
        "customer_balance" => new() { CustomerBalance = new() { FundingType = "bank_transfer", BankTransfer = new() { Type = "jp_bank_transfer" } } },
        _ => new() { Paypay = new() },
    };
}
