using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>What the listing says: the part of it that changes as a whole.</summary>
/// <param name="Kind">Sale of a used or refurbished good, or sharing.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Description">At most 10,000 characters.</param>
/// <param name="Price">Sale price with consumption tax, 1 to 99,999,999 yen; not for sharing.</param>
/// <param name="Sharing">Rate card and deposit; only for sharing.</param>
/// <param name="Terms">What 特定商取引法 11 wants stated beside the price.</param>
/// <param name="Photos">At most 30.</param>
/// <param name="LeaseDisclosure">What a lessor tells before the lease (資源有効利用促進法 18, 26); only for sharing.</param>
/// <param name="Facts">What rules ask about the offer: facts whose definition says that they are about the offer. Leave it out to keep what was stated; an empty list takes it back.</param>
public sealed record OfferInput(
    ListingKind Kind,
    string Title,
    string? Description,
    Money? Price,
    SharingInput? Sharing,
    TermsInput? Terms,
    IReadOnlyList<PhotoInput>? Photos,
    LeaseDisclosureInput? LeaseDisclosure,
    IReadOnlyList<FactInput>? Facts)
{
    /// <summary>The offer, when it is one.</summary>
    /// <param name="stated">Facts that count when none are given.</param>
    internal Outcome<Offer> Read(DateOnly today, ItemFacts stated)
    {
        var read = Facts is { } given ? ReadFacts(given, today) : stated;
        if (!read.Try(out var facts, out var refused))
        {
            return Outcome<Offer>.Refused(refused);
        }

        var offer = new Offer(
            Kind, Title.Trim(), Description?.Trim() ?? "", Price, Sharing?.AsTerms(), Terms?.AsTerms() ?? SaleTerms.None,
            [.. (Photos ?? []).Select(photo => new Photo(photo.Url, photo.Digest))])
        {
            LeaseDisclosure = LeaseDisclosure?.AsDisclosure(),
            Facts = facts,
        };
        return (OfferLimits.CheckCharges(Terms?.OtherCharges ?? []) ?? OfferLimits.Check(offer)) is { } invalid ? invalid : offer;
    }

    private static Outcome<ItemFacts> ReadFacts(IReadOnlyList<FactInput> given, DateOnly today) =>
        given.Select(fact => FactCatalogue.Of(fact.Code)).FirstOrDefault(fact => fact.About != FactAbout.Offer) is { } ofUnit
            ? new ListingValueInvalid(
                new(
                    $"「{ofUnit.Label.Ja}」は現物についての項目です。item の facts に入力してください。",
                    $"'{ofUnit.Label.En}' is a fact about the unit. State it in the facts of the item."),
                ["input", "offer", "facts", ofUnit.WireName])
            : FactInput.Read(given, "offer", today);
}

/// <summary>How a shared item is charged.</summary>
/// <param name="Model">Rental, sharing, subscription or lease.</param>
/// <param name="Rates">1 to 12 lines, each a price with tax for one unit of time.</param>
/// <param name="Deposit">保証金, given back after the return.</param>
public sealed record SharingInput(SharingModel Model, IReadOnlyList<RateInput> Rates, Money? Deposit)
{
    internal SharingTerms AsTerms() => new(Model, [.. Rates.Select(rate => new Rate(rate.Unit, rate.Price))], Deposit);
}

/// <summary>One line of a rate card.</summary>
/// <param name="Unit">Unit of time.</param>
/// <param name="Price">Price with tax for one unit.</param>
public sealed record RateInput(RateUnit Unit, Money Price);

