namespace CeCommerce.Standards;

/// <summary>What an advertisement must state (特定商取引法 11): LS-001 price, LS-002 payment and delivery, LS-003 returns.</summary>
internal static class OfferRules
{
    private static readonly Explanation NoPrice = Explain.Missing("price", "販売価格(税込)", "price with tax");
    private static readonly Explanation BadPrice = Explain.Because("price", "販売価格が1円以上ではありません。", "The price is not a positive amount.");
    private static readonly Explanation NoRate = Explain.Missing("dailyRate", "レンタル料(税込)", "rental rate with tax");
    private static readonly Explanation BadRate = Explain.Because("dailyRate", "レンタル料が1円以上ではありません。", "The rate is not a positive amount.");
    private static readonly Explanation NoShipping = Explain.Missing("shippingFee", "送料", "shipping fee");
    private static readonly Explanation BadCharge = Explain.Because("shippingFee",
        "送料・保証金・その他の費用に負の額があります。", "Shipping, deposit or another charge is negative.");
    private static readonly Explanation NoTiming = Explain.Missing("paymentTiming", "支払時期", "time of payment");
    private static readonly Explanation NoMethods = Explain.Missing("paymentMethods", "支払方法", "methods of payment");
    private static readonly Explanation NoDelivery = Explain.Missing("deliveryDays", "発送・引渡しまでの日数", "days to delivery");
    private static readonly Explanation BadDelivery = Explain.Because("deliveryDays", "発送までの日数が負です。", "The days to delivery are negative.");
    private static readonly Explanation NoReturns = new(
        "returnPolicy",
        new("返品条件の記載がありません。記載がなければ法定の8日間の返品が適用され、そのことも示す必要があります。",
            "No return policy is stated. Without one the statutory return within 8 days applies, and that must be stated too."));

    // 特定商取引法 15-3 gives the 8 days to who bought goods; who hires them has no such right, whatever the listing leaves out.
    private static readonly Explanation NoCancellation = new(
        "returnPolicy",
        new("解約・返却の条件の記載がありません。貸す契約には法定の8日間の返品がないため、条件がなければ借りる人に何も分かりません。",
            "No terms of cancellation and return are stated. Lending knows no statutory return within 8 days, so without them the user is told nothing."),
        new("申込みの撤回と契約の解除(解約)の条件を記載してください。できない場合はそのことを記載します。",
            "State how an application is withdrawn and the contract is ended; when it cannot be, say so."));

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-001", Clause = "price", Severity = RuleSeverity.Block, Status = RuleStatus.Law,
            Basis = Laws.CommercialTransactions("11 i; 施行規則 23 iv"),
            Title = new("価格と送料の表示", "Price and shipping are stated"),
            Remedy = new("税込みの価格(貸す場合は料金)と送料を入れてください。送料込みなら送料は 0 とします。",
                "Give the price (or rate) with tax and the shipping fee; 0 when shipping is included."),
            Inputs = [Inputs.Price, Inputs.HourlyRate, Inputs.DailyRate, Inputs.WeeklyRate, Inputs.MonthlyRate, Inputs.ShippingFee],
            Check = Price,
        },
        new()
        {
            Id = "LS-002", Clause = "payment-delivery", Severity = RuleSeverity.Block, Status = RuleStatus.Law,
            Basis = Laws.CommercialTransactions("11 ii–iv"),
            Title = new("支払と引渡しの表示", "Payment and delivery are stated"),
            Remedy = new("支払時期、支払方法、発送までの日数を入れてください。申込期間は定めがあるときだけ記載します。",
                "Give the time and methods of payment and the days to delivery; an application period only when there is one."),
            Inputs = [Inputs.PaymentTiming, Inputs.PaymentMethods, Inputs.DeliveryDays, Inputs.ApplicationPeriod],
            Check = Payment,
        },
        new()
        {
            Id = "LS-003", Clause = "returns", Severity = RuleSeverity.Block, Status = RuleStatus.Law,
            Basis = Laws.CommercialTransactions("11 v, 15-3"),
            Title = new("返品条件の表示", "The return policy is stated"),
            Remedy = new("返品条件を記載してください。特約がなければ「商品到着後8日以内は返品可(送料は購入者負担)」と記載します。",
                "State the return policy; without a special term write that returns are accepted within 8 days of receipt at the buyer's expense."),
            Inputs = [Inputs.ReturnPolicy],
            Check = static context => !string.IsNullOrWhiteSpace(context.Offer.ReturnPolicy) ? Check.Pass
                : Check.Unknown(context.Listing.Kind == ListingKind.Sharing ? NoCancellation : NoReturns),
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
