using System.Globalization;
using CeCommerce.Invoices.Content;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>A document from its title to its notes.</summary>
internal sealed class InvoicePages(PageFlow flow, InvoiceContent said, Language language, string? name)
{
    private readonly InvoiceSheet _sheet = new(flow, language);

    public void Draw()
    {
        _sheet.Title(InvoiceWords.Title(said.Kind));
        DrawHead();
        flow.Y += 14;
        DrawLines();
        flow.Y += 10;
        DrawSums();
        _sheet.Notes(Notes());
    }

    private void DrawHead()
    {
        if (said.Addressee is not null)
        {
            _sheet.Fact(InvoiceWords.Addressee, name ?? InvoiceWords.NotShown.In(language));
        }

        _sheet.Fact(InvoiceWords.Number, said.Number);
        _sheet.Fact(InvoiceWords.IssuedOn, InvoiceWords.Day(said.IssuedOn));
        _sheet.Fact(InvoiceWords.SuppliedOn(said.Kind), InvoiceWords.Day(said.SuppliedOn));
        _sheet.Fact(InvoiceWords.Order, said.Order);
        _sheet.Party(InvoiceWords.Issuer, said.Issuer);
        if (said.Seller is { } seller)
        {
            _sheet.Party(InvoiceWords.Seller, seller);
        }
    }

    private void DrawLines()
    {
        const double Number = 40, Rate = 60, Amount = 110;
        var qualified = said.Kind.IsQualified();
        GridColumn[] columns =
        [
            _sheet.Column(InvoiceWords.Line, Number, right: true),
            _sheet.Column(InvoiceWords.Description, PageFlow.Wide - Number - Rate - Amount),
            _sheet.Column(qualified ? InvoiceWords.Rate : new("", ""), Rate, right: true),
            _sheet.Column(qualified ? InvoiceWords.Amount : InvoiceWords.PlainAmount, Amount, right: true),
        ];
        var grid = new Grid(flow, columns);
        grid.Head();
        foreach (var line in said.Lines)
        {
            grid.Row(
            [
                GridCell.Of(line.Number.ToString(CultureInfo.InvariantCulture), InvoiceSheet.Body),
                GridCell.Of((line.Kind == InvoiceLineKind.Shipping ? InvoiceWords.Shipping.In(language) : line.Description) + (line.Reduced ? " ※" : ""), InvoiceSheet.Body),
                GridCell.Of(line.RatePercent is { } percent ? InvoiceWords.Percent(percent) : "", InvoiceSheet.Body),
                GridCell.Of(line.Amount.ToString(), InvoiceSheet.Body),
            ]);
        }
    }

    private void DrawSums()
    {
        _sheet.Sum($"{(said.Kind.IsQualified() ? InvoiceWords.Total : InvoiceWords.PlainTotal).In(language)}　{said.Total}", InvoiceSheet.Strong);
        foreach (var rate in said.Rates)
        {
            _sheet.Sum(InvoiceWords.RateOf(rate).In(language), InvoiceSheet.Body);
        }
    }

    private IEnumerable<LocalText> Notes()
    {
        if (said.Corrects is { } corrected)
        {
            yield return InvoiceWords.Corrects(corrected);
        }

        if (said.Replaces is { } replaced)
        {
            yield return InvoiceWords.Replaces(replaced);
        }

        if (said.Corrects?.Owed == false)
        {
            yield return InvoiceWords.NotOwed;
        }

        if (said.Seller is not null)
        {
            yield return InvoiceWords.Intermediary;
        }

        if (said.Lines.Any(line => line.Reduced))
        {
            yield return InvoiceWords.ReducedMark;
        }

        yield return said.Rounding is { } rounding ? InvoiceWords.Rounding(rounding) : InvoiceWords.NotQualified;
    }
}
