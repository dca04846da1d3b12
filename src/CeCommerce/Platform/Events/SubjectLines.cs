using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Events;

/// <summary>A line of the log about a thing, as one sees it who reads up to a position and an instant.</summary>
/// <param name="IsLate">It was recorded by the instant and settled behind the position.</param>
internal sealed record SubjectLine(Guid SubjectId, string Kind, string Data, DateTimeOffset At, long Sequence, bool IsLate)
{
    /// <summary>The word behind the point.</summary>
    public string What => Kind[(Kind.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public T Member<T>(string name)
        where T : struct, Enum => LoggedEvent.MemberOf<T>(Data, name);
}

/// <summary>Reads the lines about some things up to an instant, by the index of the subjects.</summary>
internal sealed class SubjectLines(CommerceDatabase database)
{
    // Positions are looked up for the last day alone: no transaction of the product runs longer, so what was recorded before has settled.
    private const string Sql =
        """
        SELECT e.subject_id, e.kind, e.data::text AS data, e.at, e.sequence,
            e.at > {1} - interval '1 day' AND coalesce((SELECT p.feed_position FROM platform.event_positions p WHERE p.sequence = e.sequence) > {2}, true) AS is_late
        FROM platform.events e
        WHERE e.subject_id = ANY ({0}) AND e.at <= {1} AND (e.kind = ANY ({3}) OR e.at > {1} - interval '1 day')
        ORDER BY e.subject_id, e.sequence
        """;

    /// <summary>Those of some kinds, in the order of writing, and of the last day before the instant those of every kind.</summary>
    /// <param name="position">What settled behind it is late.</param>
    public async Task<ILookup<Guid, SubjectLine>> OfAsync(Guid[] subjects, string[] kinds, DateTimeOffset until, EventPosition position, CancellationToken cancellationToken)
    {
        var lines = await database.Set<SubjectLine>().FromSqlRaw(Sql, subjects, until.ToUniversalTime(), position.Value, kinds).ToListAsync(cancellationToken);
        return lines.ToLookup(line => line.SubjectId);
    }
}

internal sealed class SubjectLineMapping : IEntityTypeConfiguration<SubjectLine>
{
    public void Configure(EntityTypeBuilder<SubjectLine> builder)
    {
        builder.IsReadBySql();
        builder.Ignore(x => x.What);
    }
}
