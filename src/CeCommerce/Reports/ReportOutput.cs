using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;

namespace CeCommerce.Reports;

/// <summary>The files of reports: makes them, and reads them again.</summary>
internal sealed class ReportOutput(ReportFiles files, IEnumerable<IReportFormat> formats)
{
    private const string JsonType = "application/json";

    /// <summary>Keeps the report itself and the rows behind its figures.</summary>
    public async Task<Outcome<KeptReport>> KeepAsync(Report report, DrawnReport drawn, CancellationToken cancellationToken)
    {
        var json = await files.KeepAsync(JsonType, async (output, stop) => await output.WriteAsync(drawn.Json, stop), cancellationToken);
        if (!json.Try(out var text, out var error))
        {
            return Outcome<KeptReport>.Refused(error);
        }

        var rows = await files.KeepAsync(ReportFiles.RowsType, (output, stop) => RowsFile.WriteAsync(drawn.Rows, output, stop), cancellationToken);
        return rows.Try(out var behind, out error) ? new KeptReport(new(report.Id, ReportFormat.Json, null, text), behind) : Outcome<KeptReport>.Refused(error);
    }

    /// <summary>What was drawn before; null when it was not, or is gone.</summary>
    public async Task<DrawnReport?> KeptAsync(Report report, CancellationToken cancellationToken)
    {
        await using var json = await OpenedAsync(report.Json?.AsStored, cancellationToken);
        await using var rows = await OpenedAsync(report.Rows, cancellationToken);
        if (json is null || rows is null)
        {
            return null;
        }

        using var text = new MemoryStream();
        await json.CopyToAsync(text, cancellationToken);
        return DrawnReport.Kept(text.ToArray(), await RowsFile.ReadAsync(rows, cancellationToken));
    }

    /// <summary>Makes the next file that is wanted and not there yet; null when all are.</summary>
    public async Task<Outcome<ReportFile>?> NextAsync(Report report, DrawnReport drawn, CancellationToken cancellationToken)
    {
        var next = (from format in formats
                    where format.Format != ReportFormat.Json && report.Formats.Contains(format.Format)
                    from language in report.Languages
                    where !report.Has(format.Format, language)
                    select (Format: format, Language: language)).FirstOrDefault();
        if (next.Format is null)
        {
            return null;
        }

        if (next.Format.Refusal is { } refusal)
        {
            return Outcome<ReportFile>.Refused(refusal);
        }

        var kept = await files.KeepAsync(next.Format.MediaType, (output, stop) => next.Format.WriteAsync(drawn, new(next.Language, report.CsvCharset), output, stop), cancellationToken);
        return kept.Try(out var file, out var error) ? new ReportFile(report.Id, next.Format.Format, next.Language, file) : Outcome<ReportFile>.Refused(error);
    }

    /// <summary>The first rows behind a figure; null when the file is gone.</summary>
    public async Task<FigureRows?> RowsAsync(Report report, string figure, CancellationToken cancellationToken)
    {
        await using var rows = await OpenedAsync(report.Rows, cancellationToken);
        return rows is null ? null : await RowsFile.FindAsync(rows, figure, cancellationToken) ?? FigureRows.None;
    }

    /// <summary>Null when it was not drawn yet, or is gone.</summary>
    public async Task<ReportDocument?> DocumentAsync(Report report, CancellationToken cancellationToken)
    {
        await using var json = await OpenedAsync(report.Json?.AsStored, cancellationToken);
        return json is null ? null : await JsonSerializer.DeserializeAsync<ReportDocument>(json, CommerceJson.Options, cancellationToken);
    }

    public Task<Outcome<Stream>> OpenAsync(ReportFile file, CancellationToken cancellationToken) => files.OpenAsync(file.AsStored, cancellationToken);

    private async Task<Stream?> OpenedAsync(StoredFile? file, CancellationToken cancellationToken) =>
        file is not null && (await files.OpenAsync(file, cancellationToken)).Try(out var content, out _) ? content : null;
}

/// <summary>A report that was drawn and kept.</summary>
/// <param name="Rows">The first rows behind its figures.</param>
internal sealed record KeptReport(ReportFile Json, StoredFile Rows);
