using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary>What a unit that was sold was judged and found to be.</summary>
/// <param name="Verdict">By which its listing was on the shelf when it was bought; null when there is none.</param>
/// <param name="Edition">The rules that gave it; null when they are known no more.</param>
/// <param name="Acts">What was done to the unit until it was handed over, the oldest first.</param>
internal sealed record SaleRecord(StoredAssessment? Verdict, RuleEdition? Edition, IReadOnlyList<Act> Acts);

/// <summary>Finds verdicts and acts of what an order sells.</summary>
internal sealed class SaleRecords(CommerceDatabase database, RuleEditions editions, TimeProvider clock)
{
    /// <summary>Of each unit, the latest.</summary>
    private const int Most = 50;

    public async Task<IReadOnlyList<SaleRecord>> OfAsync(Order order, CancellationToken cancellationToken)
    {
        var records = new List<SaleRecord>();
        foreach (var line in order.Lines)
        {
            var (placed, until) = (order.PlacedAt, order.HandedOverAt ?? clock.GetUtcNow());
            var verdict = await database.Set<StoredAssessment>().AsNoTracking().Where(x => x.ListingId == line.ListingId && x.At <= placed).OrderByDescending(x => x.Id).FirstOrDefaultAsync(cancellationToken);
            var acts = await database.Set<Act>().AsNoTracking().Where(x => x.ItemId == line.ItemId && x.RecordedAt <= until).OrderByDescending(x => x.Number).Take(Most).ToListAsync(cancellationToken);
            records.Add(new(verdict, verdict is null ? null : await editions.FindAsync(verdict.PackVersion, cancellationToken), [.. acts.OrderBy(act => act.Number)]));
        }

        return records;
    }
}
