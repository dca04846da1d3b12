using CeCommerce.Reports.Document;
using SpreadCheetah;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>A workbook: what the report is, a sheet for each section, and all figures in one tidy sheet.</summary>
internal sealed class XlsxFormat : IReportFormat
{
    // Properties of the file would carry the time of writing.
    private static readonly SpreadCheetahOptions Options = new() { DocumentProperties = null, WriteCellReferenceAttributes = true, PreserveStringWhitespace = true };

    public ReportFormat Format => ReportFormat.Xlsx;

    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken)
    {
        // A zip archive ends its files without waiting, which a response does not allow; packed, the sheets are small.
        using MemoryStream written = new(), dated = new();
        await using (var spreadsheet = await Spreadsheet.CreateNewAsync(written, Options, cancellationToken))
        {
            var sheet = new SheetWriter(spreadsheet, report, style.Language, cancellationToken);
            await AboutSheet.WriteAsync(sheet);
            foreach (var section in report.Document.Sections)
            {
                await SectionSheet.WriteAsync(sheet, section);
            }

            await FiguresSheet.WriteAsync(sheet);
            await spreadsheet.FinishAsync(cancellationToken);
        }

        written.Position = 0;
        await DatedWorkbook.CopyAsync(written, dated, report, cancellationToken);
        dated.Position = 0;
        await dated.CopyToAsync(output, cancellationToken);
    }
}
