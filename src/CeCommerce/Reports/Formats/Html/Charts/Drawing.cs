using System.Globalization;
using System.Text;

namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>Shapes of SVG; lengths in units of the view box.</summary>
internal static class Drawing
{
    /// <summary>So wide is every chart.</summary>
    public const decimal Width = 800;

    public static void Bar(this HtmlWriter html, int series, (decimal X, decimal Y) corner, decimal width, decimal height) => html.Void(
        "rect", ("x", At(corner.X)), ("y", At(corner.Y)), ("width", At(width)), ("height", At(height)), ChartPatterns.Fill(series), ChartPatterns.Outline(series));

    public static void Line(this HtmlWriter html, (decimal X, decimal Y) from, (decimal X, decimal Y) to) =>
        html.Void("line", ("x1", At(from.X)), ("y1", At(from.Y)), ("x2", At(to.X)), ("y2", At(to.Y)), ("class", "grid"));

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static void Label(this HtmlWriter html, string text, (decimal X, decimal Y) at, string anchor) =>
        html.Put("text", text, ("x", At(at.X)), ("y", At(at.Y)), ("text-anchor", anchor));

    public static string At(decimal length) => decimal.Round(length, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>About how wide a label is: Japanese letters are twice as wide as Latin ones.</summary>
    public static decimal WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>As much of it as fits.</summary>
    public static string Fitting(string text, decimal width)
    {
        if (WidthOf(text) <= width)
            return text;
        var fitting = new StringBuilder();
        var left = width - WidthOf(new Rune('…'));
        foreach (var rune in text.EnumerateRunes())
        {
            left -= WidthOf(rune);
            if (left < 0)
                break;
            fitting.Append(rune);
        }

        return fitting.Append('…').ToString();
    }

    private static decimal WidthOf(Rune rune) => rune.Value < 0x2000 ? 6.6m : 12;
}
