using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Judges the living listings of an item by what is known of it now; what fails comes off the shelf.</summary>
internal sealed class ListingsOfItem(CommerceDatabase database, StandardsEngine standards) : IFollowItems
{
    private readonly ListingJournal _journal = new(standards, entry => database.Add(entry));

    public async Task ChangedAsync(Caller caller, Item item, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var living = await LivingAsync(item, cancellationToken);
        await database.HoldAsync(living.Select(listing => listing.Operator), cancellationToken);
        var waivers = await database.WaiversAsync([.. living.Select(x => x.OperatorId).Distinct()], [.. living.Select(x => x.Id)], Tokyo.DayOf(now), cancellationToken);
        var recalls = await database.RecallsOfAsync([FactsOfListing.RecallSubjectOf(item.AsDescription())], Tokyo.DayOf(now), cancellationToken);
        foreach (var listing in living)
        {
            _journal.Assess(
                listing, FactsOfListing.Of(listing.Operator), new(waivers.Of(listing.OperatorId, listing.Id), recalls), new(AssessmentOccasion.Change, caller, now));
            var falls = listing is { State: ListingState.Published, Compliance.MayStay: false };
            if (falls)
            {
                listing.Move(ListingState.Paused, ListingActor.System, now);
            }

            _journal.Record(listing, falls ? "paused" : "changed", caller, now, why: why);
        }
    }

    /// <param name="facts">What was stated of the offers together with the item; they are told and judged with it.</param>
    public async Task DescribedAsync(Caller caller, Item item, ItemFacts facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var listing in facts.Count == 0 ? [] : await LivingAsync(item, cancellationToken))
        {
            var old = listing.AsOffer();
            listing.Offers(old with { Facts = old.Facts.With(facts) }, now);
            database.Note(HistoryEntry.Of(listing.Id, "changed", caller, now, old, listing.AsOffer(), "stated with the item"));
        }

        await ChangedAsync(caller, item, "item described anew", now, cancellationToken);
    }

    private Task<List<Listing>> LivingAsync(Item item, CancellationToken cancellationToken) => database.Set<Listing>().Include(x => x.Operator)
        .Where(x => x.ItemId == item.Id && x.State != ListingState.Withdrawn && x.State != ListingState.Sold)
        .ToListAsync(cancellationToken);
}
