using CeCommerce.Checkout;
using CeCommerce.Invoices.Tax;
using CeCommerce.Orders;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Content;

/// <summary>By what a document is written.</summary>
/// <param name="Issuer">In whose name.</param>
/// <param name="Seller">Who sold, where the issuer did not.</param>
/// <param name="Qualified">Whether the seller owes tax and is registered on the day of the supply, and so is the issuer.</param>
internal sealed record InvoiceTerms(InvoiceParty Issuer, InvoiceParty? Seller, bool Qualified, TaxRounding Rounding);

/// <summary>Writes documents out of what was agreed. It knows no database and no clock.</summary>
internal static class InvoiceDraft
{
    /// <summary>The document of a supply (消費税法 57-4(2)).</summary>
    /// <param name="day">Of the supply, which is that of the issue.</param>
    public static InvoiceContent OfSupply(Order order, InvoiceTerms terms, SeriesNumber number, DateOnly day)
    {
        var lines = Lines(order, terms.Qualified, day);
        return new(
            terms.Qualified ? InvoiceKind.QualifiedSimplifiedInvoice : InvoiceKind.Receipt,
            number.ToString(), day, day, terms.Issuer, terms.Seller, order.Id.ToString(), lines,
            terms.Qualified ? InvoiceTotals.Rates(lines, day, terms.Rounding) : [],
            InvoiceTotals.Of(lines),
            terms.Qualified ? terms.Rounding : null,
            Corrects: null);
    }

    private static List<InvoiceLine> Lines(Order order, bool qualified, DateOnly day)
    {
        var (lines, placedOn) = (new List<InvoiceLine>(), Tokyo.DayOf(order.PlacedAt));
        foreach (var line in order.Lines.Where(line => line.EndedAt is null))
        {
            Add(InvoiceLineKind.Goods, line.Snapshot.Title, line.Price, TaxRates.ClassOf(line.TaxRatePercent, placedOn));
        }

        foreach (var charge in new ConfirmationText(order.Confirmation).Content.OtherCharges)
        {
            Add(InvoiceLineKind.Charge, charge.Name, charge.Amount, TaxClass.Standard);
        }

        if (order.ShippingFee.Amount > 0)
        {
            Add(InvoiceLineKind.Shipping, "", order.ShippingFee, TaxClass.Standard);
        }

        return lines;

        void Add(InvoiceLineKind kind, string description, Money amount, TaxClass @class) => lines.Add(new(
            lines.Count + 1, kind, description, amount, qualified ? TaxRates.On(day, @class).Percent : null, qualified && @class == TaxClass.Reduced));
    }
}
