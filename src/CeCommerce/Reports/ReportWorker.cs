using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Jobs;
using CeCommerce.Reports.Drawing;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>
/// Draws waiting reports, oldest first, and goes on with those that a killed server left: whoever draws one has its name to itself, and the database drops
/// the lock the moment the process is gone.
/// </summary>
internal sealed class ReportRound(CommerceDatabase database, DirectDatabase sessions, ReportJobs jobs, TimeProvider clock)
{
    private const int Most = 20;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await AskScheduledAsync(cancellationToken);
        var waiting = await database.Set<Report>().AsNoTracking().Where(x => x.State == ReportState.Queued || x.State == ReportState.Drawing)
            .OrderBy(x => x.Id).Select(x => x.Id).Take(Most).ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            await using var held = await sessions.TryLockAsync(id.ToString(), cancellationToken);
            if (held is not null)
            {
                database.ChangeTracker.Clear();
                await jobs.RunAsync(id, cancellationToken);
            }
        }

        return waiting.Count;
    }

    /// <summary>Asks for what is due, a month at a time, so that a server that was down for long catches up.</summary>
    private async Task AskScheduledAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        foreach (var schedule in await database.Set<ReportSchedule>().Where(x => x.EndedAt == null && x.NextOn <= today).OrderBy(x => x.NextOn).Take(Most).ToListAsync(cancellationToken))
        {
            var month = schedule.TakeMonth();
            var last = month.AddMonths(1).AddDays(-1);
            var asked = Report.Ask(TypedId.New<ReportId>(now), new ReportWish(schedule.OperatorId, month, last, Instants.EndOf(last), []), new(schedule.Formats, schedule.Languages, schedule.Id), schedule.RequestedBy, now);
            database.Add(asked);
            database.Tell(ReportEvents.Asked(asked, now));
            try
            {
                await database.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another server asked for it, or the schedule was ended.
                database.ChangeTracker.Clear();
                return;
            }
        }
    }
}

/// <summary>Draws reports while the server runs.</summary>
internal sealed class ReportWorker(IServiceScopeFactory scopes, ILogger<ReportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (ReportRound round, CancellationToken token) => round.RunAsync(token), stoppingToken);
}
