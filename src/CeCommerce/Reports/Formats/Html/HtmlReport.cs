using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Html.Charts;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>One file that needs nothing else: no script, nothing loaded; for the screen, a telephone and A4 paper.</summary>
internal sealed class HtmlReport : IReportFormat
{
    public ReportFormat Format => ReportFormat.Html;

    public string MediaType => "text/html; charset=utf-8";

    public async Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken)
    {
        var html = new HtmlWriter(output);
        var page = new HtmlPage(html, report, style.Language, RowLists.Of(report));
        html.Markup("<!DOCTYPE html>\n");
        using (html.In("html", ("lang", page.In(HtmlWords.Tag))))
        {
            HtmlHead.Write(page);
            using (html.In("body"))
                await BodyAsync(page, cancellationToken);
        }

        html.Markup("\n");
        await html.FlushAllAsync(cancellationToken);
    }

    private static async Task BodyAsync(HtmlPage page, CancellationToken cancellationToken)
    {
        var html = page.Html;
        html.Put("a", page.In(HtmlWords.Skip), ("class", "skip"), ("href", "#main"));
        ChartPatterns.Write(html);
        HtmlOpening.Write(page);
        HtmlContents.Write(page);
        using (html.In("main", ("id", "main"), ("tabindex", "-1")))
        {
            foreach (var section in page.Document.Sections)
                await HtmlSection.WriteAsync(page, section, cancellationToken);
            HtmlInputs.Write(page);
            await HtmlRows.WriteAsync(page, cancellationToken);
        }

        using (html.In("footer"))
        {
            html.Put("p", page.In(HtmlWords.Footer, page.Document.Edition, HtmlOpening.Packs(page.Document)));
            html.Put("p", $"SHA-256 {page.Report.ContentHash}", ("class", "hash"));
        }
    }
}

internal static class HtmlReports
{
    public static IServiceCollection AddHtmlReports(this IServiceCollection services) => services.AddSingleton<IReportFormat, HtmlReport>();
}
