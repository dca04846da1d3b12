using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>Words and days as cells.</summary>
internal static class Cells
{
    public static readonly LocalText Yes = new("はい", "yes");

    public static readonly LocalText No = new("いいえ", "no");

    public static ReportCell Of(LocalText text) => new() { Text = text };

    /// <summary>As somebody wrote it; what is not there is not recorded.</summary>
    public static ReportCell Of(string? text) => Of(string.IsNullOrWhiteSpace(text) ? ReportText.NotRecorded : new(text, text));

    public static ReportCell Of(bool holds) => Of(holds ? Yes : No);

    /// <summary>Blank where there is none.</summary>
    public static ReportCell Of(DateOnly? day) => day is null ? ReportCell.Blank : new() { Day = day };

    public static ReportCell Of<T>(T value)
        where T : struct, Enum => Of(Terms<T>.Of(value).Name);

    /// <summary>Several names behind each other; a dash for none.</summary>
    public static LocalText Joined(IEnumerable<LocalText> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? new("–", "–") : new(string.Join("、", all.Select(name => name.Ja)), string.Join(", ", all.Select(name => name.En)));
    }
}
