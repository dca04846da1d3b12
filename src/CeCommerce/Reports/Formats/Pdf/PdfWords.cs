using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>What the file says of itself, besides what the report says.</summary>
internal static class PdfWords
{
    public static readonly LocalText ContentHash = new("内容ハッシュ (SHA-256)", "Content hash (SHA-256)");
    public static readonly LocalText Edition = new("規則の版", "Edition");
    public static readonly LocalText Packs = new("規則パック", "Rule packs");
    public static readonly LocalText About = new("対象", "About");
    public static readonly LocalText Identifier = new("識別子", "Identifier");
    public static readonly LocalText Period = new("対象期間", "Period");
    public static readonly LocalText AsOf = new("基準時点（日本時間）", "As of (Japan)");
    public static readonly LocalText FeedPosition = new("イベントログの位置", "Feed position");
    public static readonly LocalText Shape = new("形式", "Format");
    public static readonly LocalText Contents = new("目次", "Contents");
    public static readonly LocalText Factors = new("事業者が示したCO2係数", "The operator's CO2 factors");
    public static readonly LocalText Category = new("品目", "Category");
    public static readonly LocalText Grams = new("新品1点のCO2 (kg)", "CO2 of a new item (kg)");
    public static readonly LocalText Displaced = new("新品を置き換える割合", "Share that replaces a new item");
    public static readonly LocalText Source = new("出典", "Source");
    public static readonly LocalText Formula = new("算式", "Formula");
    public static readonly LocalText Caution = new("注意", "Caution");
    public static readonly LocalText Inputs = new("読み込んだ記録", "What was read");
    public static readonly LocalText InputsNote = new(
        "この報告書は次の記録から作成しました。ダイジェストは、読んだ順の全行に対するSHA-256です。報告書そのものは正準JSON（RFC 8785）で、内容ハッシュはそのSHA-256です。",
        "This report was drawn from these records. A digest is the SHA-256 over all rows in the order they were read. The report itself is canonical JSON (RFC 8785); the content hash is its SHA-256.");
    public static readonly LocalText Rows = new("行数", "Rows");
    public static readonly LocalText Digest = new("ダイジェスト (SHA-256)", "Digest (SHA-256)");
    public static readonly LocalText Name = new("名称", "Name");
    public static readonly LocalText Annex = new("付録　数値の根拠となる記録", "Annex: the records behind the figures");
    public static readonly LocalText AnnexNote = new(
        "本文の数値を選ぶと、ここにある記録へ移動します。各一覧の見出しから本文へ戻れます。同じ記録を数える数値は、一覧を1つだけ掲載します。続きは GraphQL の reportFigure(report, figure) で取得できます。",
        "A figure in the tables leads to its records here, and the heading of each list leads back. Figures that count the same records share one list. The rest of a list is to be had by GraphQL: reportFigure(report, figure).");
    public static readonly LocalText NoRows = new("根拠となる記録のある数値はありません。", "No figure has records behind it.");
    public static readonly LocalText Kind = new("種類", "Kind");
    public static readonly LocalText At = new("記録日時（日本時間）", "Recorded (Japan)");
    public static readonly LocalText Subject = new("件名と内容", "Subject and note");

    public static LocalText Title(ReportKind kind) => kind switch
    {
        ReportKind.Operator => new("基準適合報告書", "Standards compliance report"),
        ReportKind.Platform => new("取引デジタルプラットフォームの措置の報告書", "Report on the platform's measures"),
    };

    public static LocalText Page(int page, int pages) => new($"{page} / {pages} ページ", $"Page {page} of {pages}");

    public static LocalText Shown(long shown, long total) => shown < total
        ? new(N($"全{total:N0}件のうち先頭の{shown:N0}件"), N($"The first {shown:N0} of {total:N0} records"))
        : new(N($"全{total:N0}件"), N($"All {total:N0} records"));

    public static LocalText More(long more, string figure) => new(
        N($"ほかに{more:N0}件あります。GraphQL の reportFigure(report, figure: \"{figure}\") で取得してください。"),
        N($"{more:N0} more. Ask for them by GraphQL: reportFigure(report, figure: \"{figure}\")."));

    public static LocalText SameAs(string figure) => new($"{figure} と同じ記録です。", $"The same records as {figure}.");

    /// <summary>Null where the words of the column say it.</summary>
    public static LocalText? Unit(ReportUnit unit) => unit switch
    {
        ReportUnit.Count => new("件", "count"),
        ReportUnit.Yen => new("円", "JPY"),
        ReportUnit.Grams => new("kg", "kg"),
        ReportUnit.Days => new("日数", "days"),
        ReportUnit.Permille => new("%", "%"),
        ReportUnit.Text or ReportUnit.Day => null,
    };
    private static string N(FormattableString text) => FormattableString.Invariant(text);
}
