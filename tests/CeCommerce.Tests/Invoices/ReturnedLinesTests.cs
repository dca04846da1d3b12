using CeCommerce.Invoices;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Invoices;

public sealed class ReturnedLinesTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    private static readonly InvoiceLine[] Lines =
    [
        new(1, InvoiceLineKind.Goods, 1, "椅子", Money.Jpy(8_000), 10, false),
        new(2, InvoiceLineKind.Goods, 2, "米", Money.Jpy(2_160), 8, true),
        new(3, InvoiceLineKind.Charge, null, "梱包", Money.Jpy(300), 10, false),
        new(4, InvoiceLineKind.Charge, null, "設置", Money.Jpy(500), 10, false),
        new(5, InvoiceLineKind.Shipping, null, "", Money.Jpy(1_100), 10, false),
    ];

    [Theory]
    [InlineData(7_999, false)]
    [InlineData(8_000, true)]
    public void T3_a_return_invoice_is_owed_from_ten_thousand_yen_over_all_rates(long ofTheStandardRate, bool owed)
    {
        var returned = InvoiceDraft.OfReturn(Issued(), Return(Goods(1, ofTheStandardRate), Goods(2, 2_000)), Number, new(Day, Day));
        Assert.Equal((2, ofTheStandardRate + 2_000, owed), (returned.Rates.Count, returned.Total.Amount, returned.Corrects!.Owed!.Value));
    }

    [Fact]
    public void A_return_says_each_rate_and_what_it_corrects()
    {
        var returned = InvoiceDraft.OfReturn(Issued(), Return(Goods(1, 8_000), Goods(2, 2_160)), Number, new(Day.AddDays(9), Day.AddDays(9)));
        Assert.Equal(InvoiceKind.QualifiedReturnInvoice, returned.Kind);
        Assert.Equal([(10, 8_000L, 727L), (8, 2_160L, 160L)], returned.Rates.Select(rate => (rate.RatePercent, rate.Total.Amount, rate.Tax.Amount)));
        Assert.Equal(("2026-000001", Day, true), (returned.Corrects!.Number, returned.Corrects.IssuedOn, returned.Corrects.Owed));
        Assert.Equal("2026-000002", returned.Number);
    }

    [Fact]
    public void Charges_are_given_back_one_after_the_other() =>
        Assert.Equal([(3, 300L), (4, 200L)], Return(new ReturnedAmount(InvoiceLineKind.Charge, null, Money.Jpy(500))).Select(line => (line.Number, line.Amount.Amount)));

    [Fact]
    public void More_than_is_left_of_a_line_is_never_given_back()
    {
        var earlier = new[] { (Number: 1, Amount: 7_000L) }.ToLookup(one => one.Number, one => one.Amount);
        Assert.Equal(1_000, ReturnedLines.Of(Lines, earlier, [Goods(1, 1_000)]).Single().Amount.Amount);
        Assert.Throws<InvalidOperationException>(() => ReturnedLines.Of(Lines, earlier, [Goods(1, 1_001)]));
        Assert.Throws<InvalidOperationException>(() => Return(Goods(9, 1)));
        Assert.Throws<InvalidOperationException>(() => Return(Goods(1, -1)));
    }

    [Fact]
    public void What_is_given_back_of_a_receipt_is_owed_no_return_invoice()
    {
        var receipt = Content() with { Kind = InvoiceKind.Receipt, Rates = [], Rounding = null };
        var returned = InvoiceDraft.OfReturn(Issued(receipt), Return(Goods(1, 100)), Number, new(Day, Day));
        Assert.Equal((InvoiceKind.RefundNote, 0, (bool?)null), (returned.Kind, returned.Rates.Count, returned.Corrects!.Owed));
    }

    private static SeriesNumber Number => new(Guid.Empty, 2026, 2);

    private static ReturnedAmount Goods(int line, long amount) => new(InvoiceLineKind.Goods, line, Money.Jpy(amount));

    private static IReadOnlyList<InvoiceLine> Return(params IReadOnlyList<ReturnedAmount> amounts) => ReturnedLines.Of(Lines, Array.Empty<(int, long)>().ToLookup(one => one.Item1, one => one.Item2), amounts);

    private static Invoice Issued(InvoiceContent? content = null) =>
        Invoice.Of(content ?? Content(), new(Guid.Empty, 2026, 1), new(Guid.Empty, new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero)), new(default, default, "app", "alice"));

    private static InvoiceContent Content() => new(
        InvoiceKind.QualifiedSimplifiedInvoice, "2026-000001", Day, Day, new("株式会社まわる", null, "T1010001112577", "", "", ""), null, "ord_x", Lines,
        InvoiceTotals.Rates(Lines, Day, TaxRounding.Down), InvoiceTotals.Of(Lines), TaxRounding.Down, null);
}
