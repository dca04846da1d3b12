using System.Text;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Texts as they stand in a CSV file: always quoted, and never a formula to the spreadsheet that opens it.</summary>
internal static class CsvText
{
    /// <summary>Stands for a letter that the file cannot hold, as Japanese print shows it (下駄).</summary>
    public const string Geta = "〓";

    private const int Windows31J = 932;

    // Spreadsheets take a cell that begins so for a formula; Japanese ones also when the sign is wide.
    private const string BeginsFormula = "=+-@＝＋－＠\t\r\n";

    // The letters of JIS that Windows-31J knows by another number of Unicode; they look the same.
    private const string Jis = "〜‖−—¢£¬¥", Twins = "～∥－―￠￡￢￥";

    static CsvText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding EncodingOf(ReportCharset charset) => charset switch
    {
        ReportCharset.Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        ReportCharset.Cp932 => Encoding.GetEncoding(Windows31J, new EncoderReplacementFallback(Geta), DecoderFallback.ExceptionFallback),
    };

    /// <summary>Behind an apostrophe when it looks like a formula.</summary>
    public static string Of(string value, ReportCharset charset)
    {
        var text = charset == ReportCharset.Cp932 ? WithTwins(value) : value;
        var guard = text.AsSpan().TrimStart(" \u3000") is [var first, ..] && BeginsFormula.Contains(first) ? "'" : "";
        return $"\"{guard}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // The encoder would write a sign for each half of a surrogate pair.
    private static string WithTwins(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            var twin = rune.IsBmp ? Jis.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
            text.Append(twin >= 0 ? Twins[twin].ToString() : rune.IsBmp ? rune.ToString() : Geta);
        }

        return text.ToString();
    }
}
