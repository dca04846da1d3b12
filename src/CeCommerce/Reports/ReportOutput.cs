using System.Runtime.CompilerServices;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;

namespace CeCommerce.Reports;

/// <summary>The files of reports: makes them, and reads them again.</summary>
internal sealed class ReportOutput(ReportFiles files, IEnumerable<IReportFormat> formats)
{
    /// <summary>Keeps the report itself and the rows behind its figures.</summary>
    public async Task<(ReportFile Json, KeptFile Rows)> KeepAsync(Report report, DrawnReport drawn, CancellationToken cancellationToken)
    {
        var json = await files.KeepAsync(async output => await output.WriteAsync(drawn.Json, cancellationToken), cancellationToken);
        var rows = await files.KeepAsync(output => RowsFile.WriteAsync(drawn.Rows, output, cancellationToken), cancellationToken);
        return (new(report.Id, ReportFormat.Json, null, "application/json", json), rows);
    }

    /// <summary>What was drawn before; null when it was not, or is gone.</summary>
    public async Task<DrawnReport?> KeptAsync(Report report, CancellationToken cancellationToken)
    {
        if (report is not { ContentHash: { } hash, RowsDigest: { } digest })
        {
            return null;
        }

        await using var json = await files.OpenAsync(hash, cancellationToken);
        await using var rows = await files.OpenAsync(digest, cancellationToken);
        if (json is null || rows is null)
        {
            return null;
        }

        using var text = new MemoryStream();
        await json.CopyToAsync(text, cancellationToken);
        return DrawnReport.Kept(text.ToArray(), await RowsFile.ReadAsync(rows, cancellationToken));
    }

    /// <summary>The files that are wanted and not there yet, one after the other as they are made.</summary>
    public async IAsyncEnumerable<ReportFile> MissingAsync(Report report, DrawnReport drawn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var format in formats.Where(format => format.Format != ReportFormat.Json && report.Formats.Contains(format.Format)))
        {
            foreach (var language in report.Languages.Where(language => !report.Has(format.Format, language)))
            {
                var kept = await files.KeepAsync(output => format.WriteAsync(drawn, new(language), output, cancellationToken), cancellationToken);
                yield return new(report.Id, format.Format, language, format.MediaType, kept);
            }
        }
    }

    /// <summary>The first rows behind a figure; null when there are none, or the file is gone.</summary>
    public async Task<FigureRows?> RowsAsync(Report report, string figure, CancellationToken cancellationToken)
    {
        await using var rows = report.RowsDigest is { } digest ? await files.OpenAsync(digest, cancellationToken) : null;
        return rows is null ? null : await RowsFile.FindAsync(rows, figure, cancellationToken);
    }

    /// <summary>Null when it was not drawn yet, or is gone.</summary>
    public async Task<ReportDocument?> DocumentAsync(Report report, CancellationToken cancellationToken)
    {
        await using var json = report.ContentHash is { } hash ? await files.OpenAsync(hash, cancellationToken) : null;
        return json is null ? null : await System.Text.Json.JsonSerializer.DeserializeAsync<ReportDocument>(json, Platform.CommerceJson.Options, cancellationToken);
    }

    public Task<Stream?> OpenAsync(ReportFile file, CancellationToken cancellationToken) => files.OpenAsync(file.Sha256, cancellationToken);
}
