using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;

namespace CeCommerce.Orders.Disputes;

/// <summary>Draws an evidence pack: first until when, what there is and what is missing; then all of it.</summary>
internal sealed class EvidencePdf(JapaneseFont font)
{
    private static readonly Pen TitlePen = new(16, Ink.Black, Bold: true);
    private static readonly Pen Strong = new(11, Ink.Black, Bold: true);
    private static readonly Pen Body = new(9, Ink.Black);
    private static readonly Pen Grey = new(8.5, Ink.Grey);

    public async Task<Outcome<byte[]>> WriteAsync(EvidencePack pack, CancellationToken cancellationToken)
    {
        if (font.Read() is not { } read)
        {
            return new EvidenceFontMissing(JapaneseFont.Package);
        }

        var (letters, output) = (new PageFont(read), new MemoryStream());
        var file = new PdfFile(output);
        var pages = new PdfPages(file, Drawn(letters, pack, PageCount.Unknown).Count);
        await file.BeginAsync(cancellationToken);
        foreach (var page in Drawn(letters, pack, pages.Count).Finished)
        {
            await pages.WriteAsync(page, cancellationToken);
        }

        await pages.EndAsync(letters, new(Both(pack.Title), CanonicalJson.Digest(CanonicalJson.Of(pack)), pack.MadeAt, Language.Ja), cancellationToken);
        return output.ToArray();
    }

    private static PageFlow Drawn(PageFont letters, EvidencePack pack, PageCount count)
    {
        var flow = new PageFlow(letters, new Foot(letters, pack), count);
        DrawFirst(flow, pack);
        foreach (var part in pack.Parts.Where(part => part.Facts.Count > 0))
        {
            flow.Need(70);
            flow.Paragraph(Both(part.Title), Strong);

            // Its head comes only on the pages after the first.
            var grid = new Grid(flow, [new([new(part.Title.Ja, Grey)], 150), new([new(part.Title.En, Grey)], PageFlow.Wide - 150)]);
            foreach (var fact in part.Facts)
            {
                grid.Row([GridCell.Of(Both(fact.Name), Grey), GridCell.Of(fact.Value, Body)]);
            }

            flow.Y += 12;
        }

        flow.EndPage();
        return flow;
    }

    private static void DrawFirst(PageFlow flow, EvidencePack pack)
    {
        flow.Paragraph(Both(pack.Title), TitlePen);
        flow.Y += 6;
        flow.Paragraph(pack.DueAt is { } due ? $"提出期限 / Due: {EvidenceGathering.When(due)}" : "提出は受け付けられていません / No evidence is taken", Strong);
        flow.Paragraph($"作成 / Made: {EvidenceGathering.When(pack.MadeAt)}", Body);
        Section(flow, "含まれるもの / What is here", pack.Parts.Where(part => part.Facts.Count > 0).Select(part => part.Title), "なし / nothing");
        Section(flow, "不足しているもの / What is missing", pack.Missing, "なし / nothing");
        flow.EndPage();
    }

    private static void Section(PageFlow flow, string title, IEnumerable<LocalText> lines, string none)
    {
        flow.Y += 12;
        flow.Paragraph(title, Strong);
        foreach (var line in lines.Select(Both).DefaultIfEmpty(none))
        {
            flow.Paragraph($"・{line}", Body, 6);
        }
    }

    private static string Both(LocalText text) => EvidenceWords.Both(text);

    /// <summary>Which dispute, and which page.</summary>
    private sealed class Foot(PageFont font, EvidencePack pack) : IPageFrame
    {
        private static readonly Pen Small = new(6.5, Ink.Grey);

        public double FootHeight => 42;

        public void Draw(PageCanvas canvas, int page, int pages)
        {
            var y = PageCanvas.Height - FootHeight + 8;
            canvas.Line(PageFlow.Left, y, PageFlow.Right, y);
            canvas.Text(PageFlow.Left, y + 9, pack.Id, Small);
            var number = $"{page} / {pages}";
            canvas.Text(PageFlow.Right - font.Width(number, Small.Size), y + 9, number, Small);
        }
    }
}

/// <summary>A PDF carries a Japanese font, and the server has none.</summary>
/// <param name="Package">Debian's package that has it.</param>
internal sealed record EvidenceFontMissing(string Package, params string[] At) : UserError(At)
{
    public override string Code => "EVIDENCE_FONT_MISSING";

    public override LocalText Message => new($"サーバーに日本語フォント（{Package}）がありません。", $"The server has no Japanese font ({Package}).");
}
