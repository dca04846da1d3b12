using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>The drawing of a table, before the table itself.</summary>
internal static class HtmlChart
{
    public static void Write(HtmlPage page, ReportTable table)
    {
        if (table.Chart is not { } kind || ChartData.Of(table) is not { } data)
            return;
        using var figure = page.Html.In("figure");
        Legend(page, data);
        var drawings = kind == ReportChart.Bars ? data.Places.Chunk(StackedBars.Most).ToList() : [[.. data.Places]];
        for (var part = 0; part < drawings.Count; part++)
            Drawn(page, table, data, (part, drawings));
    }

    private static void Legend(HtmlPage page, ChartData data)
    {
        var html = page.Html;
        using var list = html.In("ul", ("class", "legend"));
        for (var series = 0; series < data.Series.Count; series++)
        {
            using var line = html.In("li");
            using (html.In("svg", ("aria-hidden", "true"), ("width", "24"), ("height", "14")))
                html.Bar(series, (1, 1), 22, 12);
            html.Text(page.In(data.Series[series].Title));
        }
    }

    private static void Drawn(HtmlPage page, ReportTable table, ChartData data, (int Part, List<ChartPlace[]> All) drawings)
    {
        var html = page.Html;
        var bars = table.Chart == ReportChart.Bars;
        var places = drawings.All[drawings.Part];
        var title = page.In(HtmlWords.Chart, HtmlSection.Title(page, table));
        if (drawings.All.Count > 1)
            title = page.In(HtmlWords.Part, title, page.Count(drawings.Part + 1), page.Count(drawings.All.Count));
        var id = $"c-{table.Number}-{drawings.Part + 1}";
        var height = Drawing.At(bars ? StackedBars.Height(places.Length) : StackedColumns.Height);
        using var region = HtmlTable.Scrolling(html, title);
        using var image = html.In(
            "svg", ("class", "chart"), ("role", "img"), ("aria-labelledby", $"{id}-title"), ("aria-describedby", $"{id}-text"), ("viewBox", $"0 0 {Drawing.At(Drawing.Width)} {height}"));
        html.Put("title", title, ("id", $"{id}-title"));
        html.Put("desc", Meaning(page, table, data), ("id", $"{id}-text"));
        var scale = ChartScale.To(data.Highest.Sum);
        if (bars)
            StackedBars.Write(page, data, scale, places);
        else
            StackedColumns.Write(page, data, scale);
    }

    private static string Meaning(HtmlPage page, ReportTable table, ChartData data)
    {
        var meaning = page.In(
            HtmlWords.ChartMeaning, page.In(table.Chart == ReportChart.Bars ? HtmlWords.Bars : HtmlWords.Columns), page.In(table.RowTitle),
            string.Join(page.In(HtmlWords.Comma), data.Series.Select(series => page.In(series.Title))), page.In(data.Highest.Title), data.Written(data.Highest.Sum, page.Language));
        return data.Gaps == 0 ? meaning : $"{meaning} {page.In(HtmlWords.ChartGaps, page.Count(data.Gaps))}";
    }
}
