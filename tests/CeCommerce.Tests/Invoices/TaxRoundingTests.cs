using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Invoices;

/// <summary>T1: per document and rate, the lines with tax are added first and the tax is taken out of the sum once.</summary>
public sealed class TaxRoundingTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    [Theory]
    [InlineData(29_801, 10, TaxRounding.Down, 2_709)]
    [InlineData(29_801, 10, TaxRounding.HalfUp, 2_709)]
    [InlineData(29_801, 10, TaxRounding.Up, 2_710)]
    [InlineData(11_000, 10, TaxRounding.Up, 1_000)]
    [InlineData(101, 8, TaxRounding.Down, 7)]
    [InlineData(101, 8, TaxRounding.HalfUp, 7)]
    [InlineData(102, 8, TaxRounding.HalfUp, 8)]
    [InlineData(0, 10, TaxRounding.Up, 0)]
    [InlineData(9_000_000_000_000_000_000, 10, TaxRounding.Down, 818_181_818_181_818_181)]
    public void T1_tax_is_taken_out_of_the_sum_as_the_operator_rounds(long sum, int percent, TaxRounding rounding, long tax) => Assert.Equal(tax, Rounded.TaxIn(sum, percent, rounding));

    [Fact]
    public void T1_three_lines_of_a_hundred_and_one_yen_are_rounded_once()
    {
        var rate = Assert.Single(InvoiceTotals.Rates([Line(101), Line(101), Line(101)], Day, TaxRounding.Down));
        Assert.Equal((303, 27), (rate.Total.Amount, rate.Tax.Amount));
    }

    [Fact]
    public void T1_each_rate_is_rounded_by_itself()
    {
        var rates = InvoiceTotals.Rates([Line(108, reduced: true), Line(1_099), Line(55, reduced: true)], Day, TaxRounding.Down);
        Assert.Equal([(10, false, 1_099L, 99L), (8, true, 163L, 12L)], rates.Select(rate => (rate.RatePercent, rate.Reduced, rate.Total.Amount, rate.Tax.Amount)));
        Assert.All(rates, rate => Assert.Contains("消費税法 29", rate.Source, StringComparison.Ordinal));
    }

    /// <summary>Whatever the lines are, the tax of a rate is that of its sum, and the rates are all of the total.</summary>
    [Fact]
    public void T1_holds_for_any_lines()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 1_000; round++)
        {
            List<InvoiceLine> lines = [.. Enumerable.Range(1, random.Next(1, 60)).Select(_ => Line(random.NextInt64(0, 1_000_000), random.Next(4) == 0))];
            var rates = InvoiceTotals.Rates(lines, Day, TaxRounding.Down);
            Assert.Equal(lines.Sum(line => line.Amount.Amount), rates.Sum(rate => rate.Total.Amount));
            Assert.Equal(
                lines.GroupBy(line => line.RatePercent!.Value).Sum(of => of.Sum(line => line.Amount.Amount) * of.Key / (100 + of.Key)),
                rates.Sum(rate => rate.Tax.Amount));
        }
    }

    [Fact]
    public void Ten_thousand_lines_and_lines_of_zero_yen_add_up()
    {
        var rate = Assert.Single(InvoiceTotals.Rates([.. Enumerable.Range(0, 10_000).Select(n => Line(n % 2 == 0 ? 0 : 109))], Day, TaxRounding.Down));
        Assert.Equal((545_000, 49_545), (rate.Total.Amount, rate.Tax.Amount));
    }

    [Fact]
    public void A_rate_holds_from_its_day() => Assert.Throws<InvalidOperationException>(() => TaxRates.On(new(2019, 9, 30), TaxClass.Standard));

    [Theory]
    [InlineData(10, TaxClass.Standard)]
    [InlineData(8, TaxClass.Reduced)]
    [InlineData(0, TaxClass.Standard)]
    public void What_was_agreed_tells_the_class_of_a_line(int percent, TaxClass @class) => Assert.Equal(@class, TaxRates.ClassOf(percent, Day));

    private static InvoiceLine Line(long amount, bool reduced = false) => new(1, InvoiceLineKind.Goods, 1, "x", Money.Jpy(amount), reduced ? 8 : 10, reduced);
}
