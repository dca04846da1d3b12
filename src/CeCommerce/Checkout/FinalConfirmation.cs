using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Checkout;

/// <summary>
/// What the last screen before the order must show of the contract with one seller (特定商取引法 12-6(1): the quantity and the items of 11 i to v), with the
/// seller's name and dealer's permit (11 vi, 施行規則 23; 古物営業法 12(3)), and which units are bought in which condition. Its digest is
/// what the buyer agrees to.
/// </summary>
/// <param name="Lines">What is bought, at least one.</param>
/// <param name="ShippingFee">With consumption tax, borne by the buyer; zero when included (11 i).</param>
/// <param name="OtherCharges">Other money that the buyer pays; empty when there is none (施行規則 23).</param>
/// <param name="Total">Prices, shipping fee and other charges.</param>
/// <param name="Tax">Consumption tax contained in the total.</param>
/// <param name="PaymentMethods">How it can be paid (11 ii).</param>
/// <param name="Seller">Who sells.</param>
/// <param name="SubmitLabel">Words of the last button; they say that pressing it is an order (12-6(2) i).</param>
/// <param name="Shipping">How it gets to the buyer; null in those from before it was part of the confirmation.</param>
public sealed record FinalConfirmation(
    IReadOnlyList<ConfirmedLine> Lines,
    Money ShippingFee,
    IReadOnlyList<ConfirmedCharge> OtherCharges,
    Money Total,
    IncludedTax Tax,
    IReadOnlyList<PaymentMethod> PaymentMethods,
    ConfirmedSeller Seller,
    LocalText SubmitLabel,
    ConfirmedShipping? Shipping = null)
{
    /// <summary>That the platform receives the price for the seller; null where the seller had not accepted the platform's terms.</summary>
    public AgentReceipt? AgentReceipt { get; init; }
}

/// <summary>That the platform receives the price on the seller's behalf, and paying it discharges the buyer (代理受領: 民法 99, 473).</summary>
/// <param name="TermsVersion">The platform's terms by which the seller gave it that authority.</param>
/// <param name="Note">What holds for this order.</param>
public sealed record AgentReceipt(string TermsVersion, LocalText Note);

/// <summary>One unit that is bought, and what its listing states.</summary>
/// <param name="ListingId">The listing that is bought.</param>
/// <param name="Title">What is bought.</param>
/// <param name="Item">The unit and its condition; null in orders from before it was part of the confirmation.</param>
/// <param name="Quantity">Always 1: a listing offers one unit.</param>
/// <param name="Price">With consumption tax (11 i).</param>
/// <param name="PaymentTiming">When payment is due (11 ii).</param>
/// <param name="Delivery">When it is dispatched (11 iii).</param>
/// <param name="ApplicationPeriod">Until when the offer can be applied for, or that there is no such limit (11 iv).</param>
/// <param name="Returns">Cancellation and return (11 v, 15-3).</param>
/// <param name="WarrantyDays">Zero when there is no warranty; null when the seller states nothing.</param>
public sealed record ConfirmedLine(
    string ListingId,
    string Title,
    ConfirmedItem? Item,
    int Quantity,
    Money Price,
    LocalText PaymentTiming,
    LocalText Delivery,
    LocalText ApplicationPeriod,
    ReturnTerms Returns,
    int? WarrantyDays);

/// <summary>The unit that is bought, as the listing and its item describe it.</summary>
/// <param name="Gtin">GS1 GTIN; null for a one-off.</param>
/// <param name="Brand">Brand; null when not stated.</param>
/// <param name="Name">Name of the product.</param>
/// <param name="ModelNumber">The maker's model number (型番); null when not stated.</param>
/// <param name="FunctionalGrade">How well it works, F1 to F6; null when not graded.</param>
/// <param name="CosmeticGrade">How it looks, S to J; null when not graded.</param>
/// <param name="GradeScheme">Whose definitions the grades follow.</param>
/// <param name="DescriptionDigest">SHA-256 of the canonical JSON of the listing's description and photos, 64 lower-case hex digits.</param>
public sealed record ConfirmedItem(
    string? Gtin,
    string? Brand,
    string Name,
    string? ModelNumber,
    FunctionalGrade? FunctionalGrade,
    CosmeticGrade? CosmeticGrade,
    GradeScheme? GradeScheme,
    string DescriptionDigest);

/// <summary>A charge besides price and shipping.</summary>
/// <param name="Name">What it is for, in the seller's words.</param>
/// <param name="Amount">With tax.</param>
public sealed record ConfirmedCharge(string Name, Money Amount);

/// <summary>Consumption tax inside an amount.</summary>
/// <param name="RatePercent">Zero when the seller is no taxable person (免税事業者).</param>
/// <param name="Amount">The tax inside the total.</param>
public sealed record IncludedTax(int RatePercent, Money Amount);

/// <summary>The seller's own return term (返品特約), or what the law says when there is none.</summary>
/// <param name="SpecialTerm">The seller's words; null when there is no special term.</param>
/// <param name="Note">What holds for this order.</param>
public sealed record ReturnTerms(string? SpecialTerm, LocalText Note);

/// <summary>Who sells (11 vi, 施行規則 23).</summary>
/// <param name="LegalName">Registered name.</param>
/// <param name="TradeName">Shop name (屋号) when it differs.</param>
/// <param name="PostalCode">Of the address.</param>
/// <param name="Address">Where the seller can be reached.</param>
/// <param name="Phone">By which the seller can be reached.</param>
/// <param name="ResponsiblePerson">Representative, or who is responsible for selling online.</param>
/// <param name="Email">For questions; null when not given.</param>
/// <param name="InvoiceNumber">適格請求書発行事業者登録番号; null when the seller has none.</param>
/// <param name="Licence">Second-hand dealer's permit; null when the seller holds none.</param>
public sealed record ConfirmedSeller(
    string LegalName,
    string? TradeName,
    string PostalCode,
    string Address,
    string Phone,
    string ResponsiblePerson,
    string? Email,
    string? InvoiceNumber,
    ConfirmedLicence? Licence);

/// <summary>The dealer's permit as 古物営業法 12(3) wants it shown: name, commission, number.</summary>
/// <param name="RegisteredName">Name as on the permit.</param>
/// <param name="Commission">The public safety commission (公安委員会) that granted it.</param>
/// <param name="PermitNumber">12 digits.</param>
public sealed record ConfirmedLicence(string RegisteredName, LocalText Commission, string PermitNumber);
