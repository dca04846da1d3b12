using System.Text.RegularExpressions;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Checkout;

/// <summary>
/// Makes the final confirmation of listings, or says what they lack. What must be on the last screen, and that its button says what it
/// does, is judged by the standards (CT-001: 特定商取引法 12-6(1), CT-002: 12-6(2)); the wordings of a button that are understood here are this product's own.
/// </summary>
internal static partial class ConfirmationRules
{
    public const int LabelLength = 40;
    public static readonly LocalText DefaultLabel = new("注文を確定する", "Place the order");

    // 消費税法 29 with 地方税法 72-83, together.
    private const int StandardRate = 10;

    private static readonly LocalText StatutoryReturns = new(
        "返品特約の表示がないため、商品の引渡しを受けた日から8日以内であれば、送料をお客様の負担として契約の申込みの撤回または解除（返品）ができます（特定商取引法第15条の3）。",
        "The seller states no return term of its own: you may withdraw and return the goods within 8 days of receiving them, bearing the postage (Act on Specified Commercial Transactions, Art. 15-3).");

    private static readonly LocalText SpecialReturns = new(
        "返品は上記の特約によります（特定商取引法第15条の3第1項ただし書）。",
        "Returns follow the seller's term above (Act on Specified Commercial Transactions, Art. 15-3(1), proviso).");

    private static readonly HashSet<string> OfLastScreen = new(StringComparer.Ordinal) { "CT-001", "CT-002" };

    /// <summary>The contract over listings of one seller, or what the first that lacks something lacks.</summary>
    public static Outcome<FinalConfirmation> Of(StandardsEngine standards, Offered offered, DateOnly today)
    {
        foreach (var listing in offered.Listings)
        {
            var unmet = Unmet(standards, listing, offered, today);
            if (unmet.Any(rule => rule.Id == "CT-002"))
            {
                return new SubmitLabelMisleading("input", "submitLabel");
            }

            MissingTerm[] missing = [.. Missing(listing, offered)];
            if (missing.Length > 0 || unmet.Count > 0)
            {
                return new ConfirmationIncomplete(listing.Id, missing);
            }
        }

        return Fill(offered, Seller(offered.Listings[0], standards.Edition.Goods, today));
    }

    public static bool SaysOrder(string label) => label.Length <= LabelLength && (InJapanese().IsMatch(label) || InEnglish().IsMatch(label));

    /// <summary>The clauses that keep the order from being placed.</summary>
    private static List<Rule> Unmet(StandardsEngine standards, Listing listing, Offered offered, DateOnly today) =>
        [.. standards.Assess(LastScreen(listing, offered, today)).Findings.Where(finding => finding.Blocks && OfLastScreen.Contains(finding.Rule.Id)).Select(finding => finding.Rule)];

    // One unit is sold at a time; period and terms of return are filled in where the operator leaves them out.
    private static StatedSubject LastScreen(Listing listing, Offered offered, DateOnly today) => StatedSubject.Stating(
        Subject.Contract,
        today,
        ("distanceOrder", true),
        ("finalShowsQuantity", true),
        ("finalShowsPrice", listing.Price is not null),
        ("finalShowsShipping", offered.StatesShipping(listing)),
        ("finalShowsPayment", listing.Terms is { PaymentTiming: not null, PaymentMethods.Count: > 0 }),
        ("finalShowsDelivery", listing.Terms.DeliveryDays is not null),
        ("applicationPeriodSet", !string.IsNullOrWhiteSpace(listing.Terms.ApplicationPeriod)),
        ("finalShowsPeriod", true),
        ("finalShowsCancellation", true),
        ("submitSaysOrder", offered.SubmitLabel is null || SaysOrder(offered.SubmitLabel)),
        ("finalScreenMisleads", false));

    private static IEnumerable<MissingTerm> Missing(Listing listing, Offered offered)
    {
        var terms = listing.Terms;
        if (listing.Price is null)
        {
            yield return new("price", new("販売価格", "the price"), "11 i");
        }

        if (!offered.StatesShipping(listing))
        {
            yield return new("terms.shippingFee", new("送料", "the shipping fee"), "11 i");
        }

        if (terms.PaymentTiming is null)
        {
            yield return new("terms.paymentTiming", new("支払時期", "when payment is due"), "11 ii");
        }

        if (terms.PaymentMethods.Count == 0)
        {
            yield return new("terms.paymentMethods", new("支払方法", "how to pay"), "11 ii");
        }

        if (terms.DeliveryDays is null)
        {
            yield return new("terms.deliveryDays", new("引渡時期", "when it is delivered"), "11 iii");
        }
    }

    private static FinalConfirmation Fill(Offered offered, ConfirmedSeller seller)
    {
        var (listings, submitLabel) = (offered.Listings, offered.SubmitLabel);
        List<ConfirmedCharge> charges = [.. listings.SelectMany(Charges)];
        var fee = offered.Shipping?.Price ?? listings.Select(listing => listing.Terms.ShippingFee!.Value).Aggregate((sum, one) => sum + one);
        var total = listings.Select(listing => listing.Price!.Value).Concat(charges.Select(charge => charge.Amount)).Aggregate(fee, (sum, one) => sum + one);
        return new(
            [.. listings.Select(Line)],
            fee,
            charges,
            total,
            Tax(total, listings[0].Operator.Profile.IsTaxable),
            [.. listings[0].Terms.PaymentMethods.Where(method => listings.All(listing => listing.Terms.PaymentMethods.Contains(method)))],
            seller,
            submitLabel is null ? DefaultLabel : new(submitLabel, submitLabel),
            offered.Shipping)
        {
            AgentReceipt = listings[0].Operator.Terms is { } terms ? Receipt(terms.Version) : null,
        };
    }

