using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>What went into verdicts: offer, item and operator as they were on record at the moment of each.</summary>
internal sealed class InputsAsOf(CommerceDatabase database)
{
    /// <summary>In the order of the verdicts, in four statements; null where something was not on record then.</summary>
    public async Task<IReadOnlyList<ListingFacts?>> OfAsync(IReadOnlyList<StoredAssessment> verdicts, CancellationToken cancellationToken)
    {
        var records = await RecordsAsync([.. verdicts.Where(verdict => verdict.Inputs is null).Select(verdict => new PastListing(verdict.ListingId, verdict.At))], cancellationToken);
        return [.. verdicts.Select(verdict => verdict.Inputs ?? (records.GetValueOrDefault(new(verdict.ListingId, verdict.At)) is { } record
            ? record.AsFacts(Tokyo.DayOf(verdict.At)) with { Recalls = verdict.Recalls }
            : null))];
    }

    /// <summary>What was on record of listings; leaves out those that were not then.</summary>
    public async Task<IReadOnlyDictionary<PastListing, RecordedListing>> RecordsAsync(IReadOnlyCollection<PastListing> asked, CancellationToken cancellationToken)
    {
        var ids = asked.Select(one => one.Id).Distinct().ToList();
        var listings = await database.Set<Listing>().AsNoTracking().Where(x => ids.Contains(x.Id))
            .Include(x => x.Operator).Include(x => x.Item).ThenInclude(x => x.Serials).AsSingleQuery()
            .ToDictionaryAsync(x => x.Id, cancellationToken);
        var known = asked.Where(one => listings.ContainsKey(one.Id)).ToList();
        var offers = await database.VersionsAsync<OfferVersion>([.. known.Select(one => new Moment(one.Id.Value, one.At))], cancellationToken);
        var items = await database.VersionsAsync<ItemVersion>([.. known.Select(one => new Moment(listings[one.Id].ItemId.Value, one.At))], cancellationToken);
        var owners = await database.VersionsAsync<OperatorVersion>([.. known.Select(one => new Moment(listings[one.Id].OperatorId.Value, one.At))], cancellationToken);
        var records = new Dictionary<PastListing, RecordedListing>();
        foreach (var one in known)
        {
            var listing = listings[one.Id];
            var offer = offers.GetValueOrDefault(new(listing.Id.Value, one.At))?.Content ?? (listing.RecordedAt <= one.At ? listing.AsOffer() : null);
            var item = items.GetValueOrDefault(new(listing.ItemId.Value, one.At))?.Content.Description ?? (listing.Item.RecordedAt <= one.At ? listing.Item.AsDescription() : null);
            var owner = owners.GetValueOrDefault(new(listing.OperatorId.Value, one.At))?.Content ?? (listing.Operator.RecordedAt <= one.At ? listing.Operator.AsRecord() : null);
            if (offer is not null && item is not null && owner is not null)
            {
                records[one] = new(listing, offer, item, owner);
            }
        }

        return records;
    }
}

/// <summary>What was on record of a listing at a moment.</summary>
/// <param name="Now">As it is on record now.</param>
internal sealed record RecordedListing(Listing Now, Offer Offer, ItemDescription Item, OperatorRecord Operator)
{
    /// <summary>Without recalls.</summary>
    public ListingFacts AsFacts(DateOnly day) => FactsOfListing.From(FactsOfListing.Of(Operator), Item, Offer, day, KnownRecalls.None);
}
