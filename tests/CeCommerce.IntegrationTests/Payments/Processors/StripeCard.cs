namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What Stripe's test cards do.</summary>
/// <param name="Code">Of the error when it is charged; null when it can be.</param>
/// <param name="NeedsBuyer">Whether the buyer must authenticate first.</param>
/// <param name="IsDisputed">Whether the holder objects as soon as it was charged.</param>
internal sealed record StripeCard(string Brand, string Last4, string? Code = null, string? DeclineCode = null, bool NeedsBuyer = false, bool IsDisputed = false)
{
    private static readonly Dictionary<string, StripeCard> s_cards = new(StringComparer.OrdinalIgnoreCase)
    {
        ["visa"] = new("visa", "4242"),
        ["jp"] = new("visa", "0003"),
        ["mastercard"] = new("mastercard", "4444"),
        ["jcb"] = new("jcb", "0505"),
        ["chargeCustomerFail"] = new("visa", "0341", "card_declined", "generic_decline"),
        ["chargeDeclined"] = new("visa", "0002", "card_declined", "generic_decline"),
        ["chargeDeclinedInsufficientFunds"] = new("visa", "9995", "card_declined", "insufficient_funds"),
        ["chargeDeclinedLostCard"] = new("visa", "9987", "card_declined", "lost_card"),
        ["chargeDeclinedStolenCard"] = new("visa", "9979", "card_declined", "stolen_card"),
        ["chargeDeclinedFraudulent"] = new("visa", "0019", "card_declined", "fraudulent"),
        ["chargeDeclinedExpiredCard"] = new("visa", "0069", "expired_card", "expired_card"),
        ["chargeDeclinedIncorrectCvc"] = new("visa", "0127", "incorrect_cvc", "incorrect_cvc"),
        ["chargeDeclinedProcessingError"] = new("visa", "0119", "processing_error", "processing_error"),
        ["authenticationRequired"] = new("visa", "3184", NeedsBuyer: true),
        ["authenticationRequiredOnSetup"] = new("visa", "3155", NeedsBuyer: true) { OnlyOnce = true },
        ["threeDSecureRequired"] = new("visa", "3063", NeedsBuyer: true),
        ["threeDSecure2Required"] = new("visa", "3220", NeedsBuyer: true),
        ["createDispute"] = new("visa", "0259", IsDisputed: true),
    };

    /// <summary>Whether that is over once the card was set up for later.</summary>
    public bool OnlyOnce { get; init; }

    /// <summary>Of a test payment method (<c>pm_card_visa</c>, <c>pm_card_visa_chargeDeclined</c>) or token (<c>tok_visa</c>); null where Stripe knows none.</summary>
    public static StripeCard? Find(string name)
    {
        var rest = name.StartsWith("pm_card_", StringComparison.Ordinal) ? name[8..] : name.StartsWith("tok_", StringComparison.Ordinal) ? name[4..] : "";
        return s_cards.GetValueOrDefault(rest) ?? s_cards.GetValueOrDefault(rest.StartsWith("visa_", StringComparison.Ordinal) ? rest[5..] : "");
    }
}
