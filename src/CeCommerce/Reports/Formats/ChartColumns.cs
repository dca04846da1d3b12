using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats;

/// <summary>Which columns of a table its chart shows: those that have the unit of the first figure, for others have no axis in common.</summary>
internal static class ChartColumns
{
    /// <summary>Stacked on the columns that it is the sum of, it would count them twice.</summary>
    private const string Total = "total";

    public static IReadOnlyList<int> Of(ReportTable table)
    {
        List<int> figures = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Rows.Any(row => column < row.Cells.Count && row.Cells[column].Figure is not null))];
        List<int> alike = [.. figures.Where(column => table.Columns[column].Unit == table.Columns[figures[0]].Unit)];
        List<int> parts = [.. alike.Where(column => table.Columns[column].Code != Total)];
        return parts.Count > 0 ? parts : alike;
    }
}
