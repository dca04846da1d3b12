using CeCommerce.Invoices.Content;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Invoices.Pdf;

/// <summary>The parts that all documents are drawn of.</summary>
internal sealed class InvoiceSheet(PageFlow flow, Language language)
{
    public static readonly Pen Strong = new(11, Ink.Black, Bold: true);
    public static readonly Pen Body = new(9, Ink.Black);
    private static readonly Pen TitlePen = new(18, Ink.Black, Bold: true);
    private static readonly Pen Name = new(9, Ink.Grey);
    private static readonly Pen Note = new(8, Ink.Grey);

    private readonly Grid _head = new(flow, [new([], 110), new([], PageFlow.Wide - 110)]);

    public void Title(LocalText title)
    {
        flow.Paragraph(title.In(language), TitlePen);
        flow.Y += 8;
    }

    /// <summary>A line of the head.</summary>
    public void Fact(LocalText name, string value) => _head.Row([GridCell.Of(name.In(language), Name), GridCell.Of(value, Body)]);

    public void Party(LocalText name, InvoiceParty party)
    {
        string?[] lines =
        [
            party.TradeName is { } trade ? $"{party.Name}（{trade}）" : party.Name,
            party.RegistrationNumber is { } number ? $"{InvoiceWords.Registration.In(language)} {number}" : null,
            $"〒{party.PostalCode} {party.Address}",
            party.Phone.Length > 0 ? $"TEL {party.Phone}" : null,
        ];
        Fact(name, string.Join('\n', lines.OfType<string>()));
    }

    public GridColumn Column(LocalText title, double width, bool right = false) => new([new(title.In(language), Name)], width, right);

    /// <summary>At the right edge.</summary>
    public void Sum(string text, Pen pen)
    {
        flow.Need(pen.Size * 1.6);
        flow.Canvas.Text(PageFlow.Right - flow.Font.Width(text, pen.Size), flow.Y + pen.Size, text, pen);
        flow.Y += pen.Size * 1.6;
    }

    public void Notes(IEnumerable<LocalText> notes)
    {
        flow.Y += 14;
        foreach (var note in notes)
        {
            flow.Paragraph(note.In(language), Note);
        }

        flow.EndPage();
    }
}
