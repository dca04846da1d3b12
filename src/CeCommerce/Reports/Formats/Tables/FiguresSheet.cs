using System.Globalization;
using CeCommerce.Platform;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Every figure, one a row: to be looked up by its number, filtered and summed.</summary>
internal static class FiguresSheet
{
    private static readonly LocalText Name = new("数値", "Figures");

    private static readonly LocalText[] Headings =
    [
        TableWords.Figure, TableWords.Section, TableWords.TableCode, TableWords.Table, TableWords.RowCode, TableWords.Row, TableWords.ColumnCode, TableWords.Column, TableWords.Value, TableWords.Unit, TableWords.Missing,
    ];

    public static async Task WriteAsync(SheetWriter sheet)
    {
        var (figures, styles) = (sheet.Report.Document.Figures(), sheet.Styles);
        var last = SheetWriter.Heads + 1 + figures.Count();
        await sheet.StartAsync(sheet.In(Name), [14, 24, 22, 36, 26, 46, 16, 20, 16, 8, 40], frozen: 1, new AutoFilterOptions(FormattableString.Invariant($"A{SheetWriter.Heads + 1}:K{last}")));
        await sheet.AddAsync([.. Headings.Select(styles.Label)]);
        foreach (var (section, table, row, column, figure) in figures)
        {
            await sheet.AddAsync(
                styles.Text(figure.Number), styles.Text(string.Create(CultureInfo.InvariantCulture, $"{section.Number} {sheet.In(section.Title)}")),
                styles.Text(table.Code), styles.Text($"{table.Number} {sheet.In(table.Title)}"), styles.Text(row.Code), styles.Text(sheet.In(row.Title)), styles.Text(column.Code), styles.Text(sheet.In(column.Title)),
                figure.Value is { } value ? styles.Figure(value, column.Unit) : default(Cell),
                styles.Text(ReportWords.Of(column.Unit) is { } unit ? sheet.In(unit) : ""), figure.Missing is { } reason ? styles.Missing(reason) : default(Cell));
        }
    }
}
