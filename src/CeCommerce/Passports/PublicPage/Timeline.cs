using System.Globalization;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary>When things happened, as a picture; the table below it says the same in words.</summary>
internal static class Timeline
{
    private const int Width = 700;
    private const int Margin = 14;

    /// <summary>Nothing where all happened on one day.</summary>
    /// <param name="title">HTML.</param>
    public static string Of(IReadOnlyList<PassportEvent> events, string title)
    {
        if (events.Select(one => Tokyo.DayOf(one.OccurredAt)).Distinct().Count() < 2)
            return "";
        var (from, to) = (Tokyo.DayOf(events.Min(one => one.OccurredAt)), Tokyo.DayOf(events.Max(one => one.OccurredAt)));
        var days = to.DayNumber - from.DayNumber;
        int Place(DateOnly day) => Margin + (int)((Width - (2L * Margin)) * (day.DayNumber - from.DayNumber) / days);
        var picture = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} 76\" role=\"img\" aria-label=\"{title}\"><line x1=\"{Margin}\" y1=\"50\" x2=\"{Width - Margin}\" y2=\"50\"/>");
        foreach (var group in events.GroupBy(one => Place(Tokyo.DayOf(one.OccurredAt))))
        {
            // Those of one place stand on top of each other, five at most.
            for (var i = 0; i < Math.Min(5, group.Count()); i++)
                picture.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{group.Key}\" cy=\"{50 - (10 * i)}\" r=\"4\"/>");
        }

        return picture.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"70\">{from:O}</text><text x=\"{Width - Margin}\" y=\"70\" text-anchor=\"end\">{to:O}</text></svg>\n").ToString();
    }
}
