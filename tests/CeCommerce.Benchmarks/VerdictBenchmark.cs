using System.Diagnostics;
using CeCommerce.Standards;

namespace CeCommerce.Benchmarks;

/// <summary>How many listings one core judges a second: the mix of goods, kinds and defects that a refurbisher's stock list has.</summary>
internal static class VerdictBenchmark
{
    private const int Round = 200_000;
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly OperatorFacts Operator = new()
    {
        Types = [OperatorType.Refurbisher],
        Licences = [new("301234567890", "東京都公安委員会", Enum.GetValues<KobutsuCategory>(), "株式会社めぐる")],
        NotifiedUrls = [new("https://shop.example.jp/meguru")],
        ShopUrl = "https://shop.example.jp/meguru/",
        InvoiceNumber = "T7000012050002",
        CorporateNumber = "7000012050002",
        IsCorporation = true,
        IsTaxable = true,
    };

    private const double Bound = 200_000;

    /// <summary>Assessments a second and bytes an assessment; the best of five rounds after warming up.</summary>
    public static void Run(Report report)
    {
        ListingFacts[] listings = [.. Enumerable.Range(0, 1_000).Select(Listing)];
        Judge(listings, Round * 2);
        var best = 0.0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            Judge(listings, Round);
            best = Math.Max(best, Round / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (5 * Round);
        report.Add("listing verdicts on one core", Text.Of($"{best:N0}/s, {bytes:N0} bytes each"), "", Text.Of($"≥ {Bound:N0}/s"), best >= Bound);
    }

    private static int Judge(ListingFacts[] listings, int count)
    {
        var publishable = 0;
        for (var i = 0; i < count; i++)
            publishable += StandardsEngine.Current.Assess(listings[i % listings.Length]).CanPublish ? 1 : 0;
        return publishable;
    }

    // Every tenth listing calls used goods new, so that failing is measured too.
    private static ListingFacts Listing(int i)
    {
        string[] goods = ["air_conditioner", "washing_machine", "lcd_tv", "laptop",
            "smartphone", "multifunction_printer", "coat", "handbag", "office_desk", "vacuum_cleaner"];
        var category = goods[i / 10 % goods.Length];
        return new()
        {
            Today = Today,
            Kind = (ListingKind)(i % 3),
            Category = category,
            Facts = Facts(),
            FunctionalGrade = FunctionalGrade.F4,
            CosmeticGrade = CosmeticGrade.B,
            GradeScheme = GradeScheme.Rmj2,
            HasMakerSerial = true,
            HasImei = true,
            ModelNumber = "KT-934G",
            Title = i % 10 == 0 ? "新品【リユース】Kanata 複合機 KT-934G 2022年製" : "【リユース】Kanata 複合機 KT-934G 2022年製",
            Description = (i % 2 == 0 ? "動作確認済みです。" : "通常使用に伴う小傷があります。") + OwnText(i),
            Offer = new()
            {
                Price = 29_800,
                DailyRate = 300,
                ShippingFee = 0,
                PaymentTiming = PaymentTiming.AtOrder,
                PaymentMethods = [PaymentMethod.Card],
                DeliveryDays = 3,
                ReturnPolicy = "到着後8日以内、未使用に限る",
            },
            Operator = Operator,
        };
    }

    // As long as sellers write, and another one for every listing.
    private static string OwnText(int i) => $"管理番号{i}。オフィス移転に伴い入荷した複合機です。外装に小傷と日焼けがありますが、使用に支障はありません。付属品は電源コードと取扱説明書です。"
        + $"トナーは残量約{i % 100}％の物が入っています。発送は専門業者による設置便となり、お届けまで5日から7日ほどかかります。写真は現品です。";

    private static ItemFacts Facts() => ItemFacts.Of(
        Of(FactCode.ManufactureYear, 2022),
        Fact.Of(FactCode.PseMark, PseMark.Round, FactSource.Import, Today),
        Of(FactCode.PseNotifier, "Kanata"),
        Of(FactCode.DesignStandardUsePeriod, 10),
        Of(FactCode.BatteryCapacity, 91),
        Fact.Of(FactCode.BatteryCondition, BatteryCondition.Good, FactSource.Import, Today),
        Fact.Of(FactCode.NetworkRestriction, NetworkRestriction.None, FactSource.Import, Today),
        Fact.Of(FactCode.SimLock, SimLock.None, FactSource.Import, Today),
        Fact.Of(FactCode.ActivationLock, ActivationLock.Off, FactSource.Import, Today),
        Fact.Of(FactCode.ErasureMethod, ErasureMethod.Purge, FactSource.Import, Today),
        Of(FactCode.ErasureStandard, "NIST SP 800-88 Rev.2"),
        Fact.Of(FactCode.ErasedOn, new DateOnly(2026, 10, 1), FactSource.Import, Today),
        Fact.Of(FactCode.RecallCheckedOn, new DateOnly(2026, 11, 10), FactSource.Import, Today),
        Fact.Of(FactCode.RecallResult, RecallResult.None, FactSource.Import, Today),
        Fact.Of(FactCode.Cleaned, true, FactSource.Import, Today),
        Of(FactCode.TestRecord, "主要機能の動作試験済み"),
        Of(FactCode.Accessories, "リモコン、取扱説明書"));

    private static Fact Of(FactCode code, long value) => Fact.Of(code, value, FactSource.Import, Today);

    private static Fact Of(FactCode code, string value) => Fact.Of(code, value, FactSource.Import, Today);
}
