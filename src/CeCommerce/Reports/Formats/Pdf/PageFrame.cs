using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>Head and foot of every page: what the report is, its hash, and by which rules it was drawn.</summary>
internal sealed class PageFrame : IPageFrame
{
    private const double Size = 6.5;
    private const double Step = 9;
    private static readonly Pen Small = new(Size, Ink.Grey);
    private readonly PageFont font;
    private readonly Language language;
    private readonly string title;
    private readonly IReadOnlyList<string> foot;

    public PageFrame(PageFont font, DrawnReport report, Language language)
    {
        (this.font, this.language) = (font, language);
        title = Cut($"{ReportWords.Title(report.Document.Scope.Kind).In(language)}  {font.Visible(ReportWords.NameOf(report.Document.Scope).In(language)).ReplaceLineEndings(" ")}");
        var packs = string.Join(" · ", report.Document.Packs.Select(pack => $"{pack.Code} {pack.Version}"));
        foot =
        [
            $"{ReportWords.ContentHash.In(language)} {report.ContentHash}",
            .. LineBreaks.Of(font.Visible($"{ReportWords.Edition.In(language)} {report.Document.Edition} · {packs}"), font, Size, PageFlow.Wide),
        ];
    }

    public double FootHeight => 34 + (Step * foot.Count);

    /// <param name="page">From 1.</param>
    public void Draw(PageCanvas canvas, int page, int pages)
    {
        canvas.Text(PageFlow.Left, 38, title, Small);
        canvas.Line(PageFlow.Left, 43, PageFlow.Right, 43);
        var y = PageCanvas.Height - FootHeight + 8;
        canvas.Line(PageFlow.Left, y, PageFlow.Right, y);
        foreach (var line in foot)
            canvas.Text(PageFlow.Left, y += Step, line, Small);
        var number = PdfWords.Page(page, pages).In(language);
        canvas.Text(PageFlow.Right - font.Width(number, Size), PageCanvas.Height - FootHeight + 8 + Step, number, Small);
    }

    private string Cut(string text)
    {
        var line = LineBreaks.Of(text, font, Size, PageFlow.Wide - 10)[0];
        return line.Length < text.Length ? line + "…" : line;
    }
}
