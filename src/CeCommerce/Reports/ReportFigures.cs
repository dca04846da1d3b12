using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports;

/// <summary>Finds figures of sealed reports and what stands behind them.</summary>
internal sealed class ReportFigures(ReportOutput output, ReportDrawing drawing)
{
    public async Task<FigureInReport?> FindAsync(Report report, string number, CancellationToken cancellationToken) =>
        (await output.DocumentAsync(report, cancellationToken))?.Figures().FirstOrDefault(placed => placed.Figure.Number == number) is { } placed
            ? new(report, placed, this)
            : null;

    /// <summary>The first rows come out of the file that was kept; further ones are read again, as of the same instant.</summary>
    public async Task<FigureRows> RowsAsync(Report report, PlacedFigure placed, long skip, int take, CancellationToken cancellationToken)
    {
        if (await output.RowsAsync(report, placed.Figure.Number, cancellationToken) is { } first && (skip + take <= first.First.Count || first.Total <= first.First.Count))
        {
            return new(first.Total, [.. first.First.Skip((int)skip).Take(take)]);
        }

        var drawn = await drawing.DrawAsync(report.Wish, new(new(placed.Table.Code, placed.Row.Code, placed.Column.Code), skip, take), progress: null, cancellationToken);
        return drawn.Rows.Of(placed.Figure) ?? FigureRows.None;
    }
}

/// <summary>A figure of a report.</summary>
internal sealed class FigureInReport(Report report, PlacedFigure placed, ReportFigures figures)
{
    private const string Order = "report-rows";

    /// <summary>E.g. `4.2.17.3`.</summary>
    public string Number => placed.Figure.Number;

    /// <summary>The section that it stands in.</summary>
    public LocalText Section => placed.Section.Title;

    /// <summary>The table that it stands in.</summary>
    public LocalText Table => placed.Table.Title;

    /// <summary>The title of its row.</summary>
    public LocalText Row => placed.Row.Title;

    /// <summary>The title of its column.</summary>
    public LocalText Column => placed.Column.Title;

    /// <summary>How it was made.</summary>
    public LocalText Formula => placed.Table.Formula;

    /// <summary>What it was made of.</summary>
    public LocalText Source => placed.Table.Source;

    /// <summary>As it stands in the report, with its unit; `記録なし` or `not recorded` when it is not recorded.</summary>
    public LocalText Shown => new(ReportText.Of(placed.Figure, placed.Column.Unit, Language.Ja), ReportText.Of(placed.Figure, placed.Column.Unit, Language.En));

    /// <summary>Why it is not recorded; null when it is.</summary>
    public LocalText? Missing => placed.Figure.Missing;

    /// <summary>The records behind it.</summary>
    public async Task<Page<RowBehind>> Rows(PageArguments page, CancellationToken cancellationToken)
    {
        if (page.Backward)
        {
            throw new RequestFault("PAGE_ARGUMENTS_INVALID", new("この一覧は first と after で読んでください。", "Read this list with first and after."));
        }

        var filter = Cursor.Fingerprint(report.Id, Number);
        var skip = page.Cursor is { } cursor ? (long)Cursor.Read(cursor, Order, filter, typeof(long))[0]! : 0;
        var rows = await figures.RowsAsync(report, placed, skip, page.Size, cancellationToken);
        List<Edge<RowBehind>> edges = [.. rows.First.Select((row, place) => new Edge<RowBehind>(row, Cursor.Write(Order, filter, skip + place + 1)))];
        return new(edges, new(skip + edges.Count < rows.Total, skip > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor), _ => Task.FromResult(checked((int)rows.Total)));
    }
}
