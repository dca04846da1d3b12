using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Formats;

/// <summary>In what a report can be had.</summary>
[TermSource("Vocabulary of the product")]
public enum ReportFormat
{
    [Term("JSON", "JSON", MeaningJa = "報告書そのもの。他の形式はこれを示す", MeaningEn = "the report itself; the others show it")]
    Json,

    [Term("HTML", "HTML", MeaningJa = "画面とA4印刷", MeaningEn = "for the screen and for A4 paper")]
    Html,

    [Term("PDF", "PDF")]
    Pdf,

    [Term("XLSX", "XLSX", MeaningJa = "表計算", MeaningEn = "for spreadsheets")]
    Xlsx,

    [Term("CSV", "CSV", MeaningJa = "数値1件につき1行", MeaningEn = "one line a figure")]
    Csv,
}

/// <summary>Writes reports in one format. The same report in the same language is the same bytes.</summary>
internal interface IReportFormat
{
    ReportFormat Format { get; }

    string MediaType { get; }

    /// <summary>Why this server cannot write it; null when it can.</summary>
    IUserError? Refusal => null;

    /// <param name="output">Need not seek; is left open.</param>
    Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken);
}

/// <summary>How a format is wanted.</summary>
/// <param name="Language">Of its words.</param>
/// <param name="Charset">Of a CSV file.</param>
internal sealed record ReportStyle(Language Language, ReportCharset Charset = ReportCharset.Utf8);

/// <summary>How the letters of a CSV file are written.</summary>
[TermSource("Vocabulary of the product")]
public enum ReportCharset
{
    [Term("UTF-8", "UTF-8", MeaningJa = "バイト順マーク付き", MeaningEn = "with byte order mark")]
    Utf8,

    [Term("CP932", "CP932", MeaningJa = "Windows-31J。古い表計算ソフト向け", MeaningEn = "Windows-31J, as older Japanese spreadsheets read it")]
    Cp932,
}
