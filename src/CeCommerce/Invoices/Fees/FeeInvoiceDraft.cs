using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Fees;

/// <summary>Whose fees of which month, and who bills them.</summary>
/// <param name="From">First day of the month.</param>
internal sealed record FeeMonth(DateOnly From, DateOnly IssuedOn, InvoiceParty Issuer, string Recipient)
{
    public DateOnly To => From.AddMonths(1).AddDays(-1);
}

/// <summary>What was charged or given back, added up over units. Minor units, not below zero.</summary>
/// <param name="Month">First day of the month in which it was charged.</param>
internal readonly record struct FeeSum(FeeInvoiceLineKind Kind, DateOnly Month, int RatePercent, int Count, long Amount, long Tax)
{
    public long Net => Kind == FeeInvoiceLineKind.GivenBack ? -Amount : Amount;

    public long NetTax => Kind == FeeInvoiceLineKind.GivenBack ? -Tax : Tax;
}

/// <summary>Writes fee invoices. It knows no database and no clock.</summary>
internal static class FeeInvoiceDraft
{
    public static FeeInvoiceContent Of(FeeMonth month, IReadOnlyList<FeeSum> sums, SeriesNumber number)
    {
        FeeInvoiceLine[] lines =
        [
            .. sums.OrderBy(sum => sum.Kind).ThenByDescending(sum => sum.Month).ThenByDescending(sum => sum.RatePercent)
                .Select(sum => new FeeInvoiceLine(sum.Kind, sum.Month, sum.RatePercent, sum.Count, Money.Jpy(sum.Net))),
        ];
        FeeInvoiceRate[] rates = [.. sums.GroupBy(sum => sum.RatePercent).OrderByDescending(rate => rate.Key).Select(rate => RateOf(rate.Key, [.. rate], month))];
        return new(
            number.ToString(), month.IssuedOn, month.From, month.To, month.Issuer, month.Recipient, lines, rates,
            Money.Jpy(rates.Sum(rate => checked(rate.Net.Amount + rate.Tax.Amount))));
    }

    /// <summary>M3: the tax of a month is rounded once for each rate.</summary>
    private static FeeInvoiceRate RateOf(int percent, IReadOnlyList<FeeSum> sums, FeeMonth month)
    {
        var net = sums.Sum(sum => sum.Net);
        return new(percent, Money.Jpy(net), Money.Jpy(TaxOn(net, percent)), Money.Jpy(sums.Sum(sum => sum.NetTax)), TaxRates.On(month.To, TaxClass.Standard).Source);
    }

    /// <summary>Towards zero, so that what is given back is rounded as what was charged.</summary>
    private static long TaxOn(long net, int percent) => (long)((Int128)net * percent / 100);
}
