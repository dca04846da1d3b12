using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using SpreadCheetah;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>The tables of a section below each other. A row begins with its number, a column with the rest of it: 4.2.17 and .3 are the figure 4.2.17.3.</summary>
internal static class SectionSheet
{
    private const double FigureWidth = 16, TextWidth = 32;

    private static readonly LocalText Note = new("注記", "Note");

    public static async Task WriteAsync(SheetWriter sheet, ReportSection section)
    {
        await sheet.StartAsync(FormattableString.Invariant($"{section.Number} {sheet.In(section.Title)}"), [12, 26, 46, .. Widths(section)]);
        await sheet.SkipAsync();
        await sheet.AddAsync(sheet.Styles.Heading(FormattableString.Invariant($"{section.Number} {sheet.In(section.Title)}")));
        foreach (var note in section.Notes)
        {
            await WordsAsync(sheet, Note, note);
        }

        foreach (var table in section.Tables)
        {
            await TableAsync(sheet, table);
        }
    }

    private static async Task TableAsync(SheetWriter sheet, ReportTable table)
    {
        var styles = sheet.Styles;
        await sheet.SkipAsync();
        await sheet.AddAsync(styles.Heading($"{table.Number} {sheet.In(table.Title)}"));
        await WordsAsync(sheet, ReportWords.Formula, table.Formula);
        await WordsAsync(sheet, ReportWords.Source, table.Source);
        if (table.Caution is { } caution)
        {
            await WordsAsync(sheet, ReportWords.Caution, caution);
        }

        if (table.Rows.Count == 0)
        {
            await sheet.AddWordsAsync(sheet.In(table.Empty), styles.Words(""));
            return;
        }

        await sheet.AddAsync([styles.Text(table.Number), default, default, .. table.Columns.Select((_, at) => styles.Text(FormattableString.Invariant($".{at + 1}")))]);
        await sheet.AddAsync([styles.Label(TableWords.Figure), styles.Label(TableWords.RowCode), styles.Label(table.RowTitle), .. table.Columns.Select(column => styles.Label(column.Title))]);
        foreach (var (at, row) in table.Rows.Index())
        {
            Cell[] cells = [.. row.Cells.Zip(table.Columns, (cell, column) => styles.Of(cell, column.Unit))];
            await sheet.AddAsync([styles.Text(FormattableString.Invariant($"{table.Number}.{at + 1}")), styles.Text(row.Code), styles.Wrapped(row.Title), .. cells]);
        }
    }

    private static Task WordsAsync(SheetWriter sheet, LocalText label, LocalText text) => sheet.AddWordsAsync(sheet.In(text), sheet.Styles.Words(sheet.In(label)));

    private static IEnumerable<double> Widths(ReportSection section)
    {
        var columns = section.Tables.Select(table => table.Columns.Count).DefaultIfEmpty().Max();
        return Enumerable.Range(0, columns).Select(at => section.Tables.Any(table => at < table.Columns.Count && table.Columns[at].Unit == ReportUnit.Text) ? TextWidth : FigureWidth);
    }
}
