using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>The file is larger than any report.</summary>
/// <param name="Bytes">How large it is.</param>
/// <param name="Most">How large it may be.</param>
internal sealed record ReportFileTooLarge(long Bytes, long Most, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FILE_TOO_LARGE";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"ファイルが大きすぎます({Bytes:N0}バイト)。報告書のJSONは{Most:N0}バイトまでです。"),
        string.Create(CultureInfo.InvariantCulture, $"The file is too large ({Bytes:N0} bytes). The JSON of a report has {Most:N0} bytes at most."));
}

/// <summary>The file is no JSON, or nests deeper than a report does.</summary>
/// <param name="Line">Where reading stopped, from 1; null when that cannot be said.</param>
internal sealed record ReportFileNotJson(long? Line, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FILE_NOT_JSON";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"報告書のJSONとして読めません{(Line is { } ja ? $"({ja}行目)" : "")}。JSON形式で受け取ったファイルをそのまま送ってください。"),
        string.Create(CultureInfo.InvariantCulture, $"This cannot be read as the JSON of a report{(Line is { } en ? $" (line {en})" : "")}. Send the file as it was handed out in the format JSON."));
}

/// <summary>A name stands twice in one object, so that readers may differ on what the file says.</summary>
internal sealed record ReportFileAmbiguous(params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FILE_AMBIGUOUS";

    public override LocalText Message => new(
        "同じ名前の項目が1つのオブジェクトに2回あり、どちらの値か決まりません。受け取ったファイルをそのまま送ってください。",
        "A name stands twice in one object, so that it is open which value holds. Send the file as it was handed out.");
}

/// <summary>It is JSON, but not of a report, or of one in a shape that this server does not know.</summary>
/// <param name="Format">The start of what the file calls its format; null when it names none.</param>
/// <param name="Expected">What can be read.</param>
internal sealed record ReportFormatUnknown(string? Format, string Expected, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FORMAT_UNKNOWN";

    public override LocalText Message => new(
        $"報告書の形式({Expected})ではありません。format を確認してください。", $"This is no report in the format {Expected}. See its member 'format'.");
}

/// <summary>A part of the report is missing, is none, or stands in the wrong place.</summary>
/// <param name="Place">Where in the file, e.g. <c>$.sections[0].tables[2]</c>.</param>
internal sealed record ReportFileMalformed(string Place, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FILE_MALFORMED";

    public override LocalText Message => new(
        $"報告書として正しくない箇所があります({Place})。項目の欠け、余分な項目、番号の食い違い、範囲外の値のいずれかです。",
        $"The file is not a report as this server writes it, at {Place}: something is missing, too much, out of range, or numbered otherwise than it stands.");
}
