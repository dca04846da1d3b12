using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>One line a figure (RFC 4180). What the report is and its hash stand in columns: a line of comment would break what reads the file.</summary>
internal sealed class CsvFormat : IReportFormat
{
    private static readonly LocalText[] Headings =
    [
        TableWords.Figure, TableWords.Section, TableWords.TableCode, TableWords.Table, TableWords.RowCode, TableWords.Row, TableWords.ColumnCode, TableWords.Column, TableWords.Value, TableWords.Unit,
        TableWords.Missing, ReportWords.OperatorId, TableWords.Name, TableWords.From, TableWords.To, ReportWords.AsOf, ReportWords.FeedPosition, ReportWords.Edition, ReportWords.Packs, ReportWords.ContentHash,
    ];

    public ReportFormat Format => ReportFormat.Csv;

    public string MediaType => "text/csv";

    public async Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, CsvText.EncodingOf(style.Charset), bufferSize: 32 * 1024, leaveOpen: true);
        await LineAsync(text, Headings.Select(heading => CsvText.Of(heading.In(style.Language), style.Charset)), cancellationToken);
        var about = string.Join(',', About(report, style));
        foreach (var placed in report.Document.Figures())
        {
            await LineAsync(text, Of(placed, style).Append(about), cancellationToken);
        }
    }

    private static async Task LineAsync(StreamWriter text, IEnumerable<string> fields, CancellationToken cancellationToken) =>
        await text.WriteAsync(string.Concat(string.Join(',', fields), "\r\n").AsMemory(), cancellationToken);

    private static IEnumerable<string> Of(PlacedFigure placed, ReportStyle style)
    {
        var (section, table, row, column, figure) = placed;
        string Text(string value) => CsvText.Of(value, style.Charset);
        string Words(LocalText words) => Text(words.In(style.Language));
        return
        [
            Text(figure.Number), Text(string.Create(CultureInfo.InvariantCulture, $"{section.Number} {section.Title.In(style.Language)}")),
            Text(table.Code), Text($"{table.Number} {table.Title.In(style.Language)}"), Text(row.Code), Words(row.Title), Text(column.Code), Words(column.Title),
            figure.Value is { } value ? TableWords.Shown(value, column.Unit).ToString(CultureInfo.InvariantCulture) : "",
            ReportWords.Of(column.Unit) is { } unit ? Words(unit) : Text(""), figure.Missing is { } reason ? Words(reason) : "",
        ];
    }

    private static IEnumerable<string> About(DrawnReport report, ReportStyle style)
    {
        var (document, scope) = (report.Document, report.Document.Scope);
        string[] texts = [scope.OperatorId ?? "", ReportWords.NameOf(scope).In(style.Language), ReportText.Of(scope.From), ReportText.Of(scope.To), ReportText.Of(scope.AsOf)];
        return
        [
            .. texts.Select(text => CsvText.Of(text, style.Charset)), scope.FeedPosition.ToString(CultureInfo.InvariantCulture),
            CsvText.Of(document.Edition, style.Charset), CsvText.Of(TableWords.Of(document.Packs), style.Charset), CsvText.Of(report.ContentHash, style.Charset),
        ];
    }
}
