using CeCommerce.Platform;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>The words of the page around the report.</summary>
internal static class HtmlWords
{
    /// <summary>Of BCP 47.</summary>
    public static readonly LocalText Tag = new("ja", "en");
    public static readonly LocalText Skip = new("本文へ移動", "Skip to the report");

    public static readonly LocalText DaysInJapan = new("（日本の暦日、両端を含む）", "(days in Japan, both included)");
    public static readonly LocalText Footer = new("規則の版 {0}（{1}）", "Edition {0} ({1})");

    public static readonly LocalText Reading = new(
        "数値に添えた番号は、どの形式の報告書でも同じです。リンクになっている数値からは、数えた元の記録をたどれます。「記録なし」は0ではありません。",
        "The number beside a figure is the same in every format of this report. A figure that is a link leads to the records that it counts. “Not recorded” is not zero.");

    public static readonly LocalText InputsNote = new(
        "基準時点までに記録されたこれらのデータから、すべての数値を算出しています。同じデータからは同じハッシュ値になります。",
        "Every figure is made of these records, as they stood at the as-of instant. The same records have the same digest.");

    public static readonly LocalText SameReason = new("理由は {0} と同じ", "as for {0}");

    public static readonly LocalText Rows = new("数値の元の記録", "Records behind the figures");
    public static readonly LocalText RowsNote = new(
        "各数値について、最初の{0}件までをこのファイルに収めています。同じ記録を数える数値は、一覧を共有します。",
        "The file carries the first {0} records of each figure. Figures that count the same records share a list.");

    public static readonly LocalText RowsOnPaper = new(
        "一覧は印刷しません。数値のリンクで一覧を開いてから印刷すると、その一覧だけを印刷します。",
        "Lists are not printed. Follow a figure to its list before printing, and that list is printed.");

    public static readonly LocalText RowsOf = new("{0} の元の記録", "Records behind {0}");
    public static readonly LocalText AllRows = new("全{0}件", "{0} in all");
    public static readonly LocalText FirstRows = new("全{0}件のうち最初の{1}件", "The first {1} of {0}");
    public static readonly LocalText MoreRows = new("ほかに{0}件あります。GraphQL で取得できます:", "There are {0} more. Ask for them by GraphQL:");
    public static readonly LocalText Back = new("数値 {0} に戻る", "Back to figure {0}");
    public static readonly LocalText RowTitle = new("名称", "Title");
    public static readonly LocalText RowNote = new("補足", "Note");

    public static readonly LocalText Chart = new("図 {0}", "Chart of {0}");
    public static readonly LocalText Part = new("{0}（{1}/{2}）", "{0} ({1} of {2})");
    public static readonly LocalText Columns = new("積み上げ縦棒グラフ", "Stacked columns");
    public static readonly LocalText Bars = new("積み上げ横棒グラフ", "Stacked bars");
    public static readonly LocalText Comma = new("、", ", ");
    public static readonly LocalText ChartMeaning = new(
        "{0}。{1}ごとに{2}を示す。合計が最大なのは{3}の{4}。数値はこの図に続く表にある。", "{0} by {1}: {2}. The largest sum is {4}, {3}. The figures are in the table that follows.");

    public static readonly LocalText ChartGaps = new(
        "記録のない数値（{0}件）は描かず、「?」で示す。", "What is not recorded ({0}) is not drawn and marked with “?”.");
}
