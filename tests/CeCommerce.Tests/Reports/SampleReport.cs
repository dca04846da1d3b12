using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Tests.Reports;

/// <summary>A report with everything that formats have to show: charts, all units, missing figures, rows behind figures, texts that are hostile to some format.</summary>
internal static class SampleReport
{
    public const string Hostile = "=HYPERLINK(\"http://evil.example\")<script>alert(1)</script>&\"' 髙﨑①㈱～―";

    public static DrawnReport Make(int rowsBehind = 1_500)
    {
        var document = new ReportDocument(
            ReportDocument.CurrentFormat,
            new(ReportKind.Operator, "opr_01jd8z7xq5e2ttb1gq0w6c2k9a", "株式会社リユース見本 " + Hostile, new(2026, 1, 1), new(2026, 10, 31), new(2026, 11, 20, 0, 0, 0, 123, TimeSpan.Zero), 4_711)
            {
                Factors = [new("washing_machine", 210_000, 600, "自社のLCA 2025 (ISO 14040)")],
            },
            "jp-2026.11.5", [new("ce-commerce", "2026.11.5"), new("kobutsu", "2026.11.5")], [Verdicts(), Units(), Words()], [new("verdicts", 123_456, new string('a', 64))]);
        var rows = document.Figures()
            .Where(placed => placed.Figure.Value > 0)
            .ToDictionary(placed => placed.Figure.Number, placed => new FigureRows(
                rowsBehind, [.. Enumerable.Range(1, Math.Min(rowsBehind, ReportRows.Most)).Select(i => Row(i, placed))]));
        return DrawnReport.Of(document, new(rows));
    }

    private static RowBehind Row(int i, PlacedFigure placed) => new(
        RowKind.Verdict, $"lst_{i:D26}", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i), i % 7 == 0 ? Hostile : $"日立 ビートウォッシュ BW-V80{i}", i % 2 == 0 ? null : placed.Row.Title);

    private static ReportSection Verdicts() => new(1, "verdicts", new("判定", "Verdicts"), [new("判定は記録された時点で数えます。", "Verdicts are counted when they were recorded.")],
    [
        new(
            "1.1", "by_month", new("月別の判定", "Verdicts by month"), new("判定の件数", "Number of verdicts"), new("listings.assessments", "listings.assessments"), new("判定なし", "No verdict"),
            [new("passed", new("適合", "Pass"), ReportUnit.Count), new("warned", new("警告", "Warning"), ReportUnit.Count), new("blocked", new("掲載不可", "Blocked"), ReportUnit.Count)],
            [.. Enumerable.Range(1, 10).Select(month => Row("1.1", month, $"2026-{month:D2}", new($"2026年{month}月", $"2026-{month:D2}"), 40 + (month * 13 % 37), 5 + (month % 4), month % 3))])
        {
            RowTitle = new("月", "Month"), Chart = ReportChart.StackedOverTime, Caution = new("日々の見直しで変わらなかった判定は数えません。", "Looks that changed nothing leave no verdict."),
        },
        new(
            "1.2", "by_rule", new("規則別の不適合", "Findings by rule"), new("不適合の件数", "Number of findings"), new("listings.assessments", "listings.assessments"), new("不適合なし", "No finding"),
            [new("failed", new("不適合", "Fail"), ReportUnit.Count), new("unknown", new("データ不足", "Unknown"), ReportUnit.Count)],
            [.. Enumerable.Range(1, 45).Select(rule => Row("1.2", rule, $"LS-{rule:D3}/clause", new($"LS-{rule:D3} 製造年と長期使用製品安全表示の確認に関するとても長い規則の名前", $"LS-{rule:D3} A rule with a rather long name about the year of manufacture"), rule * 7 % 50, rule % 5))])
        {
            RowTitle = new("規則", "Rule"), Chart = ReportChart.Bars,
        },
    ]);

    private static ReportSection Units() => new(2, "units", new("単位", "Units"), [],
    [
        new(
            "2.1", "units", new("すべての単位", "Every unit"), new("合計", "Sum"), new("見本", "Sample"), new("なし", "None"),
            [
                new("count", new("件数", "Count"), ReportUnit.Count), new("value", new("金額", "Value"), ReportUnit.Yen), new("mass", new("質量", "Mass"), ReportUnit.Grams),
                new("age", new("日数", "Days"), ReportUnit.Days), new("share", new("割合", "Share"), ReportUnit.Permille), new("day", new("日付", "Day"), ReportUnit.Day), new("remedy", new("是正方法", "Remedy"), ReportUnit.Text),
            ],
            [
                new("all", new("全体", "All"),
                [
                    Cell("2.1.1.1", 1_234), Cell("2.1.1.2", 79_700), Cell("2.1.1.3", 12_345), Cell("2.1.1.4", 31), Cell("2.1.1.5", 125),
                    new() { Day = new(2026, 10, 1) }, new() { Text = new(Hostile, Hostile) },
                ]),
                new("missing", new("記録のないもの", "What is missing"),
                [
                    new() { Figure = new("2.1.2.1", null, new("返品はまだ記録していません", "Returns are not recorded yet")) },
                    new() { Figure = new("2.1.2.2", null, new("返品はまだ記録していません", "Returns are not recorded yet")) }, Cell("2.1.2.3", 0), Cell("2.1.2.4", 0), Cell("2.1.2.5", 0), ReportCell.Blank, ReportCell.Blank,
                ]),
            ]) { RowTitle = new("区分", "Part") },
        new(
            "2.2", "empty", new("空の表", "An empty table"), new("なし", "None"), new("なし", "None"), new("リユース・ロードマップの22品目は公表文書に名前がなく、表は空です。", "The roadmap's 22 groups are not named in what was read; the table stays empty until they are supplied."),
            [new("count", new("件数", "Count"), ReportUnit.Count)], []) { RowTitle = new("品目", "Group") },
    ]);

    private static ReportSection Words() => new(3, "operator", new("事業者", "Operator"), [new(Hostile, Hostile)],
    [
        new(
            "3.1", "licences", new("古物商許可", "Dealer's permits"), new("記録どおり", "As recorded"), new("operators.versions", "operators.versions"), new("許可なし", "No permit"),
            [new("commission", new("公安委員会", "Commission"), ReportUnit.Text), new("since", new("有効開始日", "Valid from"), ReportUnit.Day)],
            [new("301012345678", new("第301012345678号", "No. 301012345678"), [new() { Text = new("東京都公安委員会", "Tokyo Metropolitan Public Safety Commission") }, new() { Day = new(2020, 4, 1) }])])
        {
            RowTitle = new("許可番号", "Permit"),
        },
    ]);

    private static ReportRow Row(string table, int place, string code, LocalText title, params long[] values) =>
        new(code, title, [.. values.Select((value, column) => Cell($"{table}.{place}.{column + 1}", value))]);

    private static ReportCell Cell(string number, long value) => new() { Figure = new(number, value, null) };
}
