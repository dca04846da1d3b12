using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>A tax document on A4 pages, drawn from what was kept: the same bytes each time.</summary>
internal sealed class InvoicePdf(JapaneseFont font)
{
    public const string MediaType = "application/pdf";

    /// <summary>Draws twice: how many pages there are is known only after the first time.</summary>
    /// <param name="name">Whom it names; null when it names nobody, or nobody whom the reader may know.</param>
    public async Task<Outcome<byte[]>> WriteAsync(Invoice invoice, Language language, CancellationToken cancellationToken, string? name = null)
    {
        if (font.Read() is not { } read)
        {
            return new InvoiceFontMissing(JapaneseFont.Package);
        }

        var (letters, output) = (new PageFont(read), new MemoryStream());
        var file = new PdfFile(output);
        var shown = new ShownInvoice(invoice, language, name);
        var pages = new PdfPages(file, Drawn(letters, shown, PageCount.Unknown).Count);
        await file.BeginAsync(cancellationToken);
        foreach (var page in Drawn(letters, shown, pages.Count).Finished)
        {
            await pages.WriteAsync(page, cancellationToken);
        }

        var title = $"{InvoiceWords.Title(invoice.Kind).In(language)} {invoice.Number}";
        await pages.EndAsync(letters, new(title, invoice.Digest, invoice.IssuedAt, language), cancellationToken);
        return output.ToArray();
    }

    private static PageFlow Drawn(PageFont letters, ShownInvoice shown, PageCount count)
    {
        var flow = new PageFlow(letters, new InvoiceFrame(letters, shown.Invoice, shown.Language), count);
        new InvoicePages(flow, shown.Invoice.Said, shown.Language, shown.Name).Draw();
        return flow;
    }

    private sealed record ShownInvoice(Invoice Invoice, Language Language, string? Name);
}

/// <summary>A PDF carries a Japanese font, and the server has none.</summary>
/// <param name="Package">Debian's package that has it.</param>
internal sealed record InvoiceFontMissing(string Package, params string[] At) : UserError(At)
{
    public override string Code => "INVOICE_FONT_MISSING";

    public override LocalText Message => new(
        $"日本語フォントがサーバーにないためPDFを作成できません。パッケージ {Package} をインストールしてください。書類の内容は canonicalJson にあります。",
        $"The server has no Japanese font, so it cannot make a PDF. Install the package {Package}. The document itself is in canonicalJson.");
}
