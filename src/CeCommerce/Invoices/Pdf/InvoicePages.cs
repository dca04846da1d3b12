using System.Globalization;
using CeCommerce.Invoices.Content;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>A document from its title to its notes.</summary>
internal sealed class InvoicePages(PageFlow flow, InvoiceContent said, Language language, string? name)
{
    private static readonly Pen Title = new(18, Ink.Black, Bold: true);
    private static readonly Pen Strong = new(11, Ink.Black, Bold: true);
    private static readonly Pen Body = new(9, Ink.Black);
    private static readonly Pen Name = new(9, Ink.Grey);
    private static readonly Pen Note = new(8, Ink.Grey);

    public void Draw()
    {
        flow.Paragraph(InvoiceWords.Title(said.Kind).In(language), Title);
        flow.Y += 8;
        DrawHead();
        flow.Y += 14;
        DrawLines();
        flow.Y += 10;
        DrawSums();
        flow.Y += 14;
        foreach (var note in Notes())
        {
            flow.Paragraph(note.In(language), Note);
        }

        flow.EndPage();
    }

    private void DrawHead()
    {
        var grid = new Grid(flow, [new([], 110), new([], PageFlow.Wide - 110)]);
        if (said.Addressee is not null)
        {
            Fact(grid, InvoiceWords.Addressee, name ?? InvoiceWords.NotShown.In(language));
        }

        Fact(grid, InvoiceWords.Number, said.Number);
        Fact(grid, InvoiceWords.IssuedOn, InvoiceWords.Day(said.IssuedOn));
        Fact(grid, InvoiceWords.SuppliedOn(said.Kind), InvoiceWords.Day(said.SuppliedOn));
        Fact(grid, InvoiceWords.Order, said.Order);
        Fact(grid, InvoiceWords.Issuer, PartyOf(said.Issuer));
        if (said.Seller is { } seller)
        {
            Fact(grid, InvoiceWords.Seller, PartyOf(seller));
        }
    }

    private void Fact(Grid grid, LocalText name, string value) => grid.Row([GridCell.Of(name.In(language), Name), GridCell.Of(value, Body)]);

    private string PartyOf(InvoiceParty party)
    {
        string?[] lines =
        [
            party.TradeName is { } trade ? $"{party.Name}（{trade}）" : party.Name,
            party.RegistrationNumber is { } number ? $"{InvoiceWords.Registration.In(language)} {number}" : null,
            $"〒{party.PostalCode} {party.Address}",
            party.Phone.Length > 0 ? $"TEL {party.Phone}" : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private void DrawLines()
    {
        const double Number = 40, Rate = 60, Amount = 110;
        var qualified = said.Kind.IsQualified();
        GridColumn[] columns =
        [
            Column(InvoiceWords.Line, Number, right: true),
            Column(InvoiceWords.Description, PageFlow.Wide - Number - Rate - Amount),
            Column(qualified ? InvoiceWords.Rate : new("", ""), Rate, right: true),
            Column(qualified ? InvoiceWords.Amount : InvoiceWords.PlainAmount, Amount, right: true),
        ];
        var grid = new Grid(flow, columns);
        grid.Head();
        foreach (var line in said.Lines)
        {
            grid.Row(
            [
                GridCell.Of(line.Number.ToString(CultureInfo.InvariantCulture), Body),
                GridCell.Of((line.Kind == InvoiceLineKind.Shipping ? InvoiceWords.Shipping.In(language) : line.Description) + (line.Reduced ? " ※" : ""), Body),
                GridCell.Of(line.RatePercent is { } percent ? InvoiceWords.Percent(percent) : "", Body),
                GridCell.Of(line.Amount.ToString(), Body),
            ]);
        }
    }

    private static GridColumn ColumnOf(string title, double width, bool right) => new([new(title, Name)], width, right);

    private GridColumn Column(LocalText title, double width, bool right = false) => ColumnOf(title.In(language), width, right);

    private void DrawSums()
    {
        Sum($"{(said.Kind.IsQualified() ? InvoiceWords.Total : InvoiceWords.PlainTotal).In(language)}　{said.Total}", Strong);
        foreach (var rate in said.Rates)
        {
            Sum(InvoiceWords.RateOf(rate).In(language), Body);
        }
    }

    private void Sum(string text, Pen pen)
    {
        flow.Need(pen.Size * 1.6);
        flow.Canvas.Text(PageFlow.Right - flow.Font.Width(text, pen.Size), flow.Y + pen.Size, text, pen);
        flow.Y += pen.Size * 1.6;
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
