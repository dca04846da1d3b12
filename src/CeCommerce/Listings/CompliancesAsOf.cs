using CeCommerce.Listings.Oversight;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>A listing at a moment of the past.</summary>
internal readonly record struct PastListing(ListingId Id, DateTimeOffset At);

/// <summary>
/// The verdicts that stood at a moment, of many listings in one statement. They are read as they were given, by the rules, the facts and the waivers
/// of their day; nothing is judged anew. A look that said the same as the one before left no verdict, so the last one before the moment stood then.
/// </summary>
internal sealed class CompliancesAsOf(CommerceDatabase database) : BatchLoader<PastListing, Compliance>
{
    protected override async Task<IReadOnlyDictionary<PastListing, Compliance>> LoadAsync(IReadOnlyCollection<PastListing> keys, CancellationToken cancellation)
    {
        var (ids, times, bounds) = (keys.Select(key => key.Id.Value).ToArray(), keys.Select(key => key.At.ToUniversalTime()).ToArray(), keys.Select(key => VerdictIds.LeastSince(key.At.AddMilliseconds(1))).ToArray());
        var found = await database.Set<StoredAssessment>()
            .FromSql(
                $"""
                SELECT stood.* FROM unnest({ids}, {times}, {bounds}) AS asked (listing_id, at, bound)
                CROSS JOIN LATERAL (
                    SELECT * FROM listings.assessments given
                    WHERE given.listing_id = asked.listing_id AND given.id < asked.bound AND given.at <= asked.at
                    ORDER BY given.listing_id DESC, given.id DESC LIMIT 1) AS stood
                """)
            .AsNoTracking()
            .Select(x => new { x.Id, x.ListingId, x.At, x.StoredResult })
            .ToListAsync(cancellation);
        var byListing = found.ToLookup(x => x.ListingId);
        return keys
            .Select(key => (Key: key, Stood: byListing[key.Id].Where(x => x.At <= key.At).MaxBy(x => x.At)))
            .Where(pair => pair.Stood is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Stood!.StoredResult!.Value);
    }

    /// <exception cref="RequestFault">The moment has not come yet.</exception>
    public static void Check(DateTimeOffset asOf, DateTimeOffset now)
    {
        if (asOf > now)
        {
            throw new RequestFault("AS_OF_IN_FUTURE", new LocalText(
                "asOf に未来の日時は指定できません。現在の判定は asOf を省略して読んでください。",
                "asOf cannot be in the future. Leave it out to read the verdict of now."));
        }
    }
}

/// <summary>Whose knowledge a verdict over the past rests on.</summary>
[TermSource("Vocabulary of the product")]
internal enum KnownAt
{
    [Term("当時", "Then", MeaningJa = "その時点で記録されていたことと当時の規則による、実際に出された判定", MeaningEn = "the verdict that was given: what was on record then, by the rules of then")]
    Then,

    [Term("現在", "Now", MeaningJa = "その時点について現在わかっていることと、現在使用中の規則のうちその日に施行されていたものによる判定", MeaningEn = "judged anew: what is on record now about then, by the rules in use as they were in force on that day")]
    Now,
}
