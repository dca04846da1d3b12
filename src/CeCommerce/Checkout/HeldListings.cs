using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Finds a buyer's holds with all that they stand for, and says why one does not keep its item any more.</summary>
internal sealed class HeldListings(CommerceDatabase database, ListingService listings, StandardsEngine standards, HoldClock clock)
{
    /// <summary>The hold while it keeps the item, with its listing, item and seller in one statement, or why it does not.</summary>
    public async Task<Outcome<Hold>> LiveAsync(Buyer buyer, HoldId id, CancellationToken cancellationToken)
    {
        var found = await database.Set<Hold>()
            .OwnedBy(buyer)
            .Where(hold => hold.Id == id)
            .Include(hold => hold.Listing.Operator)
            .Include(hold => hold.Listing.Item).ThenInclude(item => item.Serials)
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => new HoldNotFound(id.ToString(), "input", "holdId"),
            { UsedAt: not null } => new HoldUsed(id, "input", "holdId"),
            _ when !found.IsLive(clock.Now) => new HoldExpired(id, found.ListingId, found.ReleasedAt ?? found.ExpiresAt, "input", "holdId"),
            _ => found,
        };
    }

    /// <summary>A hold that an earlier request made or changed.</summary>
    public Task<Hold> FindAgainAsync(Buyer buyer, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<HoldId>(name);
        return database.Set<Hold>().OwnedBy(buyer).Include(hold => hold.Listing).SingleAsync(hold => hold.Id == id, cancellationToken);
    }

    /// <summary>
    /// The final confirmation of a live hold as the listing stands today, or why it cannot be bought today: taken off the shelf, or its
    /// permits and checks ran out over night.
    /// </summary>
    /// <param name="submitLabel">The app's wording of the last button; null for ours.</param>
    public Outcome<FinalConfirmation> Confirm(Hold hold, string? submitLabel)
    {
        if (hold.Listing.State != ListingState.Published)
        {
            return new ListingNotForSale(hold.ListingId, hold.Listing.State, "input", "holdId");
        }

        var confirmation = ConfirmationRules.Of(standards, hold.Listing, submitLabel, Tokyo.DayOf(clock.Now));
        return confirmation.Error is null && Lapsed(hold.Listing, "holdId") is { } lapsed ? lapsed : confirmation;
    }

    /// <summary>Why the standards keep a listing on the shelf from being sold today; null when they do not.</summary>
    /// <param name="listing">With its item and operator.</param>
    /// <param name="field">What named the listing in the input.</param>
    public ListingStandardsLapsed? Lapsed(Listing listing, string field) =>
        listings.Today(listing) is { MayStay: false } verdict ? new(listing.Id, verdict, "input", field) : null;

    /// <summary>Why the claim was not the hold's any more when it was to be changed: somebody ordered, released or took the item since it was read.</summary>
    public async Task<IUserError> LostAsync(Hold hold, IUserError error, CancellationToken cancellationToken)
    {
        if (error is ItemTaken taken)
        {
            return taken with { At = ["input", "holdId"] };
        }

        database.ChangeTracker.Clear();
        var now = await LiveAsync(new(hold.ClientId, hold.ConsumerId), hold.Id, cancellationToken);
        return now.Error ?? throw new ChangedMeanwhile();
    }
}
