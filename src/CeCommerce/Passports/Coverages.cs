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
        var (known, now) = (months.ToLookup(one => one.PassportId, one => one.Month), MonthOf(clock.Today()));
        return keys.ToDictionary(key => key, key => Of([.. known[key]], now));
    }

    /// <summary>Months are counted from the beginning of our era.</summary>
    internal static Coverage Of(IReadOnlyCollection<int> months, int now)
    {
        int[] known = [.. months.Distinct().Order()];
        if (known.Length == 0)
        {
            return new(0, 0, 0);
        }

        var end = Math.Max(now, known[^1]) + 1;
        return new(known.Length, end - known[0], known.Zip([.. known.Skip(1), end], (one, next) => next - one - 1).Max());
    }

    internal static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month;
}
