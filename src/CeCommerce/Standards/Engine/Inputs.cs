using System.Globalization;
using System.Text.Json;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>The values that rules look at, by the names that the API gives them.</summary>
internal static class Inputs
{
    private static readonly RuleInput[] OfFacts = [.. FactCatalogue.All.Select(definition =>
        new RuleInput(definition.WireName, listing => listing.Facts.TryGet(definition.Code, out var fact) ? fact.Shown : null))];

    private static readonly RuleInput[] OfDisclosure = [.. Enum.GetValues<DisclosurePoint>().Select(point =>
        new RuleInput(NameOf(point), listing => listing.LeaseDisclosure?.Of(point)))];

    public static RuleInput Price { get; } = new("price", listing => Text(listing.Offer.Price));

    public static RuleInput HourlyRate { get; } = new("hourlyRate", listing => Text(listing.Offer.HourlyRate));

    public static RuleInput WeeklyRate { get; } = new("weeklyRate", listing => Text(listing.Offer.WeeklyRate));

    public static RuleInput DailyRate { get; } = new("dailyRate", listing => Text(listing.Offer.DailyRate));

    public static RuleInput MonthlyRate { get; } = new("monthlyRate", listing => Text(listing.Offer.MonthlyRate));

    public static RuleInput ShippingFee { get; } = new("shippingFee", listing => Text(listing.Offer.ShippingFee));

    public static RuleInput PaymentTiming { get; } = new("paymentTiming", listing => listing.Offer.PaymentTiming is { } timing ? Terms<PaymentTiming>.Of(timing).Code : null);

    public static RuleInput PaymentMethods { get; } = new("paymentMethods", listing => listing.Offer.PaymentMethods.Count == 0
        ? null
        : string.Join(',', listing.Offer.PaymentMethods.Select(method => Terms<PaymentMethod>.Of(method).Code)));

    public static RuleInput DeliveryDays { get; } = new("deliveryDays", listing => Text(listing.Offer.DeliveryDays));

    public static RuleInput ApplicationPeriod { get; } = new("applicationPeriod", listing => listing.Offer.ApplicationPeriod);

    public static RuleInput WarrantyDays { get; } = new("warrantyDays", listing => Text(listing.Offer.WarrantyDays));

    public static RuleInput ReturnPolicy { get; } = new("returnPolicy", listing => listing.Offer.ReturnPolicy);

    public static RuleInput Category { get; } = new("category", listing => listing.Category);

    /// <summary>As stated, else as proposed.</summary>
    public static RuleInput WhatIsOffered { get; } = new(FactCatalogue.Of(FactCode.WhatIsOffered).WireName, (listing, edition) =>
        Terms<WhatIsOffered>.Of(edition.Offered.Of(listing, ProductCategories.TryGet(listing.Category, out var category) ? category : null).Value).Code);

    public static RuleInput Title { get; } = new("title", listing => listing.Title);

    public static RuleInput Description { get; } = new("description", listing => listing.Description);

    public static RuleInput FunctionalGrade { get; } = new("functionalGrade", listing => listing.FunctionalGrade?.ToString());

    public static RuleInput CosmeticGrade { get; } = new("cosmeticGrade", listing => listing.CosmeticGrade?.ToString());

    public static RuleInput GradeScheme { get; } = new("gradeScheme", listing => listing.GradeScheme is { } scheme ? Terms<GradeScheme>.Of(scheme).Code : null);

    public static RuleInput GradeDefinition { get; } = new("operator.gradeDefinition", listing => listing.Operator.GradeDefinition);

    public static RuleInput ModelNumber { get; } = new("modelNumber", listing => listing.ModelNumber);

    public static RuleInput MakerSerial { get; } = new("makerSerial", listing => Text(listing.HasMakerSerial));

    public static RuleInput Imei { get; } = new("imei", listing => Text(listing.HasImei));

    public static RuleInput Recalls { get; } = new("recalls", listing => listing.Recalls is { } recalls
        ? string.Join("; ", recalls.Select(recall => $"{recall.Source} {recall.Number} ({Text(recall.AnnouncedOn)})"))
        : null);

    public static RuleInput OperatorTypes { get; } = new("operator.types", listing => string.Join(',', listing.Operator.Types.Select(type => Terms<OperatorType>.Of(type).Code)));

    public static RuleInput Licence { get; } = new("operator.licence", (listing, edition) => Shown(listing, edition)?.PermitNumber);

    public static RuleInput LicenceCommission { get; } = new("operator.licence.commission", (listing, edition) => Shown(listing, edition)?.Commission);

    public static RuleInput LicenceName { get; } = new("operator.licence.registeredName", (listing, edition) => Shown(listing, edition)?.RegisteredName);

    public static RuleInput LicenceCategories { get; } = new("operator.licence.categories", (listing, edition) => Shown(listing, edition) is null
        ? null
        : string.Join(',', listing.Operator.Licences.Where(licence => licence.HoldsOn(listing.Today)).SelectMany(licence => licence.Categories).Distinct().Order()
            .Select(category => Terms<KobutsuCategory>.Of(category).Code)));

    public static RuleInput ShopUrl { get; } = new("operator.shopUrl", listing => listing.Operator.ShopUrl);

    public static RuleInput ShopUrlSince { get; } = new("operator.shopUrlSince", listing => listing.Operator.ShopUrlSince?.ToString("O", CultureInfo.InvariantCulture));

    public static RuleInput NotifiedUrls { get; } = new("operator.notifiedUrls", listing =>
        string.Join(' ', listing.Operator.NotifiedUrls.Where(notified => notified.HoldsOn(listing.Today)).Select(notified => notified.Url)));

    public static RuleInput InvoiceNumber { get; } = new("operator.invoiceNumber", listing => listing.Operator.InvoiceNumber);

    public static RuleInput CorporateNumber { get; } = new("operator.corporateNumber", listing => listing.Operator.CorporateNumber);

    public static RuleInput Of(FactCode code) => OfFacts[(int)code];

    public static RuleInput Of(DisclosurePoint point) => OfDisclosure[(int)point];

    /// <summary>E.g. <c>leaseDisclosure.repairRecord</c>.</summary>
    public static string NameOf(DisclosurePoint point) => "leaseDisclosure." + JsonNamingPolicy.CamelCase.ConvertName(point.ToString());

    private static LicenceFacts? Shown(ListingFacts listing, RuleEdition edition) => listing.ShownLicence(edition.Goods.KobutsuOf(listing.Category, listing.Today));

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool flag) => flag ? "true" : "false";
}
