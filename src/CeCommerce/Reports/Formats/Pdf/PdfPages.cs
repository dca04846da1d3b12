using System.Globalization;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>Writes pages as they become full, then what holds them together: page tree, bookmarks, document information.</summary>
internal sealed class PdfPages
{
    private readonly PdfFile file;
    private readonly int catalog;
    private readonly int tree;
    private readonly int font;
    private readonly List<int> pages;
    private int written;

    public PdfPages(PdfFile file, PageCount count)
    {
        (this.file, Count) = (file, count);
        (catalog, tree, font) = (file.Reserve(), file.Reserve(), file.Reserve());
        pages = [.. Enumerable.Range(0, count.Pages).Select(_ => file.Reserve())];
    }

    public PageCount Count { get; }

    public async Task WriteAsync(PageCanvas canvas, CancellationToken cancellationToken)
    {
        var content = file.Reserve();
        await file.WriteStreamAsync(content, "", canvas.Content, cancellationToken);
        var links = string.Concat(canvas.Links.Select(LinkOf));
        await file.WriteAsync(pages[written++], $"<</Type/Page/Parent {tree} 0 R/Contents {content} 0 R/Annots[{links}]>>", cancellationToken);
    }

    public async Task EndAsync(PageFont letters, DrawnReport report, Language language, CancellationToken cancellationToken)
    {
        await letters.WriteAsync(file, font, cancellationToken);
        var kids = string.Join(' ', pages.Select(page => $"{page} 0 R"));
        await file.WriteAsync(
            tree,
            $"<</Type/Pages/Count {pages.Count}/Kids[{kids}]/MediaBox[0 0 {PageCanvas.N(PageCanvas.Width)} {PageCanvas.N(PageCanvas.Height)}]/Resources<</Font<</F {font} 0 R>>>>>>",
            cancellationToken);
        var outline = await new PdfOutline(file, Destination).WriteAsync(report, language, cancellationToken);
        await file.WriteAsync(
            catalog,
            $"<</Type/Catalog/Pages {tree} 0 R/Outlines {outline} 0 R/PageMode/UseOutlines/Lang({(language == Language.En ? "en" : "ja")})/ViewerPreferences<</DisplayDocTitle true>>>>",
            cancellationToken);
        var information = file.Reserve();
        var at = report.Document.Scope.AsOf.ToOffset(Tokyo.Offset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var title = $"{ReportWords.Title(report.Document.Scope.Kind).In(language)} {ReportWords.NameOf(report.Document.Scope).In(language)}";
        await file.WriteAsync(
            information,
            $"<</Title{PdfFile.Text(title)}/Subject{PdfFile.Text($"SHA-256 {report.ContentHash}")}/Creator(CeCommerce)/Producer(CeCommerce)/CreationDate(D:{at}+09'00')/ModDate(D:{at}+09'00')>>",
            cancellationToken);
        await file.EndAsync(catalog, information, CanonicalJson.Digest($"{report.ContentHash} {language}")[..32], cancellationToken);
    }

    private string LinkOf(PageLink link)
    {
        if (Destination(link.Target) is not { } destination)
            return "";
        var (bottom, top) = (PageCanvas.Height - link.Y - link.Height, PageCanvas.Height - link.Y);
        return new StringBuilder("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[")
            .AppendJoin(' ', new[] { link.X, bottom, link.X + link.Width, top }.Select(PageCanvas.N)).Append(CultureInfo.InvariantCulture, $"]/Dest{destination}>>").ToString();
    }

    private string? Destination(string target) => Count.Places.TryGetValue(target, out var place)
        ? $"[{pages[place.Page]} 0 R/XYZ null {PageCanvas.N(PageCanvas.Height - place.Y + 6)} null]"
        : null;
}
