using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>A table of the report with what has to be said of it.</summary>
internal sealed class TablePages(PageFlow flow, ReportRows behind, Language language)
{
    private static readonly Pen Heading = new(10.5, Ink.Black, Bold: true);
    private static readonly Pen Body = new(8, Ink.Black);
    private static readonly Pen Small = new(7, Ink.Grey);
    private static readonly Pen Number = new(5.5, Ink.Grey);

    /// <summary>With more columns the words stand under their row: side by side they would be a letter wide.</summary>
    private const int MostBesideEachOther = 7;

    private readonly ChartPages charts = new(flow, language);

    /// <summary>Name of the place where a figure stands.</summary>
    public static string PlaceOf(string figure) => "figure-" + figure;

    public static string PlaceOf(ReportTable table) => "table-" + table.Number;

    public void Draw(ReportTable table)
    {
        flow.Need(table.Chart is null ? 130 : 260);
        flow.Y += 10;
        flow.Mark(PlaceOf(table));
        flow.Paragraph($"{table.Number}  {table.Title.In(language)}", Heading);
        flow.Y += 2;
        flow.Paragraph($"{ReportWords.Formula.In(language)}: {table.Formula.In(language)}", Small);
        flow.Paragraph($"{ReportWords.Source.In(language)}: {table.Source.In(language)}", Small);
        if (table.Caution is { } caution)
            flow.Paragraph($"{ReportWords.Caution.In(language)}: {caution.In(language)}", Small with { Ink = Ink.Warning });
        flow.Y += 4;
        if (table.Rows.Count == 0)
            flow.Paragraph(table.Empty.In(language), Body, indent: Grid.Padding);
        else
            DrawRows(table);
    }

    private void DrawRows(ReportTable table)
    {
        if (table.Chart is { } chart)
            charts.Draw(table, chart);
        var isWide = table.Columns.Count > MostBesideEachOther;
        List<int> beside = [.. Enumerable.Range(0, table.Columns.Count).Where(place => !isWide || table.Columns[place].Unit != ReportUnit.Text)];
        List<ReportColumn> columns = beside.ConvertAll(place => table.Columns[place]);
        var rows = table.Rows.Select(row => Cells(row with { Cells = beside.ConvertAll(place => row.Cells[place]) }, columns)).ToList();
        var titles = columns.Select(Title).Prepend([new(table.RowTitle.In(language), Body)]).ToList();
        var widths = new GridWidths(flow.Font).Of(titles, rows, [false, .. columns.Select(IsNumber)]);
        var grid = new Grid(flow, [.. titles.Zip(widths).Select((column, place) => new GridColumn(column.First, column.Second, place > 0 && IsNumber(columns[place - 1])))]);
        grid.Head();
        foreach (var (cells, row) in rows.Zip(table.Rows))
            grid.Row(cells, [.. Reasons(row), .. isWide ? Below(row, table.Columns) : []]);
    }

    /// <summary>Why figures are not recorded, once for all of the row that have the reason in common.</summary>
    private IEnumerable<GridText> Reasons(ReportRow row) =>
        from figure in row.Cells.Select(cell => cell.Figure).OfType<ReportFigure>()
        where figure.Missing is not null
        group figure.Number by figure.Missing!.In(language) into same
        select new GridText($"{string.Join(", ", same)}: {same.Key}", Small);

    private List<GridText> Below(ReportRow row, IReadOnlyList<ReportColumn> columns) =>
        [.. row.Cells.Zip(columns).Where(pair => pair.First.Text is not null).Select(pair => new GridText($"{pair.Second.Title.In(language)}: {pair.First.Text!.In(language)}", Small))];

    private IReadOnlyList<GridText> Title(ReportColumn column) => ReportWords.Of(column.Unit) is { } unit
        ? [new(column.Title.In(language), Body), new(unit.In(language), Small with { Size = 6 })]
        : [new(column.Title.In(language), Body)];

    private List<GridCell> Cells(ReportRow row, IReadOnlyList<ReportColumn> columns) =>
        [GridCell.Of(row.Title.In(language), Body), .. row.Cells.Zip(columns, (cell, column) => Cell(cell, column.Unit))];

    private GridCell Cell(ReportCell cell, ReportUnit unit)
    {
        var text = ReportText.Of(cell, unit, language);
        if (cell.Figure is not { } figure)
            return GridCell.Of(text, Body);
        var link = behind.Of(figure) is null ? null : AnnexPages.PlaceOf(figure.Number);
        List<GridText> texts = [new(text, link is null ? Body : Body with { Ink = Ink.Link })];
        texts.Add(new(figure.Number, Number));
        return new(texts, link, PlaceOf(figure.Number));
    }

    private static bool IsNumber(ReportColumn column) => column.Unit is not (ReportUnit.Text or ReportUnit.Day);
}
