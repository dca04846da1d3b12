using CeCommerce.Standards;
using static CeCommerce.Tests.Standards.CheckAnswers.AskedField;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>What checks look at beside facts. A check that looks at something else needs a line here, or its rows cannot show it.</summary>
internal static class AskedFields
{
    private static readonly DisclosurePoint[] Points = Enum.GetValues<DisclosurePoint>();

    public static IReadOnlyList<AskedField> All { get; } = [.. OfGoods(), .. OfListing(), .. OfTheOffer(), .. OfTheOperator(), .. OfLeases()];

    private static IEnumerable<AskedField> OfGoods() =>
    [
        AskedField.Of("category", listing => listing.Category.Length == 0 ? null : listing.Category, (listing, text) => listing with { Category = text }, "coat", "smartphone"),
        new("category.kobutsu", judged => judged.Kobutsu is { } one ? Shown(one) : null, (judged, text) => judged with { Kobutsu = Term<KobutsuCategory>(text) }, CodesOf<KobutsuCategory>()[..3]),
        new("offered.power", judged => judged.Power == AccessoryPower.None ? null : judged.Power.ToString(), (judged, text) => judged with { Power = Enum.Parse<AccessoryPower>(text) }, Enum.GetNames<AccessoryPower>()[1..]),
        .. Enum.GetValues<GoodsList>().Select(list => new AskedField(
            "on:" + GoodsLists.CodeOf(list), judged => judged.Lists.Contains(list) ? "true" : null, (judged, _) => judged with { Lists = [.. judged.Lists, list] }, "true")),
    ];

    private static IEnumerable<AskedField> OfListing() =>
    [
        AskedField.Of("kind", listing => Shown(listing.Kind), (listing, text) => listing with { Kind = Term<ListingKind>(text) }, CodesOf<ListingKind>()),
        AskedField.Of("title", listing => listing.Title.Length == 0 ? null : listing.Title, (listing, text) => listing with { Title = text },
            "コート", "新品です", "新品同様です", "メーカー保証付き", "動作確認済み", "最安値", "ノークレーム"),
        AskedField.Of("description", listing => listing.Description.Length == 0 ? null : listing.Description, (listing, text) => listing with { Description = text },
            "新品ではありません", "新品です", "新品同様です", "メーカー保証付き", "動作確認済み", "最安値", "CO2を10kg削減", "CO2を10kg削減。算定方法、グロス", "CO2を10kg削減。算定方法", "ノークレーム", "ノークレーム。ただし修理いたします"),
        AskedField.Of("modelNumber", listing => listing.ModelNumber, (listing, text) => listing with { ModelNumber = text }, "KT-934G", "　"),
        AskedField.Of("makerSerial", listing => listing.HasMakerSerial ? "true" : null, (listing, _) => listing with { HasMakerSerial = true }, "true"),
        AskedField.Of("imei", listing => listing.HasImei ? "true" : null, (listing, _) => listing with { HasImei = true }, "true"),
        AskedField.Of("functionalGrade", listing => listing.FunctionalGrade?.ToString(), (listing, text) => listing with { FunctionalGrade = Enum.Parse<FunctionalGrade>(text) }, Enum.GetNames<FunctionalGrade>()),
        AskedField.Of("cosmeticGrade", listing => listing.CosmeticGrade?.ToString(), (listing, text) => listing with { CosmeticGrade = Enum.Parse<CosmeticGrade>(text) }, Enum.GetNames<CosmeticGrade>()),
        AskedField.Of("gradeScheme", listing => listing.GradeScheme is { } one ? Shown(one) : null, (listing, text) => listing with { GradeScheme = Term<GradeScheme>(text) }, CodesOf<GradeScheme>()),
        AskedField.Of("recalls", listing => listing.Recalls is { } all ? string.Join(';', all.Select(one => $"{one.Source} {one.Number} {Shown(one.AnnouncedOn)}")) : null,
            (listing, text) => listing with { Recalls = [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(RecallOf)] }, "", "caa 17 2026-11-20", "caa 17 2026-11-19", "caa 17 2026-11-15;nite 3 2026-11-20"),
    ];

    private static IEnumerable<AskedField> OfTheOffer() =>
    [
        OfOffer("price", offer => Shown(offer.Price), (offer, text) => offer with { Price = Number(text) }, "-1", "0", "1", "29800"),
        OfOffer("hourlyRate", offer => Shown(offer.HourlyRate), (offer, text) => offer with { HourlyRate = Number(text) }, "0", "1"),
        OfOffer("dailyRate", offer => Shown(offer.DailyRate), (offer, text) => offer with { DailyRate = Number(text) }, "0", "1"),
        OfOffer("weeklyRate", offer => Shown(offer.WeeklyRate), (offer, text) => offer with { WeeklyRate = Number(text) }, "0", "1"),
        OfOffer("monthlyRate", offer => Shown(offer.MonthlyRate), (offer, text) => offer with { MonthlyRate = Number(text) }, "0", "1"),
        OfOffer("deposit", offer => Shown(offer.Deposit), (offer, text) => offer with { Deposit = Number(text) }, "-1", "0"),
        OfOffer("shippingFee", offer => Shown(offer.ShippingFee), (offer, text) => offer with { ShippingFee = Number(text) }, "-1", "0", "800"),
        OfOffer("otherCharges", offer => offer.OtherCharges.Count == 0 ? null : string.Join(',', offer.OtherCharges.Select(one => Shown(one.Amount))),
            (offer, text) => offer with { OtherCharges = [.. text.Split(',').Select(amount => new OtherCharge("梱包", Number(amount)))] }, "-1", "0", "0,-1"),
        OfOffer("paymentTiming", offer => offer.PaymentTiming is { } one ? Shown(one) : null, (offer, text) => offer with { PaymentTiming = Term<PaymentTiming>(text) }, CodesOf<PaymentTiming>()[0]),
        OfOffer("paymentMethods", offer => Shown(offer.PaymentMethods), (offer, text) => offer with { PaymentMethods = TermsOf<PaymentMethod>(text) }, CodesOf<PaymentMethod>()[0]),
        OfOffer("deliveryDays", offer => Shown(offer.DeliveryDays), (offer, text) => offer with { DeliveryDays = (int)Number(text) }, "-1", "0", "3"),
        OfOffer("applicationPeriod", offer => offer.ApplicationPeriod, (offer, text) => offer with { ApplicationPeriod = text }, "月末まで"),
        OfOffer("returnPolicy", offer => offer.ReturnPolicy, (offer, text) => offer with { ReturnPolicy = text }, "　", "到着後8日以内"),
        OfOffer("warrantyDays", offer => Shown(offer.WarrantyDays), (offer, text) => offer with { WarrantyDays = (int)Number(text) }, "0", "1"),
    ];

