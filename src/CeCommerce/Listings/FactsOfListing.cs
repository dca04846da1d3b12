using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Listings;

/// <summary>Says an offer, its item and its operator in the words of the standards.</summary>
internal static class FactsOfListing
{
    public static ListingFacts From(OperatorFacts owner, ItemDescription item, Offer offer, DateOnly today, KnownRecalls recalls) => new()
    {
        Today = today,
        Kind = offer.Kind,
        SharingModel = offer.Sharing?.Model,
        Category = item.Model.Category,
        Facts = item.Facts.With(offer.Facts),
        FunctionalGrade = item.Condition.Functional,
        CosmeticGrade = item.Condition.Cosmetic,
        GradeScheme = item.Condition.Scheme,
        HasMakerSerial = item.Serials.Any(serial => serial.IsMaker),
        HasImei = item.Serials.Any(serial => serial.IsImei),
        ModelNumber = item.Model.ModelNumber,
        Title = offer.Title,
        Description = offer.Description,
        PhotoCount = offer.Photos.Count,
        Offer = TermsOf(offer),
        LeaseDisclosure = offer.LeaseDisclosure,
        Recalls = recalls.Of(RecallSubjectOf(item)),
        Operator = owner,
    };

    /// <summary>As an edition of the standards takes it.</summary>
    public static Offered WhatIsOffered(RuleEdition edition, ProductModel model, ItemFacts facts, string title) =>
        edition.Offered.Of(facts, ProductCategories.TryGet(model.Category, out var category) ? category : null, title, model.ModelNumber);

    /// <summary>What recalls ask of a unit.</summary>
    public static RecallSubject RecallSubjectOf(ItemDescription item) => new(
        item.Model.Brand, item.Model.ModelNumber, [.. item.Serials.Where(serial => serial.IsMaker).Select(serial => serial.Value)],
        (int?)item.Facts.Integer(FactCode.ManufactureYear));

    /// <summary>The same for every listing of an operator; an import makes it once.</summary>
    public static OperatorFacts Of(Operator owner) => Of(owner.AsRecord());

    public static OperatorFacts Of(OperatorRecord owner) => new()
    {
        Types = owner.Profile.Types,
        Licences = [.. owner.Licences.Select(Of)],
        NotifiedUrls = [.. owner.NotifiedUrls.Select(url => new NotifiedUrlFacts(url.Url, url.ValidFrom, After(url.ValidTo)))],
        ShopUrl = owner.Profile.ShopUrl,
        ShopUrlSince = owner.Profile.ShopUrlSince,
        InvoiceNumber = owner.Profile.InvoiceNumber,
        CorporateNumber = owner.Profile.CorporateNumber,
        IsCorporation = owner.Profile.IsCorporation,
        IsTaxable = owner.Profile.IsTaxable,
        LegalName = owner.Profile.LegalName,
        GradeDefinition = owner.Profile.GradeDefinition,
        OwnRules = owner.OwnRules,
    };

    private static LicenceFacts Of(DealerLicence licence) => new(
        licence.PermitNumber,
        licence.CommissionName.Ja,
        licence.Categories,
        licence.RegisteredName,
        licence.ValidFrom,
        After(licence.ValidTo));

    // Ours names the last day, the standards the first one after it; the calendar's last day has none and means no end.
    private static DateOnly? After(DateOnly? last) => last is { } day && day < DateOnly.MaxValue ? day.AddDays(1) : null;

    private static OfferTerms TermsOf(Offer offer) => new()
    {
        Currency = offer.Price?.Currency ?? Platform.Money.Yen,
        Price = offer.Price?.Amount,
        HourlyRate = offer.Sharing?.RateFor(RateUnit.Hour),
        DailyRate = offer.Sharing?.RateFor(RateUnit.Day),
        WeeklyRate = offer.Sharing?.RateFor(RateUnit.Week),
        MonthlyRate = offer.Sharing?.RateFor(RateUnit.Month),
        Deposit = offer.Sharing?.Deposit?.Amount,
        ShippingFee = offer.Terms.ShippingFee?.Amount,
        OtherCharges = offer.Terms.OtherCharges,
        PaymentTiming = offer.Terms.PaymentTiming,
        PaymentMethods = offer.Terms.PaymentMethods,
        DeliveryDays = offer.Terms.DeliveryDays,
        ApplicationPeriod = offer.Terms.ApplicationPeriod,
        ReturnPolicy = offer.Terms.ReturnPolicy,
        WarrantyDays = offer.Terms.WarrantyDays,
    };
}
