using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>The rows behind the figures: a list for each, with the way back and how to ask for those that are not in the file.</summary>
internal static class HtmlRows
{
    private static readonly LocalText[] Heads = [ReportWords.RowKind, ReportWords.RowId, ReportWords.RowAt, HtmlWords.RowTitle, HtmlWords.RowNote];

    public static async Task WriteAsync(HtmlPage page, CancellationToken cancellationToken)
    {
        var html = page.Html;
        using var section = html.In("section", ("class", "rows"));
        html.Put("h2", page.In(HtmlWords.Rows), ("id", "rows"), ("tabindex", "-1"));
        html.Put("p", page.In(HtmlWords.RowsNote, page.Count(ReportRows.Most)), ("class", "note"));
        html.Put("p", page.In(HtmlWords.RowsOnPaper), ("class", "note paper"));
        foreach (var list in page.Lists.All)
        {
            Listed(page, list);
            await html.FlushAsync(cancellationToken);
        }
    }

    private static void Listed(HtmlPage page, RowList list)
    {
        var html = page.Html;
        using var element = html.In("section", ("class", "list"));
        html.Put("h3", Title(page, list.Figures[0]), ("id", list.Anchor), ("tabindex", "-1"));
        Back(page, list);
        var (total, shown) = (page.Count(list.Rows.Total), page.Count(list.Rows.First.Count));
        html.Put("p", page.In(list.Rows.Total > list.Rows.First.Count ? HtmlWords.FirstRows : HtmlWords.AllRows, total, shown));
        Table(page, list);
        if (list.Rows.Total > list.Rows.First.Count)
            More(page, list);
    }

    private static string Title(HtmlPage page, PlacedFigure placed) => string.Join(" – ",
        $"{placed.Figure.Number} {page.In(placed.Table.Title)}", page.In(placed.Row.Title),
        $"{page.In(placed.Column.Title)}: {ReportText.Of(placed.Figure, placed.Column.Unit, page.Language)}");

    private static void Back(HtmlPage page, RowList list)
    {
        var html = page.Html;
        using var line = html.In("p", ("class", "back"));
        foreach (var placed in list.Figures)
        {
            html.Put("a", page.In(HtmlWords.Back, placed.Figure.Number), ("href", "#f-" + placed.Figure.Number));
            html.Text(" ");
        }
    }

    private static void Table(HtmlPage page, RowList list)
    {
        var (html, name) = (page.Html, page.In(HtmlWords.RowsOf, list.Figures[0].Figure.Number));
        using var region = HtmlTable.Scrolling(html, name);
        using var table = html.In("table", ("aria-label", name));
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var head in Heads)
                html.Put("th", page.In(head), ("scope", "col"));
        }

        using var body = html.In("tbody");
        foreach (var row in list.Rows.First)
            Row(page, row);
    }

    private static void Row(HtmlPage page, RowBehind row)
    {
        var html = page.Html;
        using var line = html.In("tr");
        html.Put("td", page.In(Terms<RowKind>.Of(row.Kind).Name));
        html.Put("td", row.Id);
        html.Put("td", ReportText.Of(row.At));
        html.Put("td", row.Title);
        html.Put("td", row.Note is { } note ? page.In(note) : "");
    }

    private static void More(HtmlPage page, RowList list)
    {
        var html = page.Html;
        using var line = html.In("p");
        html.Text(page.In(HtmlWords.MoreRows, page.Count(list.Rows.Total - list.Rows.First.Count)));
        html.Text(" ");
        html.Put("code", $"reportFigure(report, figure: \"{list.Figures[0].Figure.Number}\")");
    }
}
