using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Document;

/// <summary>The rows behind the figures of a report, the first of each.</summary>
internal sealed class ReportRows(IReadOnlyDictionary<string, FigureRows> byFigure)
{
    /// <summary>So many are carried in a file.</summary>
    public const int Most = 1_000;

    public static readonly ReportRows None = new(new Dictionary<string, FigureRows>());

    public IReadOnlyDictionary<string, FigureRows> ByFigure { get; } = byFigure;

    /// <summary>Null where no rows stand behind it: it is not recorded, or nothing was counted.</summary>
    public FigureRows? Of(ReportFigure figure) => ByFigure.GetValueOrDefault(figure.Number);
}

/// <param name="Total">How many rows there are.</param>
/// <param name="First">The first of them, <see cref="ReportRows.Most"/> at most, in their order.</param>
internal sealed record FigureRows(long Total, IReadOnlyList<RowBehind> First)
{
    public static readonly FigureRows None = new(0, []);
}

/// <summary>A record that a figure counts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">As it is asked for elsewhere, e.g. <c>lst_…</c>.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Title">What it is about, as on record at the as-of instant.</param>
/// <param name="Note">What of it counts; null when the figure says it already.</param>
internal sealed record RowBehind(RowKind Kind, string Id, DateTimeOffset At, string Title, LocalText? Note);

/// <summary>What stands behind a figure.</summary>
[TermSource("Vocabulary of the product")]
internal enum RowKind
{
    [Term("出品", "Listing")]
    Listing,

    [Term("判定", "Verdict", MeaningJa = "出品に対して記録された判定", MeaningEn = "a verdict that was recorded over a listing")]
    Verdict,

    [Term("注文", "Order")]
    Order,

    [Term("作業", "Act", MeaningJa = "現物の点検・消去・修理", MeaningEn = "an inspection, erasure or repair of a unit")]
    Act,

    [Term("自己評価", "Self-assessment")]
    SelfAssessment,

    [Term("適用除外", "Waiver")]
    Waiver,

    [Term("賃貸前の情報提供", "Disclosure", MeaningJa = "賃貸の前に知らせた内容の版", MeaningEn = "a version of what was told before a lease")]
    Disclosure,

    [Term("事業者の登録", "Operator", MeaningJa = "登録された事業者の情報", MeaningEn = "what is on record of the operator")]
    Operator,
}
