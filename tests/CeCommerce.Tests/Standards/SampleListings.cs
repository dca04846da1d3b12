using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards;

/// <summary>Listings that meet every rule, to be spoiled one field at a time.</summary>
internal static class SampleListings
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    public static readonly LicenceFacts Licence = new("301234567890", "東京都公安委員会", Enum.GetValues<KobutsuCategory>(), "株式会社めぐる");

    public static readonly OperatorFacts Refurbisher = new()
    {
        Types = [OperatorType.Refurbisher, OperatorType.InventoryReuse],
        Licences = [Licence],
        NotifiedUrls = [new("https://shop.example.jp/meguru")],
        ShopUrl = "https://shop.example.jp/meguru/",
        ShopUrlSince = new(2020, 4, 1),
        InvoiceNumber = "T7000012050002",
        CorporateNumber = "7000012050002",
        IsCorporation = true,
        IsTaxable = true,
        LegalName = "株式会社めぐる",
    };

    public static readonly OfferTerms SaleTerms = new()
    {
        Price = 29_800,
        ShippingFee = 0,
        PaymentTiming = PaymentTiming.AtOrder,
        PaymentMethods = [PaymentMethod.Card],
        DeliveryDays = 3,
        ReturnPolicy = "到着後8日以内",
        WarrantyDays = 90,
    };

    private static readonly ItemFacts Tested = ItemFacts.Of(Of(FactCode.TestRecord, "2026-11-10 全項目合格"));

    public static ListingFacts AirConditioner { get; } = Listing("air_conditioner").With(
        Of(FactCode.ManufactureYear, 2022), Of(FactCode.PseMark, PseMark.Round), Of(FactCode.PseNotifier, "アオバ電機"), Of(FactCode.DesignStandardUsePeriod, 10),
        Of(FactCode.RecallCheckedOn, Today.AddDays(-5)), Of(FactCode.RecallResult, RecallResult.None), Of(FactCode.ManualProvided, true),
        Of(FactCode.TakeBackOffered, true), Of(FactCode.CollectionFee, 3_300), Of(FactCode.RecyclingFeeInfo, "家電リサイクル券センターの一覧のとおり"));

    public static ListingFacts Smartphone { get; } = Listing("smartphone").With(
        Of(FactCode.ManufactureYear, 2023), Of(FactCode.PseMark, PseMark.NotApplicable), Of(FactCode.BatteryCondition, BatteryCondition.Good), Of(FactCode.BatteryCapacity, 91),
        Of(FactCode.BatteryMethod, "設定画面"), Of(FactCode.NetworkRestriction, NetworkRestriction.None), Of(FactCode.SimLock, SimLock.None), Of(FactCode.ActivationLock, ActivationLock.Off),
        Of(FactCode.ErasureMethod, ErasureMethod.Purge), Of(FactCode.ErasureStandard, "NIST SP 800-88 Rev.2"), Of(FactCode.ErasedOn, new DateOnly(2026, 10, 1)), Of(FactCode.ErasureTool, "Kesu 3.1"),
        Of(FactCode.ErasureOperator, "検品課"), Of(FactCode.RecallCheckedOn, Today), Of(FactCode.RecallResult, RecallResult.None)) with
    { HasImei = true };

    public static ListingFacts Coat { get; } = Listing("coat").With(
        Of(FactCode.Cleaned, true), Of(FactCode.Material, "ウール80%"), Of(FactCode.Size, "M"), Of(FactCode.Stains, "なし"), Of(FactCode.AuthenticityChecked, true),
        Of(FactCode.RecallCheckedOn, Today), Of(FactCode.RecallResult, RecallResult.None));

    public static ListingFacts PowerBank { get; } = Listing("power_bank").With(
        Of(FactCode.ManufactureYear, 2025), Of(FactCode.PseMark, PseMark.Round), Of(FactCode.BatteryCondition, BatteryCondition.Good),
        Of(FactCode.RecallCheckedOn, Today), Of(FactCode.RecallResult, RecallResult.None));

    public static ListingFacts Shared(this ListingFacts sale) => sale with
    {
        Kind = ListingKind.Sharing,
        SharingModel = SharingModel.Rental,
        Offer = sale.Offer with { Price = null, DailyRate = 500, Deposit = 3_000 },
    };

    public static ListingFacts On(this ListingFacts listing, int year, int month, int day) => listing with { Today = new(year, month, day) };

    public static ListingFacts With(this ListingFacts listing, params Fact[] facts) => listing with { Facts = listing.Facts.With(ItemFacts.Of(facts)) };

    public static ListingFacts Without(this ListingFacts listing, params FactCode[] codes) => listing with { Facts = codes.Aggregate(listing.Facts, (facts, code) => facts.Without(code)) };

    public static ListingFacts Offering(this ListingFacts listing, Func<OfferTerms, OfferTerms> change) => listing with { Offer = change(listing.Offer) };

    public static ListingFacts By(this ListingFacts listing, Func<OperatorFacts, OperatorFacts> change) => listing with { Operator = change(listing.Operator) };

    public static Fact Of(FactCode code, long value) => Fact.Of(code, value, FactSource.Inspection, Today);

    public static Fact Of(FactCode code, bool value) => Fact.Of(code, value, FactSource.Inspection, Today);

    public static Fact Of(FactCode code, string value) => Fact.Of(code, value, FactSource.Inspection, Today);

    public static Fact Of(FactCode code, DateOnly value) => Fact.Of(code, value, FactSource.Inspection, Today);

    public static Fact Of<T>(FactCode code, T value)
        where T : struct, Enum => Fact.Of(code, value, FactSource.Inspection, Today);

    private static ListingFacts Listing(string category) => new()
    {
        Today = Today,
        Kind = ListingKind.Reuse,
        Category = category,
        FunctionalGrade = FunctionalGrade.F5,
        CosmeticGrade = CosmeticGrade.A,
        GradeScheme = GradeScheme.Rmj2,
        HasMakerSerial = true,
        ModelNumber = "KT-934G",
        Facts = Tested,
        Title = "【リユース】アオバ電機 KT-934G 2022年製",
        Description = "動作確認済みです。",
        PhotoCount = 3,
        Offer = SaleTerms,
        Operator = Refurbisher,
    };
}
