using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Reading;

namespace CeCommerce.Reports.Drawing;

/// <summary>A part of a report: hears of every listing, then says its section.</summary>
internal interface IReportPart
{
    /// <summary>Called once for each listing of the operator, in the order of their ids.</summary>
    void Add(ReportedListing listing);

    DraftSection Draw();
}

/// <summary>A section whose tables and figures have no numbers yet.</summary>
internal sealed record DraftSection(string Code, LocalText Title, IReadOnlyList<LocalText> Notes, IReadOnlyList<DraftTable> Tables);

/// <summary>What a table is, apart from its rows.</summary>
/// <param name="Code">Unique in the report.</param>
internal sealed record TableShape(string Code, LocalText Title, LocalText RowTitle, IReadOnlyList<ReportColumn> Columns)
{
    /// <summary>How its figures are made.</summary>
    public required LocalText Formula { get; init; }

    /// <summary>What they are made of.</summary>
    public required LocalText Source { get; init; }

    /// <summary>What it means that there is no row.</summary>
    public required LocalText Empty { get; init; }

    public LocalText? Caution { get; init; }

    public ReportChart? Chart { get; init; }

    public FigureKey Figure(string row, string column) => new(Code, row, column);
}

internal sealed record DraftTable(TableShape Shape, IReadOnlyList<DraftRow> Rows);

/// <summary>A row; figures that it does not state are what was counted under its code, 0 when nothing was.</summary>
internal sealed record DraftRow(string Code, LocalText Title)
{
    /// <summary>Words and days by column.</summary>
    public IReadOnlyDictionary<string, ReportCell> Cells { get; init; } = new Dictionary<string, ReportCell>();

    /// <summary>Figures that follow from others, such as shares, by column.</summary>
    public IReadOnlyDictionary<string, long> Values { get; init; } = new Dictionary<string, long>();

    /// <summary>Why a figure is not recorded, by column.</summary>
    public IReadOnlyDictionary<string, LocalText> Missing { get; init; } = new Dictionary<string, LocalText>();
}

/// <summary>Gives sections, tables and figures their numbers.</summary>
internal static class Numbering
{
    public static (IReadOnlyList<ReportSection> Sections, ReportRows Rows) Of(IEnumerable<DraftSection> drafts, Tallies tallies)
    {
        var (sections, rows) = (new List<ReportSection>(), new Dictionary<string, FigureRows>(StringComparer.Ordinal));
        foreach (var draft in drafts)
        {
            var number = sections.Count + 1;
            sections.Add(new(number, draft.Code, draft.Title, draft.Notes, [.. draft.Tables.Select((table, place) => Of(table, FormattableString.Invariant($"{number}.{place + 1}"), tallies, rows))]));
        }

        return (sections, new(rows));
    }

    private static ReportTable Of(DraftTable draft, string number, Tallies tallies, Dictionary<string, FigureRows> rows)
    {
        var shape = draft.Shape;
        return new(
            number, shape.Code, shape.Title, shape.Formula, shape.Source, shape.Empty, shape.Columns,
            [.. draft.Rows.Select((row, place) => new ReportRow(row.Code, row.Title, [.. shape.Columns.Select((column, at) => Of(shape, row, column, FormattableString.Invariant($"{number}.{place + 1}.{at + 1}"), tallies, rows))]))])
        {
            RowTitle = shape.RowTitle,
            Caution = shape.Caution,
            Chart = shape.Chart,
        };
    }

    private static ReportCell Of(TableShape shape, DraftRow row, ReportColumn column, string number, Tallies tallies, Dictionary<string, FigureRows> rows)
    {
        if (column.Unit is ReportUnit.Text or ReportUnit.Day)
        {
            return row.Cells.GetValueOrDefault(column.Code) ?? ReportCell.Blank;
        }

        if (row.Missing.TryGetValue(column.Code, out var why))
        {
            return new() { Figure = new(number, null, why) };
        }

        var tally = tallies.Of(shape.Figure(row.Code, column.Code));
        if (tally is { Rows: > 0 })
        {
            rows[number] = new(tally.Rows, tally.Kept);
        }

        return new() { Figure = new(number, row.Values.TryGetValue(column.Code, out var stated) ? stated : tally?.Value ?? 0, null) };
    }
}
