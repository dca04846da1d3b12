using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Fees;

namespace CeCommerce.Tests.Fees;

public sealed class FeeInvoiceDraftTests
{
    internal static readonly InvoiceParty Platform = new("プラットフォーム株式会社", null, "T7123456789012", "100-0001", "東京都千代田区千代田1-1", "03-0000-0000");
    private static readonly DateOnly s_month = new(2026, 11, 1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void M3_the_tax_of_a_rate_is_rounded_once_whatever_the_units_were_rounded_to(int seed)
    {
        var random = new Random(seed);
        FeeSum[] sums = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Sum(random))];
        var said = Draft(sums);
        foreach (var rate in said.Rates)
        {
            var of = sums.Where(sum => sum.RatePercent == rate.RatePercent).ToList();
            Assert.Equal((of.Sum(sum => sum.Net), of.Sum(sum => sum.NetTax)), (rate.Net.Amount, rate.TaxOfLines.Amount));
            Assert.Equal((long)Math.Truncate(rate.Net.Amount * (decimal)rate.RatePercent / 100), rate.Tax.Amount);
        }

        Assert.Equal(said.Rates.Sum(rate => rate.Net.Amount + rate.Tax.Amount), said.Total.Amount);
        Assert.Equal(said.Rates.Sum(rate => rate.Net.Amount), said.Lines.Sum(line => line.Amount.Amount));
    }

    [Fact]
    public void M3_each_rate_is_rounded_by_itself()
    {
        var said = Draft(new(FeeInvoiceLineKind.Charged, s_month, 10, 1, 19, 1), new(FeeInvoiceLineKind.Charged, s_month, 8, 1, 19, 1));
        Assert.Equal([(10, 1L), (8, 1L)], said.Rates.Select(rate => (rate.RatePercent, rate.Tax.Amount)));
        Assert.Equal(40, said.Total.Amount);
    }

    [Fact]
    public void M3_a_month_in_which_more_was_given_back_than_charged_is_below_zero_and_rounded_as_what_was_charged()
    {
        var said = Draft(new FeeSum(FeeInvoiceLineKind.GivenBack, s_month.AddMonths(-1), 10, 2, 339, 32));
        Assert.Equal((-339, -33, -32, -372), (said.Rates[0].Net.Amount, said.Rates[0].Tax.Amount, said.Rates[0].TaxOfLines.Amount, said.Total.Amount));
    }

    internal static FeeInvoiceContent Draft(params IReadOnlyList<FeeSum> sums) =>
        FeeInvoiceDraft.Of(new(s_month, new(2026, 12, 1), Platform, "株式会社まわる"), sums, new(Guid.Empty, 2026, 7));

    private static FeeSum Sum(Random random) => new(
        (FeeInvoiceLineKind)random.Next(2), s_month.AddMonths(-random.Next(3)), random.Next(2) == 0 ? 8 : 10, random.Next(1, 100), random.NextInt64(10_000_000), random.NextInt64(1_000_000));
}