    private static IEnumerable<AskedField> OfTheOperator() =>
    [
        OfOperator("operator.types", one => Shown(one.Types), (one, text) => one with { Types = TermsOf<OperatorType>(text) }, CodesOf<OperatorType>()),
        OfOperator("operator.licences", one => one.Licences.Count == 0 ? null : string.Join(';', one.Licences.Select(TextOf)), (one, text) => one with { Licences = [.. text.Split(';').Select(LicenceOf)] },
            "301234567890|東京都公安委員会|めぐる|ART,CLOTHING||", "301234567890|東京都公安委員会|　|||", "30123456789|東京都公安委員会|めぐる|ART||", "301234567890|火星公安委員会|めぐる|ART||2026-11-21", "301234567890||めぐる|ART|2026-11-20|", "301234567890|東京都公安委員会|めぐる|ART||2026-11-20"),
        OfOperator("operator.notifiedUrls", one => one.NotifiedUrls.Count == 0 ? null : string.Join(';', one.NotifiedUrls.Select(url => $"{url.Url}|{Shown(url.ValidFrom)}|{Shown(url.ValidTo)}")),
            (one, text) => one with { NotifiedUrls = [.. text.Split(';').Select(UrlOf)] },
            "https://shop.example.jp/meguru||", "https://other.example.jp||", "https://shop.example.jp/meguru|2026-11-21|", "https://shop.example.jp/meguru||2026-11-20", "https://other.example.jp||;https://shop.example.jp/meguru|2026-11-20|2026-11-21"),
        OfOperator("operator.shopUrl", one => one.ShopUrl, (one, text) => one with { ShopUrl = text }, "　", "https://shop.example.jp/meguru/"),
        OfOperator("operator.shopUrlSince", one => Shown(one.ShopUrlSince), (one, text) => one with { ShopUrlSince = Day(text) }),
        OfOperator("operator.invoiceNumber", one => one.InvoiceNumber, (one, text) => one with { InvoiceNumber = text }, "　", "T7000012050002", "T7000012050003", "T1180301018771"),
        OfOperator("operator.corporateNumber", one => one.CorporateNumber, (one, text) => one with { CorporateNumber = text }, "　", "7000012050002", "7000012050003"),
        OfOperator("operator.isCorporation", one => one.IsCorporation ? "true" : null, (one, _) => one with { IsCorporation = true }, "true"),
        OfOperator("operator.isTaxable", one => one.IsTaxable ? "true" : null, (one, _) => one with { IsTaxable = true }, "true"),
        OfOperator("operator.gradeDefinition", one => one.GradeDefinition, (one, text) => one with { GradeDefinition = text }, "　", "A: 美品"),
    ];

    private static IEnumerable<AskedField> OfLeases() => Points.Select(point => AskedField.Of(
        Inputs.NameOf(point), listing => listing.LeaseDisclosure?.Of(point), (listing, text) => listing with { LeaseDisclosure = With(listing.LeaseDisclosure, point, text) }, "あり"));

    private static StatedDisclosure With(StatedDisclosure? stated, DisclosurePoint point, string text)
    {
        string?[] said = [.. Points.Select(each => each == point ? text : stated?.Of(each))];
        return new(said[0], said[1], said[2], said[3], said[4], said[5], said[6], said[7], said[8], said[9]);
    }

    private static ListedRecall RecallOf(string text) => text.Split(' ') is [var source, var number, var day]
        ? new(source, number, Day(day), "https://recall.example/" + number)
        : throw new FormatException($"'{text}' is no recall.");

    private static string TextOf(LicenceFacts one) =>
        $"{one.PermitNumber}|{one.Commission}|{one.RegisteredName}|{Shown(one.Categories)}|{Shown(one.ValidFrom)}|{Shown(one.ValidTo)}";

    private static LicenceFacts LicenceOf(string text) => text.Split('|') is [var number, var commission, var name, var categories, var from, var to]
        ? new(number, commission, TermsOf<KobutsuCategory>(categories), name, DayOrOpen(from), DayOrOpen(to))
        : throw new FormatException($"'{text}' is no licence.");

    private static NotifiedUrlFacts UrlOf(string text) => text.Split('|') is [var url, var from, var to]
        ? new(url, DayOrOpen(from), DayOrOpen(to))
        : throw new FormatException($"'{text}' is no notified address.");
}
