using System.Globalization;
using System.Text;

namespace CeCommerce.Platform.Pdf;

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

    public async Task EndAsync(PageFont letters, PdfInformation about, CancellationToken cancellationToken)
    {
        await letters.WriteAsync(file, font, cancellationToken);
        var kids = string.Join(' ', pages.Select(page => $"{page} 0 R"));
        await file.WriteAsync(
            tree,
            $"<</Type/Pages/Count {pages.Count}/Kids[{kids}]/MediaBox[0 0 {PageCanvas.N(PageCanvas.Width)} {PageCanvas.N(PageCanvas.Height)}]/Resources<</Font<</F {font} 0 R>>>>>>",
            cancellationToken);
        var outline = about.Outline is { } bookmarks ? $"/Outlines {await bookmarks(Destination)} 0 R/PageMode/UseOutlines" : "";
        await file.WriteAsync(
            catalog,
            $"<</Type/Catalog/Pages {tree} 0 R{outline}/Lang({(about.Language == Language.En ? "en" : "ja")})/ViewerPreferences<</DisplayDocTitle true>>>>",
            cancellationToken);
        var information = file.Reserve();
        var at = about.At.ToOffset(Tokyo.Offset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        await file.WriteAsync(
            information,
            $"<</Title{PdfFile.Text(about.Title)}/Subject{PdfFile.Text($"SHA-256 {about.Digest}")}/Creator(CeCommerce)/Producer(CeCommerce)/CreationDate(D:{at}+09'00')/ModDate(D:{at}+09'00')>>",
            cancellationToken);
        await file.EndAsync(catalog, information, CanonicalJson.Digest($"{about.Digest} {about.Language}")[..32], cancellationToken);
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

/// <summary>What a file says of itself.</summary>
/// <param name="Digest">SHA-256 of what it shows, in hex.</param>
/// <param name="At">When that was made; the same for the same content.</param>
/// <param name="Outline">Writes the bookmarks and answers the object that holds them; null for none. It is given where a named place is.</param>
internal sealed record PdfInformation(string Title, string Digest, DateTimeOffset At, Language Language, Func<Func<string, string?>, Task<int>>? Outline = null);
