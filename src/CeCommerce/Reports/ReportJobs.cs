using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Reports.Drawing;
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

    /// <summary>The report as it is then: done, or failed.</summary>
    public async Task<Report> RunAsync(ReportId id, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var report = await database.Set<Report>().Include(x => x.Files).SingleAsync(x => x.Id == id, cancellationToken);
        if (!report.IsOpen)
        {
            return report;
        }

        report.Start(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        var failure = report.Attempts > MostAttempts ? new ReportInterrupted() : await DrawAsync(report, cancellationToken);
        report.Finish(failure, clock.GetUtcNow());
        database.Tell(ReportEvents.Ended(report, clock.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
        return report;
    }

    /// <summary>Why it could not be kept; null when everything is there.</summary>
    private async Task<IUserError?> DrawAsync(Report report, CancellationToken cancellationToken)
    {
        if (await output.KeptAsync(report, cancellationToken) is not { } drawn)
        {
            drawn = await drawing.DrawAsync(report.Wish, RowWindow.First, listings => MarkAsync(report.Id, listings, cancellationToken), cancellationToken);
            if (!(await output.KeepAsync(report, drawn, cancellationToken)).Try(out var kept, out var unkept))
            {
                return unkept;
            }

            report.Seal(drawn, kept);
            await database.SaveChangesAsync(cancellationToken);
        }

        while (await output.NextAsync(report, drawn, cancellationToken) is { } made)
        {
            if (!made.Try(out var file, out var unkept))
            {
                return unkept;
            }

            report.Keep(file);
            await database.SaveChangesAsync(cancellationToken);
        }

        return null;
    }

    // On a connection of its own: the report's is busy reading.
    private async Task MarkAsync(ReportId id, int listings, CancellationToken cancellationToken)
    {
        await using var mark = source.CreateCommand("UPDATE reports.reports SET listings_read = $1 WHERE id = $2");
        mark.Parameters.Add(new NpgsqlParameter<int> { TypedValue = listings });
        mark.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }
}
