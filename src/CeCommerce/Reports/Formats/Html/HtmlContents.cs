using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>Sections and tables, each a link.</summary>
internal static class HtmlContents
{
    public static void Write(HtmlPage page)
    {
        var html = page.Html;
        using var nav = html.In("nav", ("aria-labelledby", "contents"));
        html.Put("h2", page.In(ReportWords.Contents), ("id", "contents"));
        using var list = html.In("ul");
        foreach (var section in page.Document.Sections)
            Section(page, section);
        Line(html, "inputs", page.In(ReportWords.Inputs));
        Line(html, "rows", page.In(HtmlWords.Rows));
    }

    private static void Section(HtmlPage page, ReportSection section)
    {
        var html = page.Html;
        using var line = html.In("li");
        html.Put("a", $"{section.Number} {page.In(section.Title)}", ("href", $"#s-{section.Number}"));
        if (section.Tables.Count == 0)
            return;
        using var tables = html.In("ul");
        foreach (var table in section.Tables)
            Line(html, $"t-{table.Number}", HtmlSection.Title(page, table));
    }

    private static void Line(HtmlWriter html, string anchor, string text)
    {
        using var line = html.In("li");
        html.Put("a", text, ("href", "#" + anchor));
    }
}
