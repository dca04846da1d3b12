using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Content;

/// <summary>Adds up the lines of a document.</summary>
internal static class InvoiceTotals
{
    public static Money Of(IReadOnlyList<InvoiceLine> lines) => lines.Select(line => line.Amount).Aggregate((sum, one) => sum + one);

    /// <summary>For each rate the sum with tax and the tax in it, rounded once (T1).</summary>
    public static IReadOnlyList<InvoiceRate> Rates(IReadOnlyList<InvoiceLine> lines, DateOnly day, TaxRounding rounding) =>
    [
        .. lines.GroupBy(line => (line.RatePercent, line.Reduced)).OrderBy(group => group.Key.Reduced).Select(group =>
        {
            var (percent, sum) = (group.Key.RatePercent ?? 0, Of([.. group]));
            var rate = TaxRates.On(day, group.Key.Reduced ? TaxClass.Reduced : TaxClass.Standard);
            return new InvoiceRate(percent, group.Key.Reduced, sum, sum with { Amount = Rounded.TaxIn(sum.Amount, percent, rounding) }, rate.Source);
        }),
    ];
}
