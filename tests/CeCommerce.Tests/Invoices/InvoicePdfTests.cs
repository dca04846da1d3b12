using System.Globalization;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Pdf;
using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Tests.Reports.Formats;

namespace CeCommerce.Tests.Invoices;

public sealed class InvoicePdfTests
{
    private static readonly InvoiceParty Shop = new("株式会社まわる", "まわる堂", "T1010001112577", "100-0001", "東京都千代田区千代田1-1", "03-0000-0000");

    [Fact]
    public async Task A_qualified_simplified_invoice_says_what_the_law_wants_said()
    {
        var pdf = await PdfOf(Document(Line(1, "インパクトドライバ TD172D 😀", 19_801), Line(2, "リユース米 5kg", 2_161, reduced: true)));
        var letters = await Poppler.Letters(pdf);
        Assert.All(
            (string[])
            [
                "適格簡易請求書", "株式会社まわる（まわる堂）", "登録番号T1010001112577", "2026-11-30", "インパクトドライバTD172D", "※", "10%", "8%",
                "合計（税込）￥21,962", "10%対象￥19,801（内消費税￥1,800）", "8%対象（軽減）￥2,161（内消費税￥160）", "切り捨て", "軽減税率",
            ],
            said => Assert.Contains(Poppler.Tight(said), letters, StringComparison.Ordinal));
        Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", await Poppler.Run("pdffonts", pdf));
        Keep(pdf, "invoice");
    }

