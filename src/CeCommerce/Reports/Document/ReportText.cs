using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>How figures and days are written for people, the same in every format.</summary>
internal static class ReportText
{
    public static readonly LocalText NotRecorded = new("記録なし", "not recorded");

    public static string Of(ReportCell cell, ReportUnit unit, Language language) => cell switch
    {
        { Figure: { } figure } => Of(figure, unit, language),
        { Text: { } text } => text.In(language),
        { Day: { } day } => Of(day),
        _ => "",
    };

    /// <summary>With its unit, e.g. <c>1,234</c>, <c>￥79,700</c>, <c>12.345 kg</c>, <c>12.5 %</c>.</summary>
    public static string Of(ReportFigure figure, ReportUnit unit, Language language) => figure.Value is not { } value ? NotRecorded.In(language) : unit switch
    {
        ReportUnit.Yen => Text($"￥{value:N0}"),
        ReportUnit.Grams => Text($"{value / 1_000m:N3} kg"),
        ReportUnit.Days => language == Language.Ja ? Text($"{value:N0}日") : Text($"{value:N0} days"),
        ReportUnit.Permille => Text($"{value / 10m:N1} %"),
        _ => Text($"{value:N0}"),
    };

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In Japan, to the millisecond.</summary>
    public static string Of(DateTimeOffset moment) => moment.ToOffset(Tokyo.Offset).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
