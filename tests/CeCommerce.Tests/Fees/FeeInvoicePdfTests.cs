using CeCommerce.Invoices.Fees;
using CeCommerce.Invoices.Pdf;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Tests.Reports.Formats;

namespace CeCommerce.Tests.Fees;

public sealed class FeeInvoicePdfTests
{
    private static readonly FeeSum[] s_sums = [new(FeeInvoiceLineKind.Charged, new(2026, 11, 1), 10, 2, 3_978, 396), new(FeeInvoiceLineKind.GivenBack, new(2026, 10, 1), 10, 1, 500, 50)];

    [Fact]
    public async Task A_fee_invoice_says_what_the_law_wants_said()
    {
        var pdf = await PdfOf(FeeInvoiceDraftTests.Draft(s_sums), "fee-invoice");
        var letters = await Poppler.Letters(pdf);
        Assert.All(
            (string[])
            [
                "適格請求書", "宛名株式会社まわる", "プラットフォーム株式会社", "登録番号T7123456789012", "2026-11-01から2026-11-30まで", "2026-000007",
                "プラットフォーム手数料（2026-11完了分）", "手数料の返還（2026-10完了分）", "-￥500", "合計（税込）￥3,825", "10%対象（税抜）￥3,478消費税￥347", "切り捨て", "お支払いの必要はありません", "差額￥1",
            ],
            said => Assert.Contains(Poppler.Tight(said), letters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_platform_that_is_not_registered_gives_an_invoice_that_says_so()
    {
        var said = FeeInvoiceDraftTests.Draft(s_sums);
        var letters = await Poppler.Letters(await PdfOf(said with { Issuer = said.Issuer with { RegistrationNumber = null }, Recipient = new string('長', 120) }, "fee-invoice-plain"));
        Assert.Contains("この書類は適格請求書ではありません", letters, StringComparison.Ordinal);
        Assert.DoesNotContain("登録番号", letters, StringComparison.Ordinal);
        Assert.Equal(120, letters.Count(letter => letter == '長'));
    }

    private static async Task<byte[]> PdfOf(FeeInvoiceContent content, string name)
    {
        var invoice = FeeInvoice.Of(content, new(Guid.Empty, 2026, 7), default, new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero));
        var written = await new InvoicePdf(new()).WriteAsync(invoice, Language.Ja, TestContext.Current.CancellationToken);
        Assert.SkipUnless(written.Error is null, $"The package {JapaneseFont.Package} is not on this machine.");
        if (Environment.GetEnvironmentVariable("CECOMMERCE_KEEP_PDF") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), written.Value!, TestContext.Current.CancellationToken);
        }

        return written.Value!;
    }
}
