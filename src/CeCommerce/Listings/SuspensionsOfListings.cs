using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Why the platform took a listing down.</summary>
/// <param name="Reason">In the platform's words.</param>
/// <param name="Since">Since when.</param>
public sealed record Suspension(string Reason, DateTimeOffset Since);

/// <summary>The last suspension of many listings, from their history, in one statement.</summary>
internal sealed class SuspensionsOfListings(CommerceDatabase database) : BatchLoader<ListingId, Suspension>
{
    /// <summary>The word in the history.</summary>
    public const string Word = "suspended";

    protected override async Task<IReadOnlyDictionary<ListingId, Suspension>> LoadAsync(IReadOnlyCollection<ListingId> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(key => key.Value).ToList();
        var found = await database.Set<HistoryEntry>().AsNoTracking()
            .Where(x => ids.Contains(x.SubjectId) && x.What == Word)
            .OrderBy(x => x.Id)
            .Select(x => new { x.SubjectId, x.Why, x.At })
            .ToListAsync(cancellation);
        return found.GroupBy(x => x.SubjectId).ToDictionary(x => ListingId.From(x.Key), x => new Suspension(x.Last().Why ?? "", x.Last().At));
    }
}
