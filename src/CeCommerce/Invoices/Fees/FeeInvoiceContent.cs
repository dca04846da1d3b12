using CeCommerce.Invoices.Content;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Fees;

/// <summary>All that a fee invoice says (適格請求書, 消費税法 57-4(1)): kept as canonical JSON; the PDF shows it.</summary>
/// <param name="Number">Of the platform's own series, without gaps.</param>
/// <param name="IssuedOn">Day of issue, in Japan.</param>
/// <param name="From">First day of the month.</param>
/// <param name="To">Last day of the month.</param>
/// <param name="Issuer">Who runs the platform, as it stands on tax documents of the month's last day.</param>
/// <param name="Recipient">Registered name of the operator.</param>
/// <param name="Lines">Fees that were charged, and below them what was given back.</param>
/// <param name="Rates">A sum for each rate.</param>
/// <param name="Total">With tax.</param>
internal sealed record FeeInvoiceContent(
    string Number,
    DateOnly IssuedOn,
    DateOnly From,
    DateOnly To,
    InvoiceParty Issuer,
    string Recipient,
    IReadOnlyList<FeeInvoiceLine> Lines,
    IReadOnlyList<FeeInvoiceRate> Rates,
    Money Total);

/// <summary>What a line is for.</summary>
public enum FeeInvoiceLineKind
{
    /// <summary>Fees of units that were completed in the month.</summary>
    Charged,

    /// <summary>Fees that were given back in the month.</summary>
    GivenBack,
}

/// <summary>A line of a fee invoice.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Month">First day of the month in which these fees were charged.</param>
/// <param name="RatePercent">Rate of consumption tax.</param>
/// <param name="Count">Of units, or of refunds.</param>
/// <param name="Amount">Without tax; below zero where given back.</param>
internal sealed record FeeInvoiceLine(FeeInvoiceLineKind Kind, DateOnly Month, int RatePercent, int Count, Money Amount);

/// <summary>What a fee invoice says of one rate.</summary>
/// <param name="RatePercent">The rate.</param>
/// <param name="Net">Of its lines, without tax.</param>
/// <param name="Tax">On that, rounded down once.</param>
/// <param name="TaxOfLines">What was taken as tax when the fees were charged, unit by unit, less what was given back of it.</param>
/// <param name="Source">The articles that say the rate.</param>
internal sealed record FeeInvoiceRate(int RatePercent, Money Net, Money Tax, Money TaxOfLines, string Source);
