using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Standards;
using Sylvan.Data.Csv;

namespace CeCommerce.Tests.Standards;

/// <summary>A refurbisher's real stock list of 5,000 rows, judged on the day it was written. The file lives outside this repository.</summary>
public sealed partial class StockListTests
{
    private static readonly DateOnly Written = new(2026, 11, 20);
    private static readonly Observation Seen = new(FactSource.Import, Written, Written);

    private static readonly (string Column, FactCode Code)[] Facts =
    [
        ("PSEマーク", FactCode.PseMark), ("届出事業者名", FactCode.PseNotifier), ("設計標準使用期間(年)", FactCode.DesignStandardUsePeriod), ("電池最大容量(%)", FactCode.BatteryCapacity),
        ("電池状態", FactCode.BatteryCondition), ("ネットワーク利用制限", FactCode.NetworkRestriction), ("SIMロック", FactCode.SimLock), ("アクティベーションロック", FactCode.ActivationLock),
        ("データ消去方式", FactCode.ErasureMethod), ("消去規格", FactCode.ErasureStandard), ("消去日", FactCode.ErasedOn), ("リコール確認日", FactCode.RecallCheckedOn),
        ("リコール該当", FactCode.RecallResult), ("素材", FactCode.Material), ("サイズ", FactCode.Size), ("清掃済", FactCode.Cleaned), ("修理内容", FactCode.Repairs),
        ("修理者登録番号", FactCode.RepairerRegistration), ("付属品", FactCode.Accessories), ("製造年", FactCode.ManufactureYear),
    ];

    // What the list says once for all its rows: no charger comes along, and from F3 on the rank is the shop's test record.
    private static readonly Fact NoCharger = Fact.Of(FactCode.ChargerIncluded, false, FactSource.Import, Written);
    private static readonly Fact TestRecord = Fact.Of(FactCode.TestRecord, "機能ランク F3 以上", FactSource.Import, Written);

    private static readonly Lazy<List<Assessment>?> All = new(ReadAll);

    [Theory]
    [InlineData("LS-001/price", 211)]
    [InlineData("LS-002/payment-delivery", 0)]
    [InlineData("LS-003/returns", 248)]
    [InlineData("LS-005/display", 0)]
    [InlineData("LS-006/mark", 104)]
    [InlineData("LS-006/unverified-goods", 60)]
    [InlineData("LS-007/lent-without-mark", 0)]
    [InlineData("LS-009/swollen", 17)]
    [InlineData("LS-013/fifteen-years", 42)]
    [InlineData("LS-015/open-recall", 85)]
    [InlineData("LS-015/recall-check", 186)]
    [InlineData("LS-019/new", 226)]
    [InlineData("LS-019/like-new", 45)]
    [InlineData("LS-019/tested", 0)]
    [InlineData("LS-020/level", 1_169)]
    [InlineData("LS-022/restriction", 10)]
    [InlineData("LS-022/restriction-risk", 39)]
    [InlineData("LS-022/activation-lock", 0)]
    [InlineData("LS-025/certificate", 46)]
    [InlineData("LS-025/revision", 16)]
    [InlineData("LS-027/dimensions-stability", 494)]
    [InlineData("LS-028/data", 17)]
    [InlineData("LS-031/take-back-shown", 964)]
    [InlineData("OP-001/permit", 0)]
    public void A_clause_finds_the_rows_that_break_it(string clause, int rows) =>
        Assert.Equal(rows, Assessments().Count(assessment => assessment.Unmet.Any(finding => finding.Rule.ToString() == clause)));

    [Fact]
    public void Every_row_offers_the_whole_and_none_is_asked_less_for_its_title() => Assert.DoesNotContain(
        Assessments(),
        assessment => assessment.Edition.Offered.Of(assessment.Listing, ProductCategories.TryGet(assessment.Listing.Category, out var category) ? category : null) != new Offered(WhatIsOffered.Whole, true));

    [Fact]
    public void About_a_quarter_of_the_rows_is_held_back_and_hardly_any_for_two_reasons()
    {
        var held = Assessments().Where(assessment => !assessment.CanPublish).ToList();
        Assert.InRange(held.Count, 1_200, 1_300);
        Assert.InRange(held.Count(assessment => assessment.Findings.Where(finding => finding.Blocks).Select(finding => finding.Rule.Id).Distinct().Count() > 1), 0, 25);
    }

    private static List<Assessment> Assessments()
    {
        Assert.SkipUnless(All.Value is not null, "The stock list (shared/data/refurbisher-inventory.cp932.csv beside the repository) is not on this machine.");
        return All.Value!;
    }

    private static List<Assessment>? ReadAll()
    {
        if (Find("shared/data/refurbisher-inventory.cp932.csv") is not { } path)
            return null;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var csv = CsvDataReader.Create(new StreamReader(path, Encoding.GetEncoding(932)));
        var assessments = new List<Assessment>();
        while (csv.Read())
            assessments.Add(StandardsEngine.Current.Assess(Listing(column => Plain(csv.GetString(csv.GetOrdinal(column))))));
        return assessments;
    }

    private static ListingFacts Listing(Func<string, string> row)
    {
        Assert.True(ProductCategories.TryFind(row("品目"), out var category), row("品目"));
        var functional = Enum.Parse<FunctionalGrade>(row("機能ランク"));
        return new()
        {
            Today = Written,
            Kind = row("区分") switch { "リユース" => ListingKind.Reuse, "リファービッシュ" => ListingKind.Refurbished, _ => ListingKind.Sharing },
            Category = category.Code,
            Facts = ItemFacts.Of(Facts.Where(pair => row(pair.Column).Length > 0).Select(pair => Read(pair.Code, row(pair.Column))).Append(NoCharger).Concat(functional >= FunctionalGrade.F3 ? [TestRecord] : [])),
            FunctionalGrade = functional,
            CosmeticGrade = Enum.Parse<CosmeticGrade>(row("状態ランク")),
            GradeScheme = GradeScheme.Rmj2,
            HasMakerSerial = row("製造番号").Length > 0,
            HasImei = row("IMEI").Length > 0,
            ModelNumber = row("型番"),
            Title = row("商品名"),
            Description = row("説明"),
            Offer = SampleListings.SaleTerms with { Price = Amount(row("販売価格(税込)")), DailyRate = Amount(row("1日レンタル料(税込)")), ReturnPolicy = row("返品条件") },
            Operator = SampleListings.Refurbisher,
        };
    }

    private static Fact Read(FactCode code, string text)
    {
        var outcome = FactCatalogue.TryRead(code, WithoutEra(text), Seen);
        Assert.True(outcome.Error is null, outcome.Error?.Message.En);
        return outcome.Value;
    }

    private static string Plain(string text) => NormalForm.Compatible(text).Trim();

    private static long? Amount(string text) => text.Length == 0 ? null : long.Parse(NoDigit().Replace(text, ""), CultureInfo.InvariantCulture);

    private static string WithoutEra(string text) => Era().Match(text) is not { Success: true } match
        ? text
        : (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) + (match.Groups["era"].Value is "R" or "令和" ? 2018 : 1988)).ToString(CultureInfo.InvariantCulture)
            + match.Groups["rest"].Value.Replace('.', '/');

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
                return Path.Combine(folder.FullName, path);
        }

        return null;
    }

    [GeneratedRegex(@"^(?<era>R|令和|H|平成)(?<year>\d+)(年|(?<rest>\.\d+\.\d+))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Era();

    [GeneratedRegex(@"\D", RegexOptions.None, 1000)]
    private static partial Regex NoDigit();
}
