using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Writes sheets of a report one after the other; each begins with what the report is and its hash, which stay in sight.</summary>
internal sealed class SheetWriter(Spreadsheet spreadsheet, DrawnReport report, Language language, CancellationToken cancellationToken)
{
    /// <summary>Rows that every sheet begins with.</summary>
    public const int Heads = 2;

    public DrawnReport Report => report;

    /// <summary>In widths of a letter: what a window and a printed page show at once.</summary>
    private const double MostOfLine = 150;

    private const double LineHeight = 15;
    private const double MostLines = 20;
    private IReadOnlyList<double> widths = [];
    private int row;

    public SheetStyles Styles { get; } = new(spreadsheet, language);

    public string In(LocalText text) => text.In(language);

    /// <param name="frozen">Rows below <see cref="Heads"/> that stay in sight too.</param>
    public async Task StartAsync(string name, IReadOnlyList<double> columns, int frozen = 0, AutoFilterOptions? filter = null)
    {
        (widths, row) = (columns, 0);
        var options = new WorksheetOptions { FrozenRows = Heads + frozen, AutoFilter = filter };
        foreach (var (at, width) in columns.Index())
        {
            options.Column(at + 1).Width = width;
        }

        await spreadsheet.StartWorksheetAsync(SheetName.Of(name), options, cancellationToken);
        var (document, scope) = (report.Document, report.Document.Scope);
        await AddAsync(Styles.Heading($"{In(ReportWords.Title(scope.Kind))}  {In(ReportWords.NameOf(scope))}  {ReportText.Of(scope.From)} – {ReportText.Of(scope.To)}"));
        await AddWordsAsync($"SHA-256 {report.ContentHash}  ·  {In(ReportWords.Edition)} {document.Edition} ({TableWords.Of(document.Packs)})  ·  {In(ReportWords.AsOf)} {ReportText.Of(scope.AsOf)}");
    }

    public async Task AddAsync(params Cell[] cells)
    {
        row++;
        await spreadsheet.AddRowAsync(cells, cancellationToken);
    }

    /// <summary>Sentences over the columns beside each other, as high as they need: a cell alone would run on behind the page.</summary>
    public async Task AddWordsAsync(string text, params Cell[] before)
    {
        row++;
        var (last, wide) = (before.Length, widths[before.Length]);
        for (; last + 1 < widths.Count && wide + widths[last + 1] <= MostOfLine; last++)
            wide += widths[last + 1];
        var letters = text.EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? 1 : 2);
        await spreadsheet.AddRowAsync([.. before, Styles.Words(text)], new RowOptions { Height = LineHeight * Math.Clamp(Math.Ceiling(letters * 1.1 / wide), 1, MostLines) }, cancellationToken);
        if (last > before.Length)
            spreadsheet.MergeCells($"{SpreadsheetUtility.GetColumnName(before.Length + 1)}{row}:{SpreadsheetUtility.GetColumnName(last + 1)}{row}");
    }

    public Task SkipAsync() => AddAsync([]);
}
