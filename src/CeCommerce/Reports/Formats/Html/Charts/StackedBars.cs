namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>A bar for each place, series behind each other.</summary>
internal static class StackedBars
{
    /// <summary>So many fit on a sheet of paper; others follow in another drawing.</summary>
    public const int Most = 40;

    private const decimal Left = 290, Right = Drawing.Width - 90, Top = 24, Band = 20;

    public static decimal Height(int places) => Top + (Band * places) + 6;

    public static void Write(HtmlPage page, ChartData data, ChartScale scale, IReadOnlyList<ChartPlace> places)
    {
        foreach (var tick in scale.Ticks)
        {
            var x = Left + scale.Length(tick, Right - Left);
            page.Html.Line((x, Top - 4), (x, Height(places.Count) - 4));
            page.Html.Label(data.Written(tick, page.Language), (x, Top - 10), "middle");
        }

        for (var place = 0; place < places.Count; place++)
        {
            var y = Top + (Band * place);
            page.Html.Label(Drawing.Fitting(page.In(places[place].Title), Left - 12), (Left - 8, y + 14), "end");
            var end = Bar(page.Html, places[place], scale, y + 3);
            var sum = data.Written(places[place].Sum, page.Language);
            page.Html.Label(places[place].HasGap ? "?" : sum, (end + 5, y + 14), "start");
        }
    }

    /// <summary>Where its end is.</summary>
    private static decimal Bar(HtmlWriter html, ChartPlace place, ChartScale scale, decimal y)
    {
        var x = Left;
        for (var series = 0; series < place.Values.Count; series++)
        {
            if (place.Values[series] is not { } value || value == 0)
                continue;
            var width = scale.Length(value, Right - Left);
            html.Bar(series, (x, y), width, Band - 6);
            x += width;
        }

        return x;
    }
}
