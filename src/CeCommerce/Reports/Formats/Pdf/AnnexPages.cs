using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>The records behind the figures. Figures that count the same records share a list, and all lists together stay within a number of rows.</summary>
internal sealed class AnnexPages(PageFlow flow, DrawnReport report, Language language)
{
    /// <summary>Some 3,000 pages: nobody leafs through more.</summary>
    public const int MostRows = 100_000;

    public const string Place = "annex";
    private static readonly Pen Heading = new(9, Ink.Link, Bold: true);
    private static readonly Pen Body = new(7, Ink.Black);
    private static readonly Pen Small = new(6.5, Ink.Grey);
    private readonly Dictionary<FigureRows, string> drawn = new(SameRows.Instance);

    public static string PlaceOf(string figure) => "rows-" + figure;

    /// <summary>Draws list by list.</summary>
    public IEnumerable<PageFlow> Draw()
    {
        flow.EndPage();
        flow.Mark(Place);
        flow.Paragraph(PdfWords.Annex.In(language), new(14, Ink.Black, Bold: true));
        flow.Y += 4;
        flow.Paragraph(PdfWords.AnnexNote.In(language), Small);
        var figures = report.Document.Figures().Where(placed => report.Rows.Of(placed.Figure) is not null).ToList();
        if (figures.Count == 0)
            flow.Paragraph(PdfWords.NoRows.In(language), Body);
        var lists = figures.Select(placed => report.Rows.Of(placed.Figure)!).Distinct(SameRows.Instance).Count();
        var most = Math.Clamp(MostRows / Math.Max(lists, 1), 1, ReportRows.Most);
        foreach (var placed in figures)
        {
            Draw(placed, report.Rows.Of(placed.Figure)!, most);
            yield return flow;
        }
    }

    private void Draw(PlacedFigure placed, FigureRows rows, int most)
    {
        var number = placed.Figure.Number;
        flow.Need(70);
        flow.Y += 10;
        flow.Mark(PlaceOf(number));
        var value = ReportText.Of(placed.Figure, placed.Column.Unit, language);
        flow.Paragraph($"{number}  {placed.Table.Title.In(language)} / {placed.Row.Title.In(language)} / {placed.Column.Title.In(language)}: {value}", Heading, target: TablePages.PlaceOf(number));
        if (drawn.TryGetValue(rows, out var same))
        {
            flow.Paragraph(PdfWords.SameAs(same).In(language), Small with { Ink = Ink.Link }, target: PlaceOf(same));
            return;
        }

        drawn[rows] = number;
        var shown = Math.Min(rows.First.Count, most);
        flow.Paragraph(PdfWords.Shown(shown, rows.Total).In(language), Small);
        flow.Y += 2;
        DrawRows(rows.First.Take(shown));
        if (rows.Total > shown)
            flow.Paragraph(PdfWords.More(rows.Total - shown, number).In(language), Small);
    }

    private void DrawRows(IEnumerable<RowBehind> rows)
    {
        var grid = new Grid(flow,
        [
            Column(ReportWords.RowKind, 52), Column(ReportWords.RowId, 143), Column(ReportWords.RowAt, 126), Column(PdfWords.Subject, PageFlow.Wide - 321),
        ]);
        grid.Head();
        foreach (var row in rows)
        {
            GridText title = new(row.Title, Body);
            grid.Row(
            [
                GridCell.Of(Terms<RowKind>.Of(row.Kind).Name.In(language), Body), GridCell.Of(row.Id, Body), GridCell.Of(ReportText.Of(row.At), Body),
                new(row.Note is { } note ? [title, new(note.In(language), Small)] : [title]),
            ]);
        }
    }

    private GridColumn Column(LocalText title, double width) => new([new(title.In(language), Body)], width);

    private sealed class SameRows : IEqualityComparer<FigureRows>
    {
        public static readonly SameRows Instance = new();

        public bool Equals(FigureRows? one, FigureRows? other) =>
            ReferenceEquals(one, other) || (one is not null && other is not null && one.Total == other.Total && one.First.SequenceEqual(other.First));

        public int GetHashCode(FigureRows rows) => HashCode.Combine(rows.Total, rows.First.Count, rows.First is [var first, ..] ? first : null);
    }
}
