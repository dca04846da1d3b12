using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>How a report that somebody handed in stands to the one that was drawn again.</summary>
internal enum ReportSameness
{
    /// <summary>The same bytes.</summary>
    Identical,

    /// <summary>It says the same, but not as drawn: spaces, order or spelling of the JSON were changed.</summary>
    SameContent,

    /// <summary>It says something else.</summary>
    Different,
}

/// <summary>Where two reports differ.</summary>
/// <param name="Number">Of the figure, row, table or section; null for what has none.</param>
/// <param name="Place">The titles that it stands under.</param>
/// <param name="Was">What the file says; null when it lacks that.</param>
/// <param name="Is">What was drawn again; null when nothing of it was.</param>
internal sealed record ReportDifference(ReportArea Area, string? Number, LocalText Place, LocalText? Was, LocalText? Is);

/// <summary>Holds a report that may be forged against the same report drawn again.</summary>
/// <param name="Total">How many differences there are.</param>
/// <param name="First">The first of them, <see cref="Most"/> at most: those of the file in its order, then what it lacks.</param>
internal sealed record ReportComparison(ReportSameness Sameness, long Total, IReadOnlyList<ReportDifference> First)
{
    public const int Most = 100;

    // What a forger writes is not sent back at any length.
    private const int LongestText = 300;

    public static ReportComparison Of(ReadReport file, DrawnReport drawn)
    {
        if (file.ContentHash == drawn.ContentHash)
        {
            return new(file.AsDrawn ? ReportSameness.Identical : ReportSameness.SameContent, 0, []);
        }

        var (total, first) = (0L, new List<ReportDifference>());
        foreach (var difference in Differences(file.Document, drawn.Document))
        {
            total++;
            if (first.Count < Most)
            {
                first.Add(difference);
            }
        }

        return total > 0 ? new(ReportSameness.Different, total, first) : new(ReportSameness.Different, 1, [Arrangement]);
    }

    private static ReportDifference Arrangement => new(
        ReportArea.Format, null, new("構成", "Arrangement"), new("項目の順序または種類が異なります", "Order or kind of some members differ"), new("描き直した報告書のとおり", "as in the report drawn again"));

    private static IEnumerable<ReportDifference> Differences(ReportDocument file, ReportDocument drawn)
    {
        var expected = ReportLines.Of(drawn).ToDictionary(line => line.Key, StringComparer.Ordinal);
        foreach (var line in ReportLines.Of(file))
        {
            if (!expected.Remove(line.Key, out var other))
            {
                yield return Difference(line, line.Value, null);
            }
            else if (other.Value != line.Value)
            {
                yield return Difference(other, line.Value, other.Value);
            }
        }

        foreach (var line in ReportLines.Of(drawn).Where(line => expected.ContainsKey(line.Key)))
        {
            yield return Difference(line, null, line.Value);
        }
    }

    private static ReportDifference Difference(ReportLine line, LocalText? was, LocalText? now) => new(line.Area, line.Number, Cut(line.Place), was is null ? null : Cut(was), now is null ? null : Cut(now));

    private static LocalText Cut(LocalText text) => new(Cut(text.Ja), Cut(text.En));

    private static string Cut(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText), "…");
    }
}
