using System.Globalization;
using CeCommerce.Invoices.Fees;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Pdf;

/// <summary>What a fee invoice says besides its data.</summary>
internal static class FeeInvoiceWords
{
    public static readonly LocalText Period = new("対象期間", "Period");
    public static readonly LocalText Count = new("件数", "Count");
    public static readonly LocalText Amount = new("金額（税抜）", "Amount without tax");
    public static readonly LocalText Taken = new(
        "手数料は取引の完了時に売上金から差し引き済みです。お支払いの必要はありません。",
        "The fees were taken from the sales when these were completed; nothing is to be paid.");

    public static readonly LocalText Rounding = new(
        "消費税額は税率ごとに合計した税抜金額から計算し、1円未満を切り捨てています。",
        "Tax is on the sum of each rate without tax, rounded down once.");

    public static readonly LocalText NotQualified = new("この書類は適格請求書ではありません。", "This is no qualified invoice.");

    public static LocalText Title(bool qualified) => qualified ? new("適格請求書", "Qualified invoice") : new("請求書", "Invoice");

    public static LocalText Days(DateOnly from, DateOnly to) => new($"{InvoiceWords.Day(from)} から {InvoiceWords.Day(to)} まで", $"{InvoiceWords.Day(from)} to {InvoiceWords.Day(to)}");

    public static LocalText Line(FeeInvoiceLine line)
    {
        var month = line.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return line.Kind switch
        {
            FeeInvoiceLineKind.Charged => new($"プラットフォーム手数料（{month} 完了分）", $"Platform fees of sales completed in {month}"),
            FeeInvoiceLineKind.GivenBack => new($"手数料の返還（{month} 完了分）", $"Given back of fees of sales completed in {month}"),
        };
    }

    public static LocalText RateOf(FeeInvoiceRate rate) => new(
        $"{InvoiceWords.Percent(rate.RatePercent)}対象（税抜）　{Signed(rate.Net)}　消費税 {Signed(rate.Tax)}",
        $"{InvoiceWords.Percent(rate.RatePercent)}: {Signed(rate.Net)} without tax, tax {Signed(rate.Tax)}");

    /// <summary>With the sign before the currency.</summary>
    public static string Signed(Money money) => money.Amount < 0 ? $"-{money with { Amount = -money.Amount }}" : money.ToString();

    /// <summary>M3: above zero it was taken, below it was given.</summary>
    public static LocalText Difference(FeeInvoiceRate rate)
    {
        var difference = rate.Tax.Amount - rate.TaxOfLines.Amount;
        var amount = rate.Tax with { Amount = Math.Abs(difference) };
        return difference > 0
            ? new($"販売ごとに計算した消費税の合計 {Signed(rate.TaxOfLines)} との差額 {amount} は、発行時に売上金から差し引いています。", $"Unit by unit {Signed(rate.TaxOfLines)} of tax was taken; the difference of {amount} was taken from the sales with this invoice.")
            : new($"販売ごとに計算した消費税の合計 {Signed(rate.TaxOfLines)} との差額 {amount} は、発行時に売上金に加えています。", $"Unit by unit {Signed(rate.TaxOfLines)} of tax was taken; the difference of {amount} was added to the sales with this invoice.");
    }
}
