using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Decides whether a buyer may hold a listing now.</summary>
internal sealed class HoldLimits(CommerceDatabase database, HeldListings holds, HoldClock clock)
{
    public HoldClock Clock => clock;

    /// <summary>The listing with its item and operator, when this buyer may hold it. Requests of one buyer have to come one by one, or two would both see a free place.</summary>
    public async Task<Outcome<Listing>> AdmitAsync(Buyer buyer, Caller caller, ListingId listingId, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var found = await database.Set<Listing>()
            .VisibleTo(caller)
            .Where(x => x.Id == listingId)
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .Select(x => new Asked(
                x,
                database.Set<Hold>().OwnedBy(buyer).Count(h => h.ReleasedAt == null && h.UsedAt == null && h.ExpiresAt > now),
                LetGo(buyer, now).Where(h => h.ItemId == x.ItemId).Max(h => (DateTimeOffset?)(h.ReleasedAt ?? h.ExpiresAt))))
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? new ListingNotFound(listingId.ToString(), "input", "listingId") : Judge(found, now);
    }

    private Outcome<Listing> Judge(Asked asked, DateTimeOffset now)
    {
        var (listing, held, letGoAt) = asked;
        if (listing.State != ListingState.Published || listing.Kind == ListingKind.Sharing)
        {
            return new ListingNotForSale(listing.Id, listing.State, "input", "listingId");
        }

        if (holds.Lapsed(listing, "listingId") is { } lapsed)
        {
            return lapsed;
        }

        if (held >= clock.Settings.HoldLimit)
        {
            return new TooManyHolds(clock.Settings.HoldLimit, "input", "listingId");
        }

        return letGoAt + clock.Settings.HoldPause is { } again && again > now ? new HeldMomentsAgo(listing.Id, again, "input", "listingId") : listing;
    }

    /// <summary>What the buyer held and let go a moment ago.</summary>
    private IQueryable<Hold> LetGo(Buyer buyer, DateTimeOffset now)
    {
        var since = now - clock.Settings.HoldPause;
        return database.Set<Hold>().OwnedBy(buyer).Where(h => h.ExpiresAt > since && h.UsedAt == null && (h.ReleasedAt != null || h.ExpiresAt <= now));
    }

    private sealed record Asked(Listing Listing, int Held, DateTimeOffset? LetGoAt);
}
