using System.Drawing;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Cells of the right type: numbers are numbers with the format of their unit, days are dates, words are text and never a formula.</summary>
internal sealed class SheetStyles
{
    // The file format holds no longer text and no more digits.
    private const int LongestText = 32_767;
    private const long MostDigits = 999_999_999_999_999;

    private readonly Language _language;
    private readonly StyleId _heading, _label, _text, _wrapped, _words, _missing, _day;
    private readonly Dictionary<ReportUnit, StyleId> _units;

    public SheetStyles(Spreadsheet spreadsheet, Language language)
    {
        _language = language;
        _heading = spreadsheet.AddStyle(new Style { Font = { Bold = true, Size = 13 } });
        _label = spreadsheet.AddStyle(new Style { Font = { Bold = true }, Fill = { Color = Color.FromArgb(0xFF, 0xE7, 0xEE, 0xF3) }, Alignment = { WrapText = true, Vertical = VerticalAlignment.Top } });
        _text = spreadsheet.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text), Alignment = { Vertical = VerticalAlignment.Top } });
        _wrapped = spreadsheet.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text), Alignment = { WrapText = true, Vertical = VerticalAlignment.Top } });
        _words = spreadsheet.AddStyle(new Style { Alignment = { WrapText = true, Vertical = VerticalAlignment.Top } });
        _missing = spreadsheet.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text), Font = { Italic = true }, Alignment = { WrapText = true, Vertical = VerticalAlignment.Top } });
        _day = spreadsheet.AddStyle(Number("yyyy\\-mm\\-dd"));
        _units = Enum.GetValues<ReportUnit>().ToDictionary(unit => unit, unit => spreadsheet.AddStyle(Number(FormatOf(unit, language))));
    }

    public Cell Heading(string text) => new(Writable(text), _heading);

    public Cell Label(LocalText text) => new(Writable(text.In(_language)), _label);

    public Cell Words(string text) => new(Writable(text), _words);

    /// <summary>A text that is looked up or sorted by.</summary>
    public Cell Text(string text) => new(Writable(text), _text);

    public Cell Wrapped(LocalText text) => new(Writable(text.In(_language)), _wrapped);

    public Cell Day(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), _day);

    public Cell Number(long value) => Figure(value, ReportUnit.Count);

    /// <summary>One that has more digits than a spreadsheet can count with is text, so that none is lost.</summary>
    public Cell Figure(long value, ReportUnit unit) => value is > MostDigits or < -MostDigits
        ? Text(ReportText.Of(new ReportFigure("", value, null), unit, _language))
        : new(unit == ReportUnit.Permille ? value / 1_000m : TableWords.Shown(value, unit), _units[unit]);

    /// <summary>Not recorded, with the reason: text, so that no sum takes it for a zero.</summary>
    public Cell Missing(LocalText reason) => new(Writable($"{ReportText.NotRecorded.In(_language)}: {reason.In(_language)}"), _missing);

    public Cell Of(ReportCell cell, ReportUnit unit) => cell switch
    {
        { Figure: { Value: { } value } } => Figure(value, unit),
        { Figure: { Missing: { } reason } } => Missing(reason),
        { Text: { } text } => Wrapped(text),
        { Day: { } day } => Day(day),
        _ => default,
    };

    private static Style Number(string format) => new() { Format = NumberFormat.Custom(format), Alignment = { Vertical = VerticalAlignment.Top } };

    private static string FormatOf(ReportUnit unit, Language language) => unit switch
    {
        ReportUnit.Yen => "\"￥\"#,##0",
        ReportUnit.Grams => "#,##0.000\" kg\"",
        ReportUnit.Days => language == Language.Ja ? "#,##0\"日\"" : "#,##0\" days\"",
        ReportUnit.Permille => "0.0%",
        ReportUnit.Count or ReportUnit.Text or ReportUnit.Day => "#,##0",
    };

    /// <summary>What XML cannot hold is shown as U+FFFD.</summary>
    private static string Writable(string text)
    {
        var writable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            writable.Append((rune.Value < ' ' && rune.Value is not ('\t' or '\n' or '\r')) || rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune);
        }

        return writable.Length <= LongestText ? writable.ToString() : writable.ToString(0, LongestText - (char.IsHighSurrogate(writable[LongestText - 2]) ? 2 : 1)) + "…";
    }
}
