using CeCommerce.Platform;

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
internal sealed record FigureRows(long Total, IReadOnlyList<RowBehind> First);

/// <summary>A record that a figure counts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">As it is asked for elsewhere, e.g. <c>lst_…</c>.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Title">What it is about, as on record at the as-of instant.</param>
/// <param name="Note">What of it counts; null when the figure says it already.</param>
internal sealed record RowBehind(RowKind Kind, string Id, DateTimeOffset At, string Title, LocalText? Note);

/// <summary>What stands behind a figure.</summary>
internal enum RowKind
{
    Listing,
    Verdict,
    Order,
    Act,
    SelfAssessment,
    Waiver,
    Disclosure,
    Operator,
}
