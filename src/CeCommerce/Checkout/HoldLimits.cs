using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Decides whether a buyer may hold a listing now: what is kept without being paid, by them and by all of their app, is counted.</summary>
internal sealed class HoldLimits(CommerceDatabase database, HeldListings held, BoughtItems bought, HoldClock clock)
{
    public HoldClock Clock => clock;

    /// <summary>
    /// The listing with its item and operator, when this buyer may hold it. Requests of one buyer have to come one by one, or two would both
    /// see a free place; those of an app do not wait for each other, so that it may end a few above its limit.
    /// </summary>
    /// <param name="caller">A buyer.</param>
    /// <param name="listingId">What they want to hold.</param>
    /// <param name="most">How many they may hold at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<Listing>> AdmitAsync(Caller caller, ListingId listingId, int most, CancellationToken cancellationToken)
    {
        var buyer = Buyer.Of(caller)!;
        var now = clock.Now;
        var (live, letGo) = (Live(now), LetGo(buyer, now));
        var (unpaid, leftUnpaid) = (bought.Unpaid(now), bought.EndedUnpaid(now - clock.Settings.HoldPause));
        var asked = await database.Set<Listing>()
            .VisibleTo(caller)
            .Where(x => x.Id == listingId)
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .Select(x => new Asked(
                x,
                live.Count(h => h.ClientId == buyer.ClientId && h.ConsumerId == buyer.ConsumerId)
                    + unpaid.Count(p => p.ClientId == buyer.ClientId && p.ConsumerId == buyer.ConsumerId),
                live.Count(h => h.ClientId == buyer.ClientId) + unpaid.Count(p => p.ClientId == buyer.ClientId),
                letGo.Where(h => h.ItemId == x.ItemId).Max(h => (DateTimeOffset?)(h.ReleasedAt ?? h.ExpiresAt)),
                leftUnpaid.Where(p => p.ClientId == buyer.ClientId && p.ConsumerId == buyer.ConsumerId && p.ItemId == x.ItemId).Max(p => (DateTimeOffset?)p.At)))
            .SingleOrDefaultAsync(cancellationToken);
        if (asked is null)
        {
            return new ListingNotFound(listingId.ToString(), "input", "listingId");
        }

        var refusal = NotForSale(asked.Listing) ?? TooSoon(asked, now) ?? (asked.OfBuyer >= most ? new TooManyHolds(most, "input", "listingId") : await TooManyAsync(buyer, asked, cancellationToken));
        return refusal is null ? asked.Listing : refusal;
    }

    private UserError? NotForSale(Listing listing) =>
        listing.State != ListingState.Published || listing.Kind == ListingKind.Sharing
            ? new ListingNotForSale(listing.Id, listing.State, "input", "listingId")
            : clock.Payouts.RefusalOf(listing.Operator, "input", "listingId") ?? (UserError?)held.Lapsed(listing, "listingId");

    private HeldMomentsAgo? TooSoon(Asked asked, DateTimeOffset now)
    {
        var ended = asked.LeftUnpaidAt > asked.LetGoAt || asked.LetGoAt is null ? asked.LeftUnpaidAt : asked.LetGoAt;
        return ended + clock.Settings.HoldPause is { } again && again > now ? new(asked.Listing.Id, again, "input", "listingId") : null;
    }

    private async Task<UserError?> TooManyAsync(Buyer buyer, Asked asked, CancellationToken cancellationToken)
    {
        if (asked.OfApp < clock.Settings.AppHoldLimit)
        {
            return null;
        }

        var limit = await AppLimitAsync(buyer.ClientId, asked.OfApp, cancellationToken);
        return asked.OfApp < limit ? null : new TooManyHoldsOfApp(limit, "input", "listingId");
    }

    /// <summary>An app that sells much may keep much: of its paid orders as many are counted as could matter.</summary>
    private async Task<int> AppLimitAsync(string app, int kept, CancellationToken cancellationToken)
    {
        var settings = clock.Settings;
        var most = (int)Math.Min(int.MaxValue, (kept + 1L - settings.AppHoldLimit) * 100 / settings.AppHoldPercent + 1);
        var paid = await bought.Paid(clock.Now - TimeSpan.FromDays(settings.AppHoldDays)).Where(p => p.ClientId == app).Take(most).CountAsync(cancellationToken);
        return (int)(settings.AppHoldLimit + ((long)paid * settings.AppHoldPercent / 100));
    }

    private IQueryable<Hold> Live(DateTimeOffset now) => database.Set<Hold>().Where(h => h.ReleasedAt == null && h.UsedAt == null && h.ExpiresAt > now);

    /// <summary>What the buyer held and let go a moment ago.</summary>
    private IQueryable<Hold> LetGo(Buyer buyer, DateTimeOffset now)
    {
        var since = now - clock.Settings.HoldPause;
        return buyer.Own(database.Set<Hold>()).Where(h => h.ExpiresAt > since && h.UsedAt == null && (h.ReleasedAt != null || h.ExpiresAt <= now));
    }

    private sealed record Asked(Listing Listing, int OfBuyer, int OfApp, DateTimeOffset? LetGoAt, DateTimeOffset? LeftUnpaidAt);
}
