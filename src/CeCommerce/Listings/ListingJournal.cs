using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>
/// What a change of a listing leaves behind beside the listing: verdict, price, what is told before a lease, history and event. The entries go to
/// <paramref name="keep"/>, which stores them in the transaction of the change.
/// </summary>
internal sealed class ListingJournal(StandardsEngine standards, Action<object> keep)
{
    /// <summary>Judges what the listing says now by the rules, the waivers and the recalls of the day; whether they come to something else than before.</summary>
    public bool Assess(Listing listing, OperatorFacts owner, Circumstances circumstances, Judging judging)
    {
        judging = judging.Having(listing);
        var facts = FactsOfListing.From(owner, listing.Item.AsDescription(), listing.AsOffer(), Tokyo.DayOf(judging.At), circumstances.Recalls);
        return Assessed(listing, facts, Compliance.Of(standards, facts).WaivedBy(circumstances.Waivers), judging);
    }

    /// <summary>Takes a verdict that was given already; one that says the same as the last leaves no row.</summary>
    public bool Assessed(Listing listing, ListingFacts facts, Compliance compliance, Judging judging)
    {
        judging = judging.Having(listing);
        if (!listing.Assessed(compliance, judging.At))
        {
            return false;
        }

        keep(StoredAssessment.Of(listing.Id, judging, facts, listing.StoredCompliance!));
        return true;
    }

    /// <summary>Says when the listing comes off the shelf, unless that was said before.</summary>
    public void Grace(Listing listing, DateOnly? saidBefore, DateTimeOffset now)
    {
        if (listing.GraceUntil is { } until && until != saidBefore)
        {
            keep(ListingEvents.GraceOf(listing, until, now));
        }
    }

    public void Price(Listing listing, DateTimeOffset now)
    {
        if (PriceChange.Of(listing, now) is { } price)
        {
            keep(price);
        }
    }

    public void Record(Listing listing, string what, Caller caller, DateTimeOffset now, object? old = null, object? @new = null, string? why = null)
    {
        if (listing.Disclose(now) is { } disclosure)
        {
            keep(disclosure);
        }

        keep(HistoryEntry.Of(listing.Id, what, caller, now, old, @new, why));
        keep(ListingEvents.Of(what, listing, now, (old, @new) is (Offer before, Offer after) ? ChangedFields.Between(before, after) : []));
    }
}
