using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

/// <summary>What cannot be an act at all.</summary>
internal static partial class ActLimits
{
    /// <summary>Of checks, measurements and parts, each.</summary>
    public const int Lines = 40;

    /// <summary>Of a name or value in a line; a whole checklist fits into one fact.</summary>
    public const int LineLength = 48;

    private const int MostParts = 999;
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public static Outcome<DoneWork> Checked(DoneWork work, DateOnly today)
    {
        var details = work.Details;
        if (work.PerformedOn > today || work.PerformedOn < Earliest)
        {
            return Invalid("performedOn", "2000年1月1日から今日までの日付を入れてください。", "Give a day from 2000-01-01 to today.");
        }

        if (work.StaffReference is { } staff && !Sign().IsMatch(staff))
        {
            return Invalid(
                "staffReference", "担当者の記号は半角英数字と . _ - で 32 文字までです。氏名は入力しないでください。",
                "A staff reference has at most 32 letters, digits, dots, dashes and underscores. Do not give a name.");
        }

        (string Field, string? Text, int Most)[] texts =
        [
            ("tool", work.Tool, ItemLimits.TextLength), ("standard", details.ErasureStandard, ItemLimits.TextLength), ("work", details.Work, ItemLimits.TextLength),
            .. details.Checklist.Select(check => ("checklist", (string?)check.Name, LineLength)),
            .. details.Measurements.SelectMany(measured => new[] { measured.Name, measured.Value, measured.Unit }).Select(text => ("measurements", text, LineLength)),
            .. details.Parts.Select(part => ("parts", (string?)part.Name, LineLength)),
        ];
        if (Array.Find(texts, text => text.Text is not null && !IsText(text.Text, text.Most)) is { Field: { } field, Most: var most })
        {
            return Invalid(field, $"1〜{most} 文字で、制御文字は使えません。", $"Such a text has 1 to {most} characters and no control characters.");
        }

        return (details.Checklist.Count, details.Measurements.Count, details.Parts.Count) switch
        {
            ( > Lines, _, _) => TooMany("checklist"),
            (_, > Lines, _) => TooMany("measurements"),
            (_, _, > Lines) => TooMany("parts"),
            _ when details.Parts.Any(part => part.Quantity is < 1 or > MostParts) => Invalid("parts", $"数量は 1〜{MostParts} です。", $"A quantity is 1 to {MostParts}."),
            _ => work,
        };
    }

    private static bool IsText(string text, int most) => text.Length <= most && !string.IsNullOrWhiteSpace(text) && PlainText.IsStorable(text);

    private static ItemValueInvalid TooMany(string field) => Invalid(field, $"{Lines} 行までです。", $"There are {Lines} lines at most.");

    private static ItemValueInvalid Invalid(string field, string ja, string en) => new(new LocalText(ja, en), "input", field);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sign();
}