/// <summary>
/// What a lessor tells a consumer before the lease. Each point has at most 2,000 characters. Function, hygiene and the record of repairs
/// may be left out when the item's facts say them: `Listing.leaseDisclosure` then shows those.
/// </summary>
/// <param name="Quality">品質.</param>
/// <param name="Function">機能.</param>
/// <param name="Safety">安全性.</param>
/// <param name="Hygiene">衛生状態.</param>
/// <param name="RepairRecord">修理の記録; say so when there was no repair.</param>
/// <param name="GuaranteeScope">保証の範囲; say so when nothing is guaranteed.</param>
/// <param name="LiableParty">責任の所在: who is liable for what.</param>
/// <param name="Maintenance">賃貸期間中の点検その他の保守.</param>
/// <param name="AfterContract">賃貸契約終了後の取扱い.</param>
/// <param name="DataHandling">記録された情報の削除等の取扱い, for copiers and for television sets that can record personal data.</param>
public sealed record LeaseDisclosureInput(
    string? Quality,
    string? Function,
    string? Safety,
    string? Hygiene,
    string? RepairRecord,
    string? GuaranteeScope,
    string? LiableParty,
    string? Maintenance,
    string? AfterContract,
    string? DataHandling)
{
    /// <summary>Null when no point says anything.</summary>
    internal StatedDisclosure? AsDisclosure()
    {
        var stated = new StatedDisclosure(
            Said(Quality), Said(Function), Said(Safety), Said(Hygiene), Said(RepairRecord),
            Said(GuaranteeScope), Said(LiableParty), Said(Maintenance), Said(AfterContract), Said(DataHandling));
        return stated.Texts.Any() ? stated : null;
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Terms of the offer (特定商取引法 11, 施行規則 23).</summary>
/// <param name="ShippingFee">Postage with tax that the buyer pays; zero when included.</param>
/// <param name="OtherCharges">Other money that the buyer pays.</param>
/// <param name="PaymentTiming">When payment is due.</param>
/// <param name="PaymentMethods">How the buyer can pay.</param>
/// <param name="DeliveryDays">Days from the order to dispatch or hand-over, 0 to 365.</param>
/// <param name="ApplicationPeriod">Until when the offer can be applied for; leave out when there is no limit.</param>
/// <param name="ReturnPolicy">返品特約, in words.</param>
/// <param name="WarrantyDays">0 when there is no warranty.</param>
public sealed record TermsInput(
    Money? ShippingFee,
    IReadOnlyList<ChargeInput>? OtherCharges,
    PaymentTiming? PaymentTiming,
    IReadOnlyList<PaymentMethod>? PaymentMethods,
    int? DeliveryDays,
    string? ApplicationPeriod,
    string? ReturnPolicy,
    int? WarrantyDays)
{
    internal SaleTerms AsTerms() => new(
        ShippingFee, [.. (OtherCharges ?? []).Select(charge => new OtherCharge(charge.Name, charge.Amount.Amount))], PaymentTiming, PaymentMethods ?? [],
        DeliveryDays, ApplicationPeriod, ReturnPolicy, WarrantyDays);
}

/// <summary>A charge besides price and shipping.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Amount">With tax.</param>
public sealed record ChargeInput(string Name, Money Amount);

/// <summary>A photo.</summary>
/// <param name="Url">http or https address.</param>
/// <param name="Digest">SHA-256 of the bytes in 64 hex digits, so that a changed picture can be told.</param>
public sealed record PhotoInput(string Url, string? Digest);

/// <summary>A new listing over a new or a known item.</summary>
/// <param name="OperatorId">Whose it is; needed only by the platform's own staff.</param>
/// <param name="SourceId">The operator's own number (管理番号), unique for the operator; 1 to 64 characters.</param>
/// <param name="Item">The unit, when it is not registered yet.</param>
/// <param name="ItemId">The unit, when it is; give either this or `item`.</param>
/// <param name="Offer">What the listing says.</param>
public sealed record DraftListingInput(OperatorId? OperatorId, string? SourceId, ItemInput? Item, ItemId? ItemId, OfferInput Offer);

/// <summary>States an offer anew.</summary>
/// <param name="Id">The listing.</param>
/// <param name="ExpectedVersion">`version` as last read; a change in between refuses this one.</param>
/// <param name="Offer">What it says from now on, complete.</param>
public sealed record ChangeListingInput(ListingId Id, string ExpectedVersion, OfferInput Offer);

/// <summary>A new price for a listing.</summary>
/// <param name="Id">The listing.</param>
/// <param name="ExpectedVersion">`version` as last read.</param>
/// <param name="Price">Sale price with consumption tax.</param>
public sealed record ChangePriceInput(ListingId Id, string ExpectedVersion, Money Price);

/// <summary>Describes an item anew; every listing of it that still lives is looked at again.</summary>
/// <param name="Id">The item.</param>
/// <param name="ExpectedVersion">`version` of the item as last read; a change in between refuses this one. Leave it out to state the item whatever was there.</param>
/// <param name="Item">What it is from now on, complete.</param>
public sealed record DescribeItemInput(ItemId Id, string? ExpectedVersion, ItemInput Item);

/// <summary>Moves a listing.</summary>
/// <param name="Id">The listing.</param>
/// <param name="Reason">Kept in the history.</param>
public sealed record MoveListingInput(ListingId Id, string? Reason);

/// <summary>Takes a listing down for a reason that its operator will read.</summary>
/// <param name="Id">The listing.</param>
/// <param name="Reason">Why; kept in the history.</param>
public sealed record SuspendListingInput(ListingId Id, string Reason);

/// <summary>A listing that is only thought of.</summary>
/// <param name="OperatorId">Whose it would be; needed only by the platform's own staff.</param>
/// <param name="Item">The unit.</param>
/// <param name="Offer">What the listing would say.</param>
public sealed record CheckListingInput(OperatorId? OperatorId, ItemInput Item, OfferInput Offer);
