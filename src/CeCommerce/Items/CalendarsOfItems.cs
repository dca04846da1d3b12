using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>
/// When items are not free: claims that stand, and consumers who have them. Any number of items and ranges in one statement; an item
/// that is free has an empty list.
/// </summary>
internal sealed class CalendarsOfItems(CommerceDatabase database, TimeProvider clock) : BatchLoader<CalendarRange, ItemCalendar>
{
    private async Task<ILookup<CalendarRange, CalendarEntry>> FindAsync(IReadOnlyCollection<CalendarRange> ranges, CancellationToken cancellationToken)
    {
        var (asked, now) = (ranges.ToList(), clock.GetUtcNow());
        var rows = await database.Set<CalendarRow>()
            .FromSql(
                $"""
                WITH asked AS (
                    SELECT * FROM unnest(
                        {asked.Select(x => x.Item.Value).ToArray()}, {asked.Select(x => x.From).ToArray()}, {asked.Select(x => x.To).ToArray()})
                        WITH ORDINALITY AS asked (item_id, since, until, number))
                SELECT number, kind, holder_id AS holder, lower(during) AS "from", upper(during) AS until, buffer_before, buffer_after, expires_at
                FROM asked JOIN items.claims USING (item_id)
                WHERE live AND (expires_at > {now} OR expires_at IS NULL) AND during && tstzrange(since, asked.until)
                UNION ALL
                SELECT number, {nameof(ClaimKind.Order)}, cause_id, lower(during), upper(during), interval '0', interval '0', NULL
                FROM asked JOIN items.custody USING (item_id)
                WHERE holder = 'Consumer' AND during && tstzrange(since, asked.until)
                ORDER BY 1, 4
                """)
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => asked[(int)row.Number - 1], row => row.AsEntry(asked[(int)row.Number - 1].Named));
    }

    protected override async Task<IReadOnlyDictionary<CalendarRange, ItemCalendar>> LoadAsync(IReadOnlyCollection<CalendarRange> keys, CancellationToken cancellation)
    {
        var found = await FindAsync(keys, cancellation);
        return keys.ToDictionary(key => key, key => new ItemCalendar([.. found[key]], []));
    }
}

/// <summary>One claim or one time with a consumer, as it is read for the range of that number.</summary>
internal sealed record CalendarRow(
    long Number, string Kind, Guid Holder, DateTimeOffset From, DateTimeOffset? Until, TimeSpan BufferBefore, TimeSpan BufferAfter, DateTimeOffset? ExpiresAt)
{
    public CalendarEntry AsEntry(bool named)
    {
        var kind = Enum.Parse<ClaimKind>(Kind);
        return new(kind, From + BufferBefore, Until - BufferAfter, From, Until, ExpiresAt, named ? IdOf(kind, Holder) : null);
    }

    /// <summary>As the rooms write the ids of their own; what has no room yet has no id outside.</summary>
    private static string? IdOf(ClaimKind kind, Guid holder) => kind switch
    {
        ClaimKind.Hold => TypedId.Format("hld", holder),
        ClaimKind.Order => TypedId.Format("ord", holder),
        ClaimKind.Repair => TypedId.Format("act", holder),
        ClaimKind.Booking => null,
    };
}
