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
    /// <summary>Yen with tax, over all rates of one refund (T3, 消費税法施行令 70-9(3) ii).</summary>
    private const long ReturnOwedFrom = 10_000;

    /// <summary>The document of a supply (消費税法 57-4(2)).</summary>
    public static InvoiceContent OfSupply(Order order, Supply supply, InvoiceTerms terms, SeriesNumber number)
    {
        var (lines, day) = (Lines(order, supply, terms.Qualified), supply.Day);
        return new(
            terms.Qualified ? InvoiceKind.QualifiedSimplifiedInvoice : InvoiceKind.Receipt,
            number.ToString(), supply.IssuedOn, day, terms.Issuer, terms.Seller, order.Id.ToString(), lines,
            terms.Qualified ? InvoiceTotals.Rates(lines, day, terms.Rounding) : [],
            InvoiceTotals.Of(lines),
            terms.Qualified ? terms.Rounding : null,
            Corrects: null);
    }

    /// <summary>The document of a supply with the name of who received it (消費税法 57-4(1)): it says what the one before said, and stands in its stead.</summary>
    public static InvoiceContent OfName(Invoice before, InvoiceAddressee addressee, SeriesNumber number, DateOnly issuedOn) => before.Said with
    {
        Kind = InvoiceKind.QualifiedInvoice,
        Number = number.ToString(),
        IssuedOn = issuedOn,
        Addressee = addressee,
        Replaces = new(before.Id.ToString(), before.Number, before.IssuedOn),
    };

    /// <summary>The document of a refund (消費税法 57-4(3)): in the same name, at the rates and with the rounding of what it corrects.</summary>
    /// <param name="number">Of the series of who issued what it corrects.</param>
    /// <param name="returned">When the refund was decided, and when its document is issued.</param>
    public static InvoiceContent OfReturn(Invoice corrected, IReadOnlyList<InvoiceLine> lines, SeriesNumber number, ReturnDays returned)
    {
        var (said, total) = (corrected.Said, lines.Count > 0 ? InvoiceTotals.Of(lines) : corrected.Total with { Amount = 0 });
        bool? owed = said.Kind.IsQualified() ? total.Amount >= ReturnOwedFrom : null;
        return said with
        {
            Kind = said.Kind.Returned(),
            Number = number.ToString(),
            IssuedOn = returned.IssuedOn,
            SuppliedOn = returned.ReturnedOn,
            Lines = lines,
            Rates = said.Rounding is { } rounding ? InvoiceTotals.Rates(lines, said.SuppliedOn, rounding) : [],
            Total = total,
            Addressee = null,
            Replaces = null,
            Corrects = new(corrected.Id.ToString(), said.Number, said.IssuedOn, owed, said.SuppliedOn),
        };
    }

    private static List<InvoiceLine> Lines(Order order, Supply supply, bool qualified)
    {
        var (lines, placedOn) = (new List<InvoiceLine>(), Tokyo.DayOf(order.PlacedAt));
        foreach (var line in order.Lines.Where(line => line.EndedAt is null || line.EndedAt > supply.At))
        {
            var refunded = supply.RefundedBefore.GetValueOrDefault(line.Number);
            if (refunded > 0 && refunded >= line.Price.Amount)
            {
                continue;
            }

            Add(InvoiceLineKind.Goods, line.Number, line.Snapshot.Title, line.Price with { Amount = line.Price.Amount - refunded }, TaxRates.ClassOf(line.TaxRatePercent, placedOn));
        }

        foreach (var charge in new ConfirmationText(order.Confirmation).Content.OtherCharges)
        {
            Add(InvoiceLineKind.Charge, null, charge.Name, charge.Amount, TaxClass.Standard);
        }

        if (order.ShippingFee.Amount > 0)
        {
            Add(InvoiceLineKind.Shipping, null, "", order.ShippingFee, TaxClass.Standard);
        }

        return lines;

        void Add(InvoiceLineKind kind, int? number, string description, Money amount, TaxClass @class) => lines.Add(new(
            lines.Count + 1, kind, number, description, amount, qualified ? TaxRates.On(supply.Day, @class).Percent : null, qualified && @class == TaxClass.Reduced));
    }
}
