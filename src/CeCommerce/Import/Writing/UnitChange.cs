using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;

namespace CeCommerce.Import.Writing;

/// <summary>Makes or restates one unit and its listing as a row says, with everything that such a change leaves behind.</summary>
/// <param name="keep">Takes what is new; what is changed is tracked already.</param>
/// <param name="why">Stands in the history.</param>
internal sealed class UnitChange(ListingJournal journal, Action<object> keep, Caller caller, string why, DateTimeOffset now)
{
    public Item Register(PreparedRow row, OperatorId owner)
    {
        var item = Item.Register(TypedId.New<ItemId>(now), owner, row.SourceId, row.Unit!.Item, now);
        keep(item);
        foreach (var serial in item.Serials)
        {
            keep(serial);
        }

        return item;
    }

    public Item Describe(Item item, PreparedRow row)
    {
        var (old, described) = (item.AsDescription(), row.Unit!.Item);
        if (JsonColumn.Write(old) != JsonColumn.Write(described))
        {
            item.Describe(described);
            keep(HistoryEntry.Of(item.Id, "described", caller, now, old, described, why));
        }

        return item;
    }

    public Listing Draft(Item item, RowDecision decision)
    {
        var listing = Listing.Draft(TypedId.New<ListingId>(now), item, decision.Row.SourceId, decision.Row.Unit!.Offer, now);
        keep(listing);
        Judge(listing, decision, decision.Next == ListingState.Published ? AssessmentOccasion.Publish : AssessmentOccasion.Draft);
        Move(listing, decision.Next!.Value);
        journal.Price(listing, now);
        journal.Record(listing, listing.State == ListingState.Published ? "published" : "drafted", caller, now, why: why);
        return listing;
    }

    /// <exception cref="ListingMovedMeanwhile">It was sold, paused or published since the row was decided.</exception>
    public Listing Restate(Listing listing, RowDecision decision)
    {
        if (listing.State != decision.Known!.State)
        {
            throw new ListingMovedMeanwhile();
        }

        var (old, offer, state) = (listing.AsOffer(), decision.Row.Unit!.Offer, listing.State);
        var priceMoved = PriceChange.Between(old, offer);
        Describe(listing.Item, decision.Row);
        listing.Offers(offer, now);
        Judge(listing, decision, priceMoved ? AssessmentOccasion.PriceChange : AssessmentOccasion.Change);
        Move(listing, decision.Next!.Value);
        if (priceMoved)
        {
            journal.Price(listing, now);
        }

        journal.Record(listing, WordFor(state, listing.State), caller, now, old, offer, why);
        return listing;
    }

    private static string WordFor(ListingState before, ListingState after) =>
        before == after ? "changed" : after == ListingState.Published ? "published" : "paused";

    private void Judge(Listing listing, RowDecision decision, AssessmentOccasion occasion)
    {
        listing.CameFrom(decision.Row.Digest);
        journal.Assessed(listing, decision.Row.Facts!, decision.Row.Verdict!, occasion, now);
    }

    private void Move(Listing listing, ListingState next)
    {
        if (listing.State != next && listing.Move(next, ListingActor.Owner, now).Error is { } refused)
        {
            throw new InvalidOperationException($"{listing.Id} was decided to become {next}, but: {refused.Message.En}");
        }
    }
}

/// <summary>A listing is not in the state any more that its row was decided by; the row has to be looked at again.</summary>
internal sealed class ListingMovedMeanwhile() : Exception("A listing moved while its row was taken in.");
