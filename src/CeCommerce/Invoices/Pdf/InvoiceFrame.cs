using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>Foot of every page: which document it is, and the digest by which an unaltered one is told.</summary>
internal sealed class InvoiceFrame(PageFont font, Invoice invoice, Language language) : IPageFrame
{
    private static readonly Pen Small = new(6.5, Ink.Grey);

    public double FootHeight => 52;

    public void Draw(PageCanvas canvas, int page, int pages)
    {
        var y = PageCanvas.Height - FootHeight + 8;
        canvas.Line(PageFlow.Left, y, PageFlow.Right, y);
        canvas.Text(PageFlow.Left, y + 9, $"{InvoiceWords.Title(invoice.Kind).In(language)} {invoice.Number}  {invoice.Id}", Small);
        canvas.Text(PageFlow.Left, y + 18, $"SHA-256 {invoice.Digest}", Small);
        var number = InvoiceWords.Page(page, pages).In(language);
        canvas.Text(PageFlow.Right - font.Width(number, Small.Size), y + 9, number, Small);
    }
}
