using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>What tells a document from all others.</summary>
/// <param name="Title">Its kind and number.</param>
/// <param name="Id">With prefix.</param>
/// <param name="Digest">SHA-256 of its content.</param>
internal sealed record InvoiceMark(LocalText Title, string Id, string Digest);

/// <summary>Foot of every page: which document it is, and the digest by which an unaltered one is told.</summary>
internal sealed class InvoiceFrame(PageFont font, InvoiceMark mark, Language language) : IPageFrame
{
    private static readonly Pen Small = new(6.5, Ink.Grey);

    public double FootHeight => 52;

    public void Draw(PageCanvas canvas, int page, int pages)
    {
        var y = PageCanvas.Height - FootHeight + 8;
        canvas.Line(PageFlow.Left, y, PageFlow.Right, y);
        canvas.Text(PageFlow.Left, y + 9, $"{mark.Title.In(language)}  {mark.Id}", Small);
        canvas.Text(PageFlow.Left, y + 18, $"SHA-256 {mark.Digest}", Small);
        var number = InvoiceWords.Page(page, pages).In(language);
        canvas.Text(PageFlow.Right - font.Width(number, Small.Size), y + 9, number, Small);
    }
}
