using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>A report on A4 pages, with contents, bookmarks, and links between figures and the records behind them (docs/decisions/0025-pdf.md).</summary>
internal sealed class PdfReportFormat(JapaneseFont font) : IReportFormat
{
    public ReportFormat Format => ReportFormat.Pdf;

    public string MediaType => "application/pdf";

    public IUserError? Refusal => font.Read() is null ? new ReportFontMissing(JapaneseFont.Package) : null;

    /// <summary>Draws twice: how many pages there are and where everything stands is known only after the first time.</summary>
    public async Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken)
    {
        var letters = new PageFont(font.Read() ?? throw new InvalidOperationException(new ReportFontMissing(JapaneseFont.Package).Message.En));
        var frame = new PageFrame(letters, report, style.Language);
        var file = new PdfFile(output);
        var pages = new PdfPages(file, Count(new(letters, frame, PageCount.Unknown), report, style.Language, cancellationToken));
        await file.BeginAsync(cancellationToken);
        foreach (var part in new ReportPages(new(letters, frame, pages.Count), report, style.Language).Draw())
        {
            while (part.Finished.TryDequeue(out var page))
                await pages.WriteAsync(page, cancellationToken);
        }

        await pages.EndAsync(letters, About(report, style.Language, outline => new PdfOutline(file, outline).WriteAsync(report, style.Language, cancellationToken)), cancellationToken);
    }

    private static PdfInformation About(DrawnReport report, Language language, Func<Func<string, string?>, Task<int>> outline) => new(
        $"{ReportWords.Title(report.Document.Scope.Kind).In(language)} {ReportWords.NameOf(report.Document.Scope).In(language)}",
        report.ContentHash, report.Document.Scope.AsOf, language, outline);

    private static PageCount Count(PageFlow flow, DrawnReport report, Language language, CancellationToken cancellationToken)
    {
        foreach (var part in new ReportPages(flow, report, language).Draw())
        {
            cancellationToken.ThrowIfCancellationRequested();
            part.Finished.Clear();
        }

        return flow.Count;
    }
}
