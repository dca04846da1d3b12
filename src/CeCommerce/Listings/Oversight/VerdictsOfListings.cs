using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Oversight;

/// <summary>Verdicts of a listing that are asked for.</summary>
/// <param name="Before">Only those that were given in an earlier millisecond; null: up to the last.</param>
/// <param name="Count">How many at most.</param>
internal readonly record struct WantedVerdicts(ListingId Listing, DateTimeOffset? Before, int Count)
{
    private const int Most = 50;

    /// <exception cref="RequestFault">The moment has not come yet, or there are too many.</exception>
    public static WantedVerdicts Checked(ListingId listing, DateTimeOffset? before, int count, DateTimeOffset now)
    {
        if (before > now)
        {
            throw new RequestFault("BEFORE_IN_FUTURE", new LocalText(
                "before に未来の日時は指定できません。最新の判定から読むときは省略してください。", "before cannot be in the future. Leave it out to begin with the last verdict."));
        }

        return count is > 0 and <= Most
            ? new(listing, before, count)
            : throw new RequestFault(count <= 0 ? "PAGE_ARGUMENTS_INVALID" : "PAGE_TOO_LARGE", new LocalText(
                $"一度に読める判定は1から{Most}件までです（{count}が指定されました）。", $"1 to {Most} verdicts can be read at a time; {count} were asked for."));
    }
}

/// <summary>Stored verdicts, newest first, of many listings in one statement for each pair of arguments.</summary>
internal sealed class VerdictsOfListings(CommerceDatabase database) : BatchLoader<WantedVerdicts, IReadOnlyList<StoredAssessment>>
{
    protected override async Task<IReadOnlyDictionary<WantedVerdicts, IReadOnlyList<StoredAssessment>>> LoadAsync(
        IReadOnlyCollection<WantedVerdicts> keys, CancellationToken cancellation)
    {
        var verdicts = new Dictionary<WantedVerdicts, IReadOnlyList<StoredAssessment>>();
        foreach (var alike in keys.GroupBy(key => (key.Before, key.Count)))
        {
            var found = (await ReadAsync([.. alike.Select(key => key.Listing.Value)], alike.Key.Before, alike.Key.Count, cancellation)).ToLookup(one => one.ListingId);
            foreach (var key in alike)
            {
                verdicts[key] = [.. found[key.Listing].OrderByDescending(one => one.At).ThenByDescending(one => one.Id)];
            }
        }

        return verdicts;
    }

    // Their ids are in the order of time, so the index that has them is enough.
    private Task<List<StoredAssessment>> ReadAsync(Guid[] listings, DateTimeOffset? before, int count, CancellationToken cancellation)
    {
        var bound = before is { } moment ? VerdictIds.LeastSince(moment) : Guid.AllBitsSet;
        return database.Set<StoredAssessment>()
            .FromSql(
                $"""
                SELECT given.* FROM unnest({listings}) AS asked (listing_id)
                CROSS JOIN LATERAL (
                    SELECT * FROM listings.assessments one
                    WHERE one.listing_id = asked.listing_id AND one.id < {bound}
                    ORDER BY one.listing_id DESC, one.id DESC LIMIT {count}) AS given
                """)
            .AsNoTracking()
            .ToListAsync(cancellation);
    }
}
