using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>What the report is, what it was made of, and how it is checked.</summary>
internal static class AboutSheet
{
    private static readonly LocalText
        Name = new("概要", "About"),
        Check = new("確かめ方", "How to check it"), Behind = new("数値の元の記録", "Records behind a figure"),
        CheckText = new(
            "JSON形式のファイルが報告書そのもので、そのSHA-256が上の値です。同じ期間・基準時点で描き直すと同じ値になります。",
            "The file in the format JSON is the report itself; its SHA-256 is the one above. Drawn again for the same period and as-of instant it is the same."),
        BehindText = new(
            "このファイルには入っていません。数値番号(例 4.2.17.3)を指定して、APIの reportFigure で照会してください。",
            "They are not in this file. Ask for them by the number of the figure, e.g. 4.2.17.3, with reportFigure of the API."),
        Grams = new("g(1点の製造)", "g (making one)"), Permille = new("置き換え(‰)", "displaced (‰)");

    public static async Task WriteAsync(SheetWriter sheet)
    {
        var (document, scope, styles) = (sheet.Report.Document, sheet.Report.Document.Scope, sheet.Styles);
        await sheet.StartAsync(sheet.In(Name), [30, 30, 18, 18, 60]);
        await sheet.SkipAsync();
        await sheet.AddAsync(styles.Label(TableWords.Name), styles.Text(sheet.In(ReportWords.NameOf(scope))));
        await sheet.AddAsync(styles.Label(ReportWords.OperatorId), styles.Text(scope.OperatorId ?? "–"));
        await sheet.AddAsync(styles.Label(TableWords.From), styles.Day(scope.From));
        await sheet.AddAsync(styles.Label(TableWords.To), styles.Day(scope.To));
        await sheet.AddAsync(styles.Label(ReportWords.AsOf), styles.Text(ReportText.Of(scope.AsOf)));
        await sheet.AddAsync(styles.Label(ReportWords.FeedPosition), styles.Number(scope.FeedPosition));
        await sheet.AddAsync(styles.Label(ReportWords.Edition), styles.Text(document.Edition));
        foreach (var pack in document.Packs)
        {
            await sheet.AddAsync(styles.Label(ReportWords.Packs), styles.Text($"{pack.Code} {pack.Version}"));
        }

        await sheet.AddAsync(styles.Label(ReportWords.ContentHash), styles.Text(sheet.Report.ContentHash));
        await sheet.AddWordsAsync(sheet.In(CheckText), styles.Label(Check));
        await sheet.AddWordsAsync(sheet.In(BehindText), styles.Label(Behind));
        await FactorsAsync(sheet, scope.Factors);
        await sheet.SkipAsync();
        await sheet.AddAsync(styles.Label(ReportWords.InputName), styles.Label(ReportWords.InputRows), styles.Label(ReportWords.InputDigest));
        foreach (var input in document.Inputs)
        {
            await sheet.AddAsync(styles.Text(input.Name), styles.Number(input.Rows), styles.Text(input.Digest));
        }
    }

    private static async Task FactorsAsync(SheetWriter sheet, IReadOnlyList<CarbonFactor> factors)
    {
        if (factors.Count == 0)
        {
            return;
        }

        var styles = sheet.Styles;
        await sheet.SkipAsync();
        await sheet.AddAsync(styles.Label(ReportWords.Factors), styles.Label(Grams), styles.Label(Permille), styles.Label(ReportWords.Source));
        foreach (var factor in factors)
        {
            await sheet.AddAsync(styles.Text(factor.Category), styles.Number(factor.Grams), styles.Number(factor.DisplacedPermille), styles.Text(factor.Source));
        }
    }
}
