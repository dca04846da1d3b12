using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>
/// Verdicts over listings at a moment of the past, by what is known now about then: the offer that stood, judged by the rules in use as they
/// were in force on that day, with the facts that hold of that day, permits, recalls and waivers as they are on record now.
/// </summary>
internal sealed class CompliancesKnownNow(CommerceDatabase database, InputsAsOf records, StandardsEngine standards) : BatchLoader<PastListing, Compliance>
{
    private const int MostVersions = 1_000;

    protected override async Task<IReadOnlyDictionary<PastListing, Compliance>> LoadAsync(IReadOnlyCollection<PastListing> keys, CancellationToken cancellation)
    {
        var known = await records.RecordsAsync(keys, cancellation);
        var items = known.Values.Select(record => record.Now.ItemId).Distinct().ToList();
        var versions = (await database.Set<Item>().AsNoTracking().Where(x => items.Contains(x.Id))
            .SelectMany(item => database.Set<ItemVersion>().Where(x => x.ItemId == item.Id).OrderByDescending(x => x.RecordedUntil).ThenByDescending(x => x.Id).Take(MostVersions))
            .ToListAsync(cancellation)).OrderByDescending(version => version.RecordedUntil).ThenByDescending(version => version.Id).ToLookup(version => version.ItemId);
        var verdicts = new Dictionary<PastListing, Compliance>();
        foreach (var day in known.GroupBy(pair => Tokyo.DayOf(pair.Key.At)))
        {
            var judged = day.Select(pair => (pair.Key, Record: pair.Value, Item: ItemOn(day.Key, pair.Value.Now, versions[pair.Value.Now.ItemId]))).ToList();
            var recalls = await database.RecallsOfAsync(judged.Select(one => FactsOfListing.RecallSubjectOf(one.Item)), day.Key, cancellation);
            var waivers = await database.WaiversAsync(
                [.. judged.Select(one => one.Record.Now.OperatorId).Distinct()], [.. judged.Select(one => one.Key.Id)], day.Key, cancellation);
            foreach (var (key, record, item) in judged)
            {
                var facts = FactsOfListing.From(FactsOfListing.Of(record.Now.Operator), item, record.Offer, day.Key, recalls);
                verdicts[key] = Compliance.Of(standards.Assess(facts)).WaivedBy(waivers.Of(record.Now.OperatorId, key.Id));
            }
        }

        return verdicts;
    }

    /// <summary>
    /// The item as it is on record now, with of each fact the value that was recorded last among those observed until that day. What was
    /// observed later only tells of that day where it comes with the make: a year of manufacture was so before, a look for recalls was not.
    /// </summary>
    private static ItemDescription ItemOn(DateOnly day, Listing listing, IEnumerable<ItemVersion> versions)
    {
        var now = listing.ItemOffered;
        var known = versions.Select(version => version.Content).Where(past => past.OperatorId == listing.OperatorId).Select(past => past.Description.Facts).Prepend(now.Facts)
            .SelectMany(facts => facts.All).ToLookup(fact => fact.Code);
        return now.AsDescription() with { Facts = ItemFacts.Of(now.Facts.All.SelectMany(fact => ValueOn(day, known[fact.Code]))) };
    }

    /// <param name="recorded">The values of one fact, what was recorded last first.</param>
    private static IEnumerable<Fact> ValueOn(DateOnly day, IEnumerable<Fact> recorded)
    {
        var until = recorded.Where(fact => fact.ObservedOn <= day).Take(1).ToList();
        return until.Count > 0 ? until : recorded.Where(fact => FactCatalogue.Of(fact.Code).IsLasting).OrderBy(fact => fact.ObservedOn).Take(1);
    }
}
