namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>A column for each place along time, series on top of each other.</summary>
internal static class StackedColumns
{
    private const decimal Left = 96, Right = Drawing.Width - 4, Top = 20, Bottom = 250;

    public const decimal Height = 276;

    public static void Write(HtmlPage page, ChartData data, ChartScale scale)
    {
        Grid(page, data, scale);
        var band = (Right - Left) / data.Places.Count;
        var sumsFit = data.Places.All(place => Drawing.WidthOf(data.Written(place.Sum, page.Language)) < band);
        for (var place = 0; place < data.Places.Count; place++)
        {
            var middle = Left + (band * (place + 0.5m));
            var top = Column(page.Html, data.Places[place], scale, middle, decimal.Min(band * 0.7m, 56));
            if (data.Places[place].HasGap)
                page.Html.Label("?", (middle, top - 4), "middle");
            else if (sumsFit)
                page.Html.Label(data.Written(data.Places[place].Sum, page.Language), (middle, top - 4), "middle");
        }

        Axis(page, data, band);
    }

    private static void Grid(HtmlPage page, ChartData data, ChartScale scale)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = Bottom - scale.Length(tick, Bottom - Top);
            page.Html.Line((Left, y), (Right, y));
            page.Html.Label(data.Written(tick, page.Language), (Left - 6, y + 4), "end");
        }
    }

    /// <summary>Where its top is.</summary>
    private static decimal Column(HtmlWriter html, ChartPlace place, ChartScale scale, decimal middle, decimal width)
    {
        var y = Bottom;
        for (var series = 0; series < place.Values.Count; series++)
        {
            if (place.Values[series] is not { } value || value == 0)
                continue;
            var height = scale.Length(value, Bottom - Top);
            y -= height;
            html.Bar(series, (middle - (width / 2), y), width, height);
        }

        return y;
    }

    /// <summary>As many titles as there is room for.</summary>
    private static void Axis(HtmlPage page, ChartData data, decimal band)
    {
        var widest = decimal.Min(data.Places.Max(place => Drawing.WidthOf(page.In(place.Title))), 120) + 6;
        var every = (int)decimal.Ceiling(widest / band);
        for (var place = 0; place < data.Places.Count; place += every)
            page.Html.Label(Drawing.Fitting(page.In(data.Places[place].Title), 120), (Left + (band * (place + 0.5m)), Bottom + 18), "middle");
    }
}
