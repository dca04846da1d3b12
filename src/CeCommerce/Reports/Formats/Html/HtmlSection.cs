using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Html.Charts;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>A chapter: its notes, then each table with how it is made, what to beware of and its chart.</summary>
internal static class HtmlSection
{
    public static async Task WriteAsync(HtmlPage page, ReportSection section, CancellationToken cancellationToken)
    {
        var html = page.Html;
        using var element = html.In("section");
        html.Put("h2", $"{section.Number} {page.In(section.Title)}", ("id", $"s-{section.Number}"), ("tabindex", "-1"));
        foreach (var note in section.Notes)
            html.Put("p", page.In(note), ("class", "note"));
        foreach (var table in section.Tables)
        {
            Table(page, table);
            await html.FlushAsync(cancellationToken);
        }
    }

    public static string Title(HtmlPage page, ReportTable table) => $"{table.Number} {page.In(table.Title)}";

    private static void Table(HtmlPage page, ReportTable table)
    {
        var html = page.Html;
        using var element = html.In("section");
        html.Put("h3", Title(page, table), ("id", $"t-{table.Number}"), ("tabindex", "-1"));
        using (html.In("dl", ("class", "made")))
        {
            Made(page, ReportWords.Formula, table.Formula);
            Made(page, ReportWords.Source, table.Source);
            if (table.Caution is { } caution)
                Made(page, ReportWords.Caution, caution);
        }

        if (table.Rows.Count == 0)
        {
            html.Put("p", page.In(table.Empty), ("class", "empty"));
            return;
        }

        HtmlChart.Write(page, table);
        HtmlTable.Write(page, table);
    }

    private static void Made(HtmlPage page, LocalText name, LocalText text)
    {
        using var line = page.Html.In("div");
        page.Html.Put("dt", page.In(name));
        page.Html.Put("dd", page.In(text));
    }
}
