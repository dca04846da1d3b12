namespace CeCommerce.Standards.Checks;

/// <summary>What an advertisement must state (特定商取引法 11): price, payment and delivery, returns; and the warranty.</summary>
internal static class OfferChecks
{
    private static readonly ReasonKind NoPrice = new("no-price", "price");
    private static readonly ReasonKind BadPrice = new("price-not-positive", "price");
    private static readonly ReasonKind NoRate = new("no-rate", "dailyRate");
    private static readonly ReasonKind BadRate = new("rate-not-positive", "dailyRate");
    private static readonly ReasonKind NoShipping = new("no-shipping-fee", "shippingFee");
    private static readonly ReasonKind BadCharge = new("negative-charge", "shippingFee");
    private static readonly ReasonKind NoTiming = new("no-payment-timing", "paymentTiming");
    private static readonly ReasonKind NoMethods = new("no-payment-methods", "paymentMethods");
    private static readonly ReasonKind NoDelivery = new("no-delivery-days", "deliveryDays");
    private static readonly ReasonKind BadDelivery = new("negative-delivery-days", "deliveryDays");
    private static readonly ReasonKind NoWarranty = new("no-warranty", "warrantyDays");
    private static readonly ReasonKind TooShort = new("too-short", "warrantyDays", "days", "limit");
    private static readonly ReasonKind NoReturns = new("no-return-policy", "returnPolicy");

    // 特定商取引法 15-3 gives the 8 days to who bought goods; who hires them has no such right, whatever the listing leaves out.
    private static readonly ReasonKind NoCancellation = new("no-cancellation-terms", "returnPolicy");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("offer.price-and-shipping-stated")
        {
            Inputs = [Inputs.Price, Inputs.HourlyRate, Inputs.DailyRate, Inputs.WeeklyRate, Inputs.MonthlyRate, Inputs.ShippingFee],
            Reasons = [NoPrice, BadPrice, NoRate, BadRate, NoShipping, BadCharge],
            Check = Price,
        },
        new("offer.payment-and-delivery-stated")
        {
            Inputs = [Inputs.PaymentTiming, Inputs.PaymentMethods, Inputs.DeliveryDays, Inputs.ApplicationPeriod],
            Reasons = [NoTiming, NoMethods, NoDelivery, BadDelivery],
            Check = Payment,
        },
        new("offer.return-policy-stated")
        {
            Inputs = [Inputs.ReturnPolicy],
            Reasons = [NoReturns, NoCancellation],
            Check = static context => !string.IsNullOrWhiteSpace(context.Offer.ReturnPolicy) ? Check.Pass
                : Check.Unknown(context.Listing.Kind == ListingKind.Sharing ? NoCancellation : NoReturns),
        },
        new("offer.warranty-stated")
        {
            Inputs = [Inputs.WarrantyDays],
            Reasons = [NoWarranty],
            Check = static context => context.Offer.WarrantyDays is null ? Check.Unknown(NoWarranty) : Check.Pass,
        },
        // Junk comes without a warranty, and a warranty that nobody stated is asked for elsewhere.
        new("offer.warranty-at-least")
        {
            Inputs = [Inputs.WarrantyDays, Inputs.CosmeticGrade],
            Parameters = [Parameter.Integer("days", 1, 3_650)],
            Reasons = [TooShort],
            Make = static told =>
            {
                var limit = told.Integer("days");
                return context => context.Offer.WarrantyDays is not { } days || context.Listing.CosmeticGrade == CosmeticGrade.J ? Check.NotApplicable
                    : days < limit ? Check.Fail(TooShort.With(days, limit)) : Check.Pass;
            },
        },
    ];

    private static Check Price(RuleContext context)
    {
        var offer = context.Offer;
        var sharing = context.Listing.Kind == ListingKind.Sharing;
        var amount = sharing ? offer.HourlyRate ?? offer.DailyRate ?? offer.WeeklyRate ?? offer.MonthlyRate : offer.Price;
        if (amount is null)
            return Check.Unknown(sharing ? NoRate : NoPrice);
        if (sharing ? offer.HourlyRate <= 0 || offer.DailyRate <= 0 || offer.WeeklyRate <= 0 || offer.MonthlyRate <= 0 : amount <= 0)
            return Check.Fail(sharing ? BadRate : BadPrice);
        if (offer.ShippingFee is null)
            return Check.Unknown(NoShipping);
        return offer.ShippingFee < 0 || offer.Deposit < 0 || HasNegative(offer.OtherCharges) ? Check.Fail(BadCharge) : Check.Pass;
    }

    private static Check Payment(RuleContext context)
    {
        var offer = context.Offer;
        if (offer.PaymentTiming is null)
            return Check.Unknown(NoTiming);
        if (offer.PaymentMethods.Count == 0)
            return Check.Unknown(NoMethods);
        if (offer.DeliveryDays is null)
            return Check.Unknown(NoDelivery);
        return offer.DeliveryDays < 0 ? Check.Fail(BadDelivery) : Check.Pass;
    }

    private static bool HasNegative(IReadOnlyList<OtherCharge> charges)
    {
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Amount < 0)
                return true;
        }

        return false;
    }
}
