using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>The whole report from the first page to the last.</summary>
internal sealed class ReportPages(PageFlow flow, DrawnReport report, Language language)
{
    public const string Contents = "contents";
    public const string Inputs = "inputs";
    private static readonly Pen Title = new(18, Ink.Black, Bold: true);
    private static readonly Pen Heading = new(14, Ink.Black, Bold: true);
    private static readonly Pen Body = new(9, Ink.Black);
    private static readonly Pen Small = new(8, Ink.Black);

    private ReportDocument Document => report.Document;

    public static string PlaceOf(ReportSection section) => string.Create(CultureInfo.InvariantCulture, $"section-{section.Number}");

    /// <summary>Draws part by part; pages that are full can be taken in between.</summary>
    public IEnumerable<PageFlow> Draw()
    {
        DrawFront();
        DrawContents();
        var tables = new TablePages(flow, report.Rows, language);
        foreach (var section in Document.Sections)
        {
            DrawSection(section);
            foreach (var table in section.Tables)
            {
                tables.Draw(table);
                yield return flow;
            }
        }

        DrawInputs();
        foreach (var part in new AnnexPages(flow, report, language).Draw())
            yield return part;
        flow.EndPage();
        yield return flow;
    }

    private void DrawFront()
    {
        flow.Y += 30;
        flow.Paragraph(ReportWords.Title(Document.Scope.Kind).In(language), Title);
        flow.Y += 4;
        flow.Paragraph(ReportWords.NameOf(Document.Scope).In(language), Heading with { Bold = false });
        flow.Y += 14;
        var scope = Document.Scope;
        var grid = new Grid(flow, [new([], 130), new([], PageFlow.Wide - 130)]);
        if (scope.OperatorId is { } id)
            Fact(grid, ReportWords.OperatorId, id);
        Fact(grid, ReportWords.Period, $"{ReportText.Of(scope.From)} – {ReportText.Of(scope.To)}");
        Fact(grid, ReportWords.AsOf, ReportText.Of(scope.AsOf));
        Fact(grid, ReportWords.FeedPosition, scope.FeedPosition.ToString("N0", CultureInfo.InvariantCulture));
        Fact(grid, ReportWords.Edition, Document.Edition);
        Fact(grid, ReportWords.Packs, string.Join("\n", Document.Packs.Select(pack => $"{pack.Code} {pack.Version}")));
        Fact(grid, ReportWords.ContentHash, report.ContentHash);
        Fact(grid, ReportWords.Format, Document.Format);
        if (scope.Factors.Count > 0)
            DrawFactors(scope.Factors);
    }

    private void Fact(Grid grid, LocalText name, string value) => grid.Row([GridCell.Of(name.In(language), Small with { Ink = Ink.Grey }), GridCell.Of(value, Small)]);

    private void DrawFactors(IReadOnlyList<CarbonFactor> factors)
    {
        flow.Y += 14;
        flow.Paragraph(ReportWords.Factors.In(language), Body);
        var grid = new Grid(flow, [Column(ReportWords.FactorCategory, 130), Column(ReportWords.FactorMass, 90, right: true), Column(ReportWords.FactorShare, 110, right: true), Column(ReportWords.Source, PageFlow.Wide - 330)]);
        grid.Head();
        foreach (var factor in factors)
        {
            grid.Row(
            [
                GridCell.Of(factor.Category, Small), GridCell.Of(Shown(factor.Grams, ReportUnit.Grams), Small),
                GridCell.Of(Shown(factor.DisplacedPermille, ReportUnit.Permille), Small), GridCell.Of(factor.Source, Small),
            ]);
        }
    }

    private string Shown(long value, ReportUnit unit) => ReportText.Of(new ReportFigure("", value, null), unit, language);

    private void DrawContents()
    {
        flow.Need(200);
        flow.Y += 24;
        flow.Mark(Contents);
        flow.Paragraph(ReportWords.Contents.In(language), Heading);
        flow.Y += 4;
        foreach (var section in Document.Sections)
        {
            Entry($"{section.Number.ToString(CultureInfo.InvariantCulture)}  {section.Title.In(language)}", PlaceOf(section), 0);
            foreach (var table in section.Tables)
                Entry($"{table.Number}  {table.Title.In(language)}", TablePages.PlaceOf(table), 14);
        }

        Entry(ReportWords.Inputs.In(language), Inputs, 0);
        Entry(PdfWords.Annex.In(language), AnnexPages.Place, 0);
    }

    private void Entry(string text, string target, double indent)
    {
        var lines = LineBreaks.Of(flow.Font.Visible(text), flow.Font, Body.Size, PageFlow.Wide - indent - 50);
        foreach (var (place, line) in lines.Index())
        {
            flow.Need(15);
            flow.Canvas.Text(PageFlow.Left + indent, flow.Y + 10, line, Body);
            if (place == lines.Count - 1)
                PageNumber(PageFlow.Left + indent + flow.Font.Width(line, Body.Size) + 6, target);
            flow.Canvas.Link(PageFlow.Left, flow.Y, PageFlow.Wide, 15, target);
            flow.Y += 15;
        }
    }

    private void PageNumber(double from, string target)
    {
        var page = flow.PageOf(target).ToString(CultureInfo.InvariantCulture);
        var x = PageFlow.Right - flow.Font.Width(page, Body.Size);
        flow.Canvas.Line(from, flow.Y + 10, x - 6, flow.Y + 10);
        flow.Canvas.Text(x, flow.Y + 10, page, Body);
    }

    private void DrawSection(ReportSection section)
    {
        if (flow.Room < 300 || section.Number == 1)
            flow.EndPage();
        else
            flow.Y += 18;
        flow.Mark(PlaceOf(section));
        flow.Paragraph($"{section.Number.ToString(CultureInfo.InvariantCulture)}  {section.Title.In(language)}", Heading);
        flow.Y += 3;
        foreach (var note in section.Notes)
            flow.Paragraph(note.In(language), Small);
    }

    private void DrawInputs()
    {
        flow.EndPage();
        flow.Mark(Inputs);
        flow.Paragraph(ReportWords.Inputs.In(language), Heading);
        flow.Y += 4;
        flow.Paragraph(PdfWords.InputsNote.In(language), Small);
        flow.Y += 6;
        var grid = new Grid(flow, [Column(ReportWords.InputName, 130), Column(ReportWords.InputRows, 70, right: true), Column(ReportWords.InputDigest, PageFlow.Wide - 200)]);
        grid.Head();
        foreach (var input in Document.Inputs)
            grid.Row([GridCell.Of(input.Name, Small), GridCell.Of(input.Rows.ToString("N0", CultureInfo.InvariantCulture), Small), GridCell.Of(input.Digest, Small with { Size = 7 })]);
    }

    private GridColumn Column(LocalText title, double width, bool right = false) => new([new(title.In(language), Small)], width, right);
}
