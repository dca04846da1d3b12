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

    public SheetStyles Styles { get; } = new(spreadsheet, language);

    public string In(LocalText text) => text.In(language);

    /// <param name="frozen">Rows below <see cref="Heads"/> that stay in sight too.</param>
    public async Task StartAsync(string name, IReadOnlyList<double> widths, int frozen = 0, AutoFilterOptions? filter = null)
    {
        var options = new WorksheetOptions { FrozenRows = Heads + frozen, AutoFilter = filter };
        foreach (var (at, width) in widths.Index())
        {
            options.Column(at + 1).Width = width;
        }

        await spreadsheet.StartWorksheetAsync(SheetName.Of(name), options, cancellationToken);
        var (document, scope) = (report.Document, report.Document.Scope);
        await AddAsync(Styles.Heading($"{In(ReportWords.Title(scope.Kind))}  {scope.Name}  {ReportText.Of(scope.From)} – {ReportText.Of(scope.To)}"));
        await AddAsync(Styles.Words($"SHA-256 {report.ContentHash}  ·  {In(ReportWords.Edition)} {document.Edition} ({TableWords.Of(document.Packs)})  ·  {In(ReportWords.AsOf)} {ReportText.Of(scope.AsOf)}"));
    }

    public async Task AddAsync(params Cell[] cells) => await spreadsheet.AddRowAsync(cells, cancellationToken);

    public Task SkipAsync() => AddAsync([]);
}
