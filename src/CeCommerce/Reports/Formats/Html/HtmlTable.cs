using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>A table of figures; each figure carries its number and leads to the rows behind it.</summary>
internal static class HtmlTable
{
    public static void Write(HtmlPage page, ReportTable table)
    {
        var html = page.Html;
        using var region = Scrolling(html, HtmlSection.Title(page, table));
        using var element = html.In("table", ("aria-labelledby", $"t-{table.Number}"));
        using (html.In("thead"))
        using (html.In("tr"))
        {
            html.Put("th", page.In(table.RowTitle), ("scope", "col"));
            foreach (var column in table.Columns)
                Head(page, column);
        }

        using (html.In("tbody"))
        {
            foreach (var row in table.Rows)
                Row(page, table, row);
        }
    }

    /// <summary>A part that is wider than a small screen scrolls by itself, by keyboard too.</summary>
    public static HtmlWriter.Element Scrolling(HtmlWriter html, string name) =>
        html.In("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", name));

    private static void Head(HtmlPage page, ReportColumn column)
    {
        using var head = page.Html.In("th", ("scope", "col"), ("class", IsNumber(column.Unit) ? "figure" : null));
        page.Html.Text(page.In(column.Title));
        if (ReportWords.Of(column.Unit) is not { } unit)
            return;
        page.Html.Text(" ");
        page.Html.Put("span", $"({page.In(unit)})", ("class", "unit"));
    }

    private static bool IsNumber(ReportUnit unit) => unit is not (ReportUnit.Text or ReportUnit.Day);

    private static void Row(HtmlPage page, ReportTable table, ReportRow row)
    {
        using var line = page.Html.In("tr");
        page.Html.Put("th", page.In(row.Title), ("scope", "row"));
        foreach (var (cell, column) in row.Cells.Zip(table.Columns))
        {
            using var data = page.Html.In("td", ("class", cell.Figure is not null ? "figure" : cell.Day is not null ? "day" : null));
            if (cell.Figure is { } figure)
                Figure(page, row, figure, column.Unit);
            else
                page.Html.Text(ReportText.Of(cell, column.Unit, page.Language));
        }
    }

    private static void Figure(HtmlPage page, ReportRow row, ReportFigure figure, ReportUnit unit)
    {
        var (html, id) = (page.Html, ("id", "f-" + figure.Number));
        using var element = page.Lists.Of(figure) is { } list ? html.In("a", id, ("href", "#" + list.Anchor)) : html.In("span", id);
        html.Put("span", ReportText.Of(figure, unit, page.Language), ("class", figure.Value is null ? "missing" : "value"));
        html.Text(" ");
        if (figure.Missing is { } missing)
        {
            html.Put("span", Why(page, row, figure.Number, missing), ("class", "why"));
            html.Text(" ");
        }

        html.Put("span", figure.Number, ("class", "number"));
    }

    /// <summary>Said once in a row.</summary>
    private static string Why(HtmlPage page, ReportRow row, string number, LocalText missing)
    {
        var first = row.Cells.Select(cell => cell.Figure).First(figure => figure?.Missing == missing)!.Number;
        return first == number ? page.In(missing) : page.In(HtmlWords.SameReason, first);
    }
}
