using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Checkout;

/// <summary>Takes an item for a buyer. Part of the caller's transaction, which saves.</summary>
internal sealed class NewHolds(CommerceDatabase database, Claims claims, HoldLimits limits)
{
    public HoldClock Clock => limits.Clock;

    /// <param name="caller">A buyer.</param>
    /// <param name="listingId">What they want to hold.</param>
    /// <param name="most">How many they may hold at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<Hold>> TakeAsync(Caller caller, ListingId listingId, int most, CancellationToken cancellationToken)
    {
        var now = Clock.Now;
        if (!(await limits.AdmitAsync(caller, listingId, most, cancellationToken)).Try(out var listing, out var refusal))
        {
            return Outcome<Hold>.Refused(refusal);
        }

        var hold = Hold.Of(TypedId.New<HoldId>(now), listing, Buyer.Of(caller)!, now, now + Clock.Settings.HoldTime);
        var claimed = await claims.TakeAsync(hold.AsClaim(), now, cancellationToken);
        if (claimed.Error is { } taken)
        {
            return taken is ItemTaken item ? item with { At = ["input", "listingId"] } : Outcome<Hold>.Refused(taken);
        }

        database.Add(hold);
        return hold;
    }
}
