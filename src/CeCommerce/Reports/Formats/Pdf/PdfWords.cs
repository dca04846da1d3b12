using CeCommerce.Platform;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>What the file says of itself, besides what the report says.</summary>
internal static class PdfWords
{
    public static readonly LocalText InputsNote = new(
        "この報告書は次の記録から作成しました。ハッシュ値は、読んだ順の全行に対するSHA-256です。報告書そのものは正準JSON（RFC 8785）で、内容のハッシュ値はそのSHA-256です。",
        "This report was drawn from these records. A digest is the SHA-256 over all rows in the order they were read. The report itself is canonical JSON (RFC 8785); the content hash is its SHA-256.");
    public static readonly LocalText Annex = new("付録　数値の根拠となる記録", "Annex: the records behind the figures");
    public static readonly LocalText AnnexNote = new(
        "本文の数値を選ぶと、ここにある記録へ移動します。各一覧の見出しから本文へ戻れます。同じ記録を数える数値は、一覧を1つだけ掲載します。続きは GraphQL の reportFigure(report, figure) で取得できます。",
        "A figure in the tables leads to its records here, and the heading of each list leads back. Figures that count the same records share one list. The rest of a list is to be had by GraphQL: reportFigure(report, figure).");
    public static readonly LocalText NoRows = new("根拠となる記録のある数値はありません。", "No figure has records behind it.");
    public static readonly LocalText Subject = new("件名と内容", "Subject and note");

    public static LocalText Page(int page, int pages) => new($"{page} / {pages} ページ", $"Page {page} of {pages}");

    public static LocalText Shown(long shown, long total) => shown < total
        ? new(N($"全{total:N0}件のうち先頭の{shown:N0}件"), N($"The first {shown:N0} of {total:N0} records"))
        : new(N($"全{total:N0}件"), total == 1 ? "1 record" : N($"All {total:N0} records"));

    public static LocalText More(long more, string figure) => new(
        N($"ほかに{more:N0}件あります。GraphQL の reportFigure(report, figure: \"{figure}\") で取得してください。"),
        N($"{more:N0} more. Ask for them by GraphQL: reportFigure(report, figure: \"{figure}\")."));

    public static LocalText SameAs(string figure) => new($"{figure} と同じ記録です。", $"The same records as {figure}.");

    private static string N(FormattableString text) => FormattableString.Invariant(text);
}
