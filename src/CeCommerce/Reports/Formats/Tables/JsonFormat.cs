using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>The report itself; its language does not matter, it holds both.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public ReportFormat Format => ReportFormat.Json;

    public string MediaType => "application/json";

    public async Task WriteAsync(DrawnReport report, ReportStyle style, Stream output, CancellationToken cancellationToken) => await output.WriteAsync(report.Json, cancellationToken);
}
