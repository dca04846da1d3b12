using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports;

/// <summary>How complete many histories are: one statement, which answers a row for each month in which something happened.</summary>
internal sealed class Coverages(CommerceDatabase database, TimeProvider clock) : BatchLoader<PassportId, Coverage>
{
    private const int TokyoHours = 9;

    protected override async Task<IReadOnlyDictionary<PassportId, Coverage>> LoadAsync(IReadOnlyCollection<PassportId> keys, CancellationToken cancellation)
    {
        var months = await database.Set<PassportEvent>().AsNoTracking().Where(x => keys.Contains(x.PassportId))
            .Select(x => new { x.PassportId, At = x.OccurredAt.UtcDateTime.AddHours(TokyoHours) })
            .Select(x => new { x.PassportId, Month = (x.At.Year * 12) + x.At.Month }).Distinct().ToListAsync(cancellation);
        var (known, now) = (months.ToLookup(one => one.PassportId, one => one.Month), Coverage.MonthOf(clock.Today()));
        return keys.ToDictionary(key => key, key => Coverage.Of([.. known[key]], now));
    }
}
