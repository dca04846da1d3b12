using System.Text.Json;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Reading;

/// <summary>A line of the event log about something that a report reads.</summary>
internal sealed record SubjectLine(Guid SubjectId, string Kind, string Data, DateTimeOffset At, long Sequence, bool IsLate)
{
    /// <summary>The word behind the point.</summary>
    public string What => Kind[(Kind.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public T Member<T>(string name)
        where T : struct, Enum
    {
        using var data = JsonDocument.Parse(Data);
        return Enum.Parse<T>(data.RootElement.GetProperty(name).GetString()!, ignoreCase: true);
    }
}

/// <summary>The lines about some subjects up to an instant: all that move something, and those of the last day that settled too late for it.</summary>
internal sealed class SettledEvents(CommerceDatabase database)
{
    // Positions are looked up for the last day alone: what was recorded before has settled.
    private const string Sql =
        """
        SELECT e.subject_id, e.kind, e.data::text AS data, e.at, e.sequence,
            e.at > {1} - interval '1 day' AND coalesce((SELECT p.feed_position FROM platform.event_positions p WHERE p.sequence = e.sequence) > {2}, true) AS is_late
        FROM platform.events e
        WHERE e.subject_id = ANY ({0}) AND e.at <= {1} AND (e.kind = ANY ({3}) OR e.at > {1} - interval '1 day')
        ORDER BY e.subject_id, e.sequence
        """;

    private static readonly string[] Moving =
    [
        .. Listings.ListingEvents.Kinds.Select(kind => kind.Name).Where(name => name is not ("listing.changed" or "listing.grace_started")),
        .. Orders.OrderEvents.Kinds.Select(kind => kind.Name),
    ];

    public async Task<ILookup<Guid, SubjectLine>> OfAsync(Guid[] subjects, ReportMoment moment, CancellationToken cancellationToken)
    {
        var lines = await database.Database.SqlQueryRaw<SubjectLine>(Sql, subjects, moment.AsOf.ToUniversalTime(), moment.FeedPosition, Moving).ToListAsync(cancellationToken);
        return lines.ToLookup(line => line.SubjectId);
    }
}
