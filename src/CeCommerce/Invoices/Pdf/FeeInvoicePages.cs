using System.Globalization;
using CeCommerce.Invoices.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>A fee invoice from its title to its notes.</summary>
internal sealed class FeeInvoicePages(PageFlow flow, FeeInvoiceContent said, Language language)
{
    private readonly InvoiceSheet _sheet = new(flow, language);

    private bool IsQualified => said.Issuer.RegistrationNumber is not null;

    public void Draw()
    {
        _sheet.Title(FeeInvoiceWords.Title(IsQualified));
        DrawHead();
        flow.Y += 14;
        DrawLines();
        flow.Y += 10;
        DrawSums();
        _sheet.Notes(Notes());
    }

    private void DrawHead()
    {
        _sheet.Fact(InvoiceWords.Addressee, said.Recipient);
        _sheet.Fact(InvoiceWords.Number, said.Number);
        _sheet.Fact(InvoiceWords.IssuedOn, InvoiceWords.Day(said.IssuedOn));
        _sheet.Fact(FeeInvoiceWords.Period, FeeInvoiceWords.Days(said.From, said.To).In(language));
        _sheet.Party(InvoiceWords.Issuer, said.Issuer);
    }

    private void DrawLines()
    {
        const double Count = 60, Rate = 60, Amount = 110;
        var grid = new Grid(
            flow,
            [
                _sheet.Column(InvoiceWords.Description, PageFlow.Wide - Count - Rate - Amount),
                _sheet.Column(FeeInvoiceWords.Count, Count, right: true),
                _sheet.Column(InvoiceWords.Rate, Rate, right: true),
                _sheet.Column(FeeInvoiceWords.Amount, Amount, right: true),
            ]);
        grid.Head();
        foreach (var line in said.Lines)
        {
            grid.Row(
            [
                Cell(FeeInvoiceWords.Line(line).In(language)),
                Cell(line.Count.ToString(CultureInfo.InvariantCulture)),
                Cell(InvoiceWords.Percent(line.RatePercent)),
                Cell(FeeInvoiceWords.Signed(line.Amount)),
            ]);
        }
    }

    private static GridCell Cell(string text) => GridCell.Of(text, InvoiceSheet.Body);

    private void DrawSums()
    {
        _sheet.Sum($"{InvoiceWords.Total.In(language)}　{FeeInvoiceWords.Signed(said.Total)}", InvoiceSheet.Strong);
        foreach (var rate in said.Rates)
        {
            _sheet.Sum(FeeInvoiceWords.RateOf(rate).In(language), InvoiceSheet.Body);
        }
    }

    private IEnumerable<LocalText> Notes()
    {
        yield return FeeInvoiceWords.Taken;
        yield return FeeInvoiceWords.Rounding;
        foreach (var rate in said.Rates.Where(rate => rate.Tax != rate.TaxOfLines))
        {
            yield return FeeInvoiceWords.Difference(rate);
        }

        if (!IsQualified)
        {
            yield return FeeInvoiceWords.NotQualified;
        }
    }
}
