using CeCommerce.Platform.Events;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Reading;

/// <summary>
/// The instant as of which is read. A change belongs to it when it was recorded by then and its line in the event log had settled when the instant was first
/// read: one that was still being written by a server with a slow clock does not slip in later.
/// </summary>
/// <param name="AsOf">Whole milliseconds.</param>
/// <param name="FeedPosition">The last line of the log that counts.</param>
internal sealed record ReportMoment(DateTimeOffset AsOf, long FeedPosition)
{
    /// <summary>The last moment up to which is read of what the lines are about: the instant itself, or just before the first change that settled too late for it.</summary>
    public DateTimeOffset FrontierOf(IEnumerable<SubjectLine> lines) => lines.Where(line => line.IsLate).Select(line => line.At.AddMicroseconds(-1)).Append(AsOf).Min();
}

/// <summary>Finds where in the event log an instant ends, and keeps it: whoever draws as of the same instant reads up to the same line.</summary>
internal sealed class ReportMoments(CommerceDatabase database, EventSequencer sequencer, EventLog log)
{
    /// <summary>What was committed is to be in a report that is drawn at once; the log is held up for as long as somebody writes, seldom more than a moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ReportMoment> OfAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var known = database.Database.SqlQuery<long>($"SELECT feed_position AS \"Value\" FROM reports.moments WHERE as_of = {asOf.ToUniversalTime()}");
        if (await known.Select(position => (long?)position).SingleOrDefaultAsync(cancellationToken) is { } position)
        {
            return new(asOf, position);
        }

        await sequencer.CatchUpAsync(Patience, cancellationToken);
        var settled = await log.SettledAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO reports.moments (as_of, feed_position) VALUES ({asOf.ToUniversalTime()}, {settled.Value}) ON CONFLICT DO NOTHING", cancellationToken);
        return new(asOf, await known.SingleAsync(cancellationToken));
    }
}
