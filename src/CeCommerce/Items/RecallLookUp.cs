using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>The day on which recalls were last looked up for a unit.</summary>
internal sealed class RecallLookUp
{
    public ItemId ItemId { get; private init; }

    public DateOnly On { get; private init; }
}

/// <summary>Days that stand among the facts of units, for statements that count by them.</summary>
internal static class RecallLookUps
{
    /// <summary>Of all units that have one since that day; narrow it down by the unit.</summary>
    public static IQueryable<RecallLookUp> RecallLookUpsSince(this CommerceDatabase database, DateOnly first) => database.Set<RecallLookUp>()
        .FromSql(
            $"""
            SELECT id AS item_id, (facts -> 'recallCheckedOn' ->> 'value')::date AS "on" FROM items.items
            WHERE (facts -> 'recallCheckedOn' ->> 'value')::date >= {first}
            """);
}