    private static AgentReceipt Receipt(string version) => new(version, new(
        $"代金は、販売者から受領の権限を与えられたプラットフォームの運営者が、販売者を代理して受領します。運営者への支払いが完了した時点で、販売者に対するお客様の代金債務は消滅します（出店規約 {version}、民法第99条・第473条）。",
        $"The company that runs the platform receives the price on the seller's behalf, with authority from the seller. Once you have paid it, your debt to the seller is discharged (seller terms {version}; Civil Code, Art. 99 and 473)."));

    private static ConfirmedLine Line(Listing listing) => new(
        listing.Id.ToString(),
        listing.Title,
        Unit(listing),
        Quantity: 1,
        listing.Price!.Value,
        Terms<PaymentTiming>.Of(listing.Terms.PaymentTiming!.Value).Name,
        Delivery(listing.Terms.DeliveryDays!.Value),
        ApplicationPeriod(listing.Terms.ApplicationPeriod),
        Returns(listing.Terms.ReturnPolicy),
        listing.Terms.WarrantyDays);

    private static IEnumerable<ConfirmedCharge> Charges(Listing listing) =>
        listing.Terms.OtherCharges.Select(charge => new ConfirmedCharge(charge.Name, listing.Price!.Value with { Amount = charge.Amount }));

    private static ConfirmedItem Unit(Listing listing)
    {
        var (model, condition) = (listing.Item.Model, listing.Item.Condition);
        var digest = CanonicalJson.Digest(CanonicalJson.Of(new { listing.Description, listing.Photos }));
        return new(model.Gtin, model.Brand, model.Name, model.ModelNumber, condition.Functional, condition.Cosmetic, condition.Scheme, digest);
    }

    private static IncludedTax Tax(Money total, bool taxable)
    {
        var rate = taxable ? StandardRate : 0;
        return new(rate, total.TaxIncluded(rate));
    }

    private static ReturnTerms Returns(string? specialTerm) =>
        string.IsNullOrWhiteSpace(specialTerm) ? new(null, StatutoryReturns) : new(specialTerm, SpecialReturns);

    private static LocalText Delivery(int days) => days == 0
        ? new("お支払いの確認後、当日中に発送します。", "Dispatched on the day on which payment is confirmed.")
        : new($"お支払いの確認後、{days}日以内に発送します。", $"Dispatched within {days} days of confirmed payment.");

    private static LocalText ApplicationPeriod(string? period) => string.IsNullOrWhiteSpace(period)
        ? new("申込期間の定めはありません。", "There is no limited period for applying.")
        : new(period, period);

    private static ConfirmedSeller Seller(Listing listing, GoodsLists goods, DateOnly today)
    {
        var (profile, contact) = (listing.Operator.Profile, listing.Operator.Profile.Contact);
        return new(
            profile.LegalName,
            profile.TradeName,
            contact.PostalCode,
            contact.Address,
            contact.Phone,
            contact.ResponsiblePerson,
            contact.Email,
            profile.InvoiceNumber,
            listing.Operator.LicenceOn(today, goods.KobutsuOf(listing.Item.Model.Category, today)) is { } licence ? new(licence.RegisteredName, licence.CommissionName, licence.PermitNumber) : null);
    }

    // The whole label and nothing else: 「購入手続きへ」 and 「注文内容を確認する」 sound like a step before the order, 「注文しない」 is none.
    [GeneratedRegex(
        @"\A(?:(?:上記の|この|以上の)内容で|今すぐ|同意して)?(?:[ごお]?(?:注文|購入|申し?込み?)(?:を?(?:確定|完了)?(?:する|します)|を?確定)?|申し?込(?:む|みます))\z",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex InJapanese();

    [GeneratedRegex(
        @"\A(?:(?:place|submit|complete) (?:(?:the|my|your|an|this) )?(?:order|purchase)|(?:buy|order|purchase)(?: (?:it|this|this item|the item))?)(?: now)?(?: and pay)?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex InEnglish();
}

/// <summary>What a seller offers on the last screen.</summary>
/// <param name="Listings">Of one operator, at least one.</param>
/// <param name="SubmitLabel">The app's wording of the last button; null for ours.</param>
/// <param name="Shipping">How it gets to the buyer; null as confirmations of before had it.</param>
internal sealed record Offered(IReadOnlyList<Listing> Listings, string? SubmitLabel, ConfirmedShipping? Shipping)
{
    /// <summary>Whether the buyer knows what shipping that listing costs.</summary>
    internal bool StatesShipping(Listing listing) => Shipping?.Price is not null || listing.Terms.ShippingFee is not null;
}

/// <summary>An item of 特定商取引法 12-6 that the listing does not state.</summary>
/// <param name="Field">Where the operator states it.</param>
/// <param name="Name">What is missing.</param>
/// <param name="Article">Of 特定商取引法.</param>
public sealed record MissingTerm(string Field, LocalText Name, string Article);
