using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>What of a table is drawn.</summary>
internal sealed record ChartData(ReportUnit Unit, IReadOnlyList<ReportColumn> Series, IReadOnlyList<ChartPlace> Places)
{
    public ChartPlace Highest { get; } = Places.MaxBy(place => place.Sum)!;

    public int Gaps => Places.Sum(place => place.Values.Count(value => value is null));

    /// <summary>Null where there is nothing to draw: no figure above zero, or one below.</summary>
    public static ChartData? Of(ReportTable table)
    {
        var drawn = ChartColumns.Of(table);
        if (drawn.Count == 0)
            return null;
        var unit = table.Columns[drawn[0]].Unit;
        List<ChartPlace> places = [.. table.Rows.Select(row => new ChartPlace(row.Title, [.. drawn.Select(column => At(row, column)?.Value)]))];
        return places.Any(place => place.Sum > 0) && !places.Any(place => place.Values.Any(value => value < 0))
            ? new(unit, [.. drawn.Select(column => table.Columns[column])], places)
            : null;
    }

    public string Written(decimal value, Language language) => ReportText.Of(new ReportFigure("", (long)value, null), Unit, language);

    private static ReportFigure? At(ReportRow row, int column) => column < row.Cells.Count ? row.Cells[column].Figure : null;
}

/// <summary>A row of the table as a place on the axis.</summary>
/// <param name="Values">By series; null is not recorded.</param>
internal sealed record ChartPlace(LocalText Title, IReadOnlyList<long?> Values)
{
    public decimal Sum { get; } = Values.Sum(value => value ?? 0m);

    public bool HasGap => Values.Contains(null);
}
