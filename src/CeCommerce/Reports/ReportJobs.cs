using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Formats;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Reports;

/// <summary>
/// Draws what was asked for, step by step: the report itself, then a file for each format and language. Each step is kept as it ends, so whoever takes a
/// report up after a crash goes on behind the last one.
/// </summary>
internal sealed class ReportJobs(CommerceDatabase database, NpgsqlDataSource source, ReportDrawing drawing, ReportOutput output, TimeProvider clock)
{
    /// <summary>A report that is interrupted so often will not fare better the next time.</summary>
    private const int MostAttempts = 5;

    public async Task<Report> RunAsync(ReportId id, CancellationToken cancellationToken)
    {
        var report = await database.Set<Report>().Include(x => x.Files).SingleAsync(x => x.Id == id, cancellationToken);
        if (!report.IsOpen)
        {
            return report;
        }

        report.Start(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        if (report.Attempts > MostAttempts)
        {
            return await FailAsync(report, new ReportInterrupted(), cancellationToken);
        }

        try
        {
            await DrawAsync(report, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(report, new ReportStoreFailed(), cancellationToken);
        }

        return report;
    }

    private async Task DrawAsync(Report report, CancellationToken cancellationToken)
    {
        var drawn = await output.KeptAsync(report, cancellationToken) ?? await DrawnAsync(report, cancellationToken);
        await foreach (var file in output.MissingAsync(report, drawn, cancellationToken))
        {
            report.Keep(file);
            await database.SaveChangesAsync(cancellationToken);
        }

        await EndAsync(report, () => report.Finish(clock.GetUtcNow()), cancellationToken);
    }

    private async Task<DrawnReport> DrawnAsync(Report report, CancellationToken cancellationToken)
    {
        var drawn = await drawing.DrawAsync(report.Wish, RowWindow.First, listings => MarkAsync(report.Id, listings, cancellationToken), cancellationToken);
        var (json, rows) = await output.KeepAsync(report, drawn, cancellationToken);
        report.Seal(drawn, rows.Sha256);
        report.Keep(json);
        await database.SaveChangesAsync(cancellationToken);
        return drawn;
    }

    // On a connection of its own: the report's is busy reading.
    private async Task MarkAsync(ReportId id, int listings, CancellationToken cancellationToken)
    {
        await using var mark = source.CreateCommand("UPDATE reports.reports SET listings_read = $1 WHERE id = $2");
        mark.Parameters.Add(new NpgsqlParameter<int> { TypedValue = listings });
        mark.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Report> FailAsync(Report report, IUserError why, CancellationToken cancellationToken)
    {
        await EndAsync(report, () => report.Fail(why, clock.GetUtcNow()), cancellationToken);
        return report;
    }

    private async Task EndAsync(Report report, Action end, CancellationToken cancellationToken)
    {
        end();
        database.Tell(ReportEvents.Ended(report, clock.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
    }
}
