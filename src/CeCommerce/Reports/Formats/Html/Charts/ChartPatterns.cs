using System.Globalization;

namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>Fillings that are told apart without colour.</summary>
internal static class ChartPatterns
{
    /// <summary>Lines over the ground of each filling; the first is solid.</summary>
    private static readonly string[] Lines =
    [
        "", "M-2,2L2,-2M0,8L8,0M6,10L10,6", "M4,0V8", "M0,4H8", "M4,0V8M0,4H8", "M-2,6L2,10M0,0L8,8M6,-2L10,2",
    ];

    /// <summary>The filling of a series, by its place.</summary>
    public static (string Name, string? Value) Fill(int series) => ("fill", Text($"url(#fill-{series % Lines.Length})"));

    /// <summary>Its outline, which has the same colour.</summary>
    public static (string Name, string? Value) Outline(int series) => ("class", Text($"series s{series % Lines.Length}"));

    public static void Write(HtmlWriter html)
    {
        using var image = html.In("svg", ("class", "fills"), ("aria-hidden", "true"), ("width", "0"), ("height", "0"));
        using var definitions = html.In("defs");
        for (var series = 0; series < Lines.Length; series++)
        {
            using var pattern = html.In("pattern", ("id", Text($"fill-{series}")), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse"));
            html.Void("rect", ("width", "8"), ("height", "8"), ("class", Text($"ground s{series}")));
            if (Lines[series].Length > 0)
                html.Void("path", ("d", Lines[series]), ("class", "line"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