    [Fact]
    public async Task A_name_is_shown_to_those_who_may_read_it_and_the_document_says_in_whose_stead_it_stands()
    {
        var named = Document(Line(1, "椅子", 3_000)) with
        {
            Kind = InvoiceKind.QualifiedInvoice,
            Addressee = new(Guid.Empty, new string('0', 64)),
            Replaces = new("inv_00000000000000000000000001", "2026-000006", new(2026, 11, 29)),
        };
        var letters = await Poppler.Letters(await PdfOf(named, "株式会社買主"));
        Assert.All((string[])["適格請求書", "宛名株式会社買主", "番号2026-000006に代えて"], said => Assert.Contains(said, letters, StringComparison.Ordinal));
        var others = await Poppler.Letters(await PdfOf(named));
        Assert.DoesNotContain("株式会社買主", others, StringComparison.Ordinal);
        Assert.Contains("購入者と販売者にのみ", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TX_002_a_document_of_the_platform_names_the_seller_and_the_article()
    {
        var letters = await Poppler.Letters(await PdfOf(Document(Line(1, "椅子", 3_000)) with { Seller = Shop with { Name = "出店者株式会社" } }));
        Assert.All((string[])["販売者出店者株式会社", "第70条の12", "媒介者交付特例"], said => Assert.Contains(said, letters, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public async Task Long_and_rare_names_of_all_sides_stand_whole_on_a_document(Language language)
    {
        var (issuer, seller) = (Shop with { Name = string.Concat(Enumerable.Repeat("株式会社プラットフォーム運営", 6)) }, Shop with { Name = "合同会社髙﨑𠮷商店", TradeName = string.Concat(Enumerable.Repeat("デモ再生工房・", 12)) });
        var name = $"{string.Concat(Enumerable.Repeat("一般社団法人循環経済推進機構", 8))} 髙﨑𠮷子 Example Trading (Japan) K.K. 様";
        var said = Document(Line(1, "インパクトドライバ TD172D", 19_801), Line(2, "リユース米 5kg", 2_161, reduced: true)) with
        {
            Kind = InvoiceKind.QualifiedInvoice,
            Issuer = issuer,
            Seller = seller,
            Addressee = new(Guid.Empty, new string('0', 64)),
            Replaces = new("inv_00000000000000000000000001", "2026-000006", new(2026, 11, 29)),
        };
        var pdf = await PdfOf(said, name, language);
        Keep(pdf, $"named-agency-{language}");
        var letters = await Poppler.Letters(pdf);
        Assert.All((string[])[issuer.Name, $"{seller.Name}（{seller.TradeName}）", name], each => Assert.Contains(Poppler.Tight(each.Replace("𠮷", "〓[U+20BB7]", StringComparison.Ordinal)), letters, StringComparison.Ordinal));
        var back = said with { Kind = InvoiceKind.QualifiedReturnInvoice, Addressee = null, Replaces = null, Corrects = new("inv_00000000000000000000000001", "2026-000007", new(2026, 11, 30), false, new(2026, 11, 30)) };
        Keep(await PdfOf(back, null, language), $"agency-return-{language}");
        Keep(await PdfOf(said with { Seller = null }, null, language), $"named-others-{language}");
    }

    [Fact]
    public async Task The_same_document_is_the_same_file_each_time()
    {
        var (invoice, pdf) = (Issued(Document(Line(1, "椅子", 3_000))), new InvoicePdf(new()));
        var once = await pdf.WriteAsync(invoice, Language.En, TestContext.Current.CancellationToken);
        Assert.SkipUnless(once.Error is null, $"The package {JapaneseFont.Package} is not on this machine.");
        Assert.Equal(once.Value, (await pdf.WriteAsync(invoice, Language.En, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task A_long_name_is_broken_into_lines_and_none_of_it_is_lost()
    {
        var name = string.Concat(Enumerable.Range(0, 60).Select(n => $"とても長い商品名{n.ToString(CultureInfo.InvariantCulture)}、"));
        var pdf = await PdfOf(Document(Line(1, name, 100), Line(2, new string('W', 300), 100)));
        var letters = await Poppler.Letters(pdf);
        Assert.Contains("とても長い商品名59、", letters, StringComparison.Ordinal);
        Assert.Equal(300, letters.Count(letter => letter == 'W'));
        Keep(pdf, "long");
    }

    [Fact]
    public async Task Ten_thousand_lines_go_over_as_many_pages_as_they_need()
    {
        var pdf = await PdfOf(Document([.. Enumerable.Range(1, 10_000).Select(n => Line(n, "部品", n % 3))]));
        Assert.Matches(@"Pages:\s+[0-9]{3}", await Poppler.Run("pdfinfo", pdf));
        Assert.InRange(pdf.Length, 1, 3_000_000);
    }

    [Fact]
    public async Task A_receipt_names_no_tax_and_no_number()
    {
        var receipt = Document(Line(1, "椅子", 3_000)) with { Kind = InvoiceKind.Receipt, Lines = [Line(1, "椅子", 3_000) with { RatePercent = null }], Rates = [], Rounding = null, Issuer = Shop with { RegistrationNumber = null } };
        var letters = await Poppler.Letters(await PdfOf(receipt));
        Assert.Contains("領収書", letters, StringComparison.Ordinal);
        Assert.All((string[])["登録番号", "消費税", "税込", "10%"], word => Assert.DoesNotContain(word, letters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_font_it_is_refused_with_the_name_of_the_package()
    {
        var refused = await new InvoicePdf(new("/nowhere/font.ttf")).WriteAsync(Issued(Document(Line(1, "x", 1))), Language.Ja, TestContext.Current.CancellationToken);
        Assert.Contains("fonts-ipaexfont-gothic", Assert.IsType<InvoiceFontMissing>(refused.Error).Message.Ja, StringComparison.Ordinal);
    }

    private static async Task<byte[]> PdfOf(InvoiceContent content, string? name = null, Language language = Language.Ja)
    {
        var written = await new InvoicePdf(new()).WriteAsync(Issued(content), language, TestContext.Current.CancellationToken, name);
        Assert.SkipUnless(written.Error is null, $"The package {JapaneseFont.Package} is not on this machine.");
        return written.Value!;
    }

    private static Invoice Issued(InvoiceContent content) => Invoice.Of(
        content, new(Guid.Empty, 2026, 7), new(Guid.Empty, new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero)), new(default, default, "app", "alice"));

    private static InvoiceContent Document(params IReadOnlyList<InvoiceLine> lines) => new(
        InvoiceKind.QualifiedSimplifiedInvoice, "2026-000007", new(2026, 11, 30), new(2026, 11, 30), Shop, null, "ord_00000000000000000000000001", lines,
        InvoiceTotals.Rates(lines, new(2026, 11, 30), TaxRounding.Down), InvoiceTotals.Of(lines), TaxRounding.Down, null);

    private static InvoiceLine Line(int number, string name, long amount, bool reduced = false) => new(number, InvoiceLineKind.Goods, number, name, Money.Jpy(amount), reduced ? 8 : 10, reduced);

    /// <summary>For eyes: with CECOMMERCE_KEEP_PDF a folder, the file is left there.</summary>
    private static void Keep(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("CECOMMERCE_KEEP_PDF") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.pdf"), pdf);
        }
    }
}
