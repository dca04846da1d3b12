using CeCommerce.Invoices.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>A tax document on A4 pages, drawn from what was kept: the same bytes each time.</summary>
internal sealed class InvoicePdf(JapaneseFont font)
{
    public const string MediaType = "application/pdf";

    /// <param name="name">Whom it names; null when it names nobody, or nobody whom the reader may know.</param>
    public Task<Outcome<byte[]>> WriteAsync(Invoice invoice, Language language, CancellationToken cancellationToken, string? name = null)
    {
        var mark = new InvoiceMark(Named(InvoiceWords.Title(invoice.Kind), invoice.Number), invoice.Id.ToString(), invoice.Digest);
        return WriteAsync(new Paper(mark, invoice.IssuedAt, language, flow => new InvoicePages(flow, invoice.Said, language, name).Draw()), cancellationToken);
    }

    public Task<Outcome<byte[]>> WriteAsync(FeeInvoice invoice, Language language, CancellationToken cancellationToken)
    {
        var mark = new InvoiceMark(Named(FeeInvoiceWords.Title(invoice.IsQualified), invoice.Number), invoice.Id.ToString(), invoice.Digest);
        return WriteAsync(new Paper(mark, invoice.IssuedAt, language, flow => new FeeInvoicePages(flow, invoice.Said, language).Draw()), cancellationToken);
    }

    /// <summary>Draws twice: how many pages there are is known only after the first time.</summary>
    private async Task<Outcome<byte[]>> WriteAsync(Paper paper, CancellationToken cancellationToken)
    {
        if (font.Read() is not { } read)
        {
            return new InvoiceFontMissing(JapaneseFont.Package);
        }

        var (letters, output) = (new PageFont(read), new MemoryStream());
        var file = new PdfFile(output);
        var pages = new PdfPages(file, Drawn(letters, paper, PageCount.Unknown).Count);
        await file.BeginAsync(cancellationToken);
        foreach (var page in Drawn(letters, paper, pages.Count).Finished)
        {
            await pages.WriteAsync(page, cancellationToken);
        }

        await pages.EndAsync(letters, new(paper.Mark.Title.In(paper.Language), paper.Mark.Digest, paper.IssuedAt, paper.Language), cancellationToken);
        return output.ToArray();
    }

    private static PageFlow Drawn(PageFont letters, Paper paper, PageCount count)
    {
        var flow = new PageFlow(letters, new InvoiceFrame(letters, paper.Mark, paper.Language), count);
        paper.Draw(flow);
        return flow;
    }

    private static LocalText Named(LocalText kind, string number) => new($"{kind.Ja} {number}", $"{kind.En} {number}");

    private sealed record Paper(InvoiceMark Mark, DateTimeOffset IssuedAt, Language Language, Action<PageFlow> Draw);
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
