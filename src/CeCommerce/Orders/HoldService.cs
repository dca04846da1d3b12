using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What a buyer does before ordering: keeps an item for a while, looks at the final confirmation, or lets it go.</summary>
internal sealed class HoldService(CommerceDatabase database, Claims claims, OrderTransaction transaction, ListingService listings, OrderClock clock)
{
    public Task<Outcome<Hold>> HoldAsync(Caller caller, ListingId listingId, string key, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : transaction.OnceAsync(
                new(caller, "holdListing", key, new { listing = listingId.ToString() }),
                () => TakeAsync(buyer, caller, listingId, cancellationToken),
                hold => hold.Id.ToString(),
                id => FindAgainAsync(buyer, id, cancellationToken),
                cancellationToken);

    /// <summary>Adds the time of a hold once; after that others get their chance before the buyer can hold the item again.</summary>
    public Task<Outcome<Hold>> ExtendAsync(Caller caller, HoldId id, string key, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        id,
        new(caller, "extendHold", key, new { hold = id.ToString() }),
        async (hold, now) =>
        {
            if (hold.ExtendedAt is not null)
            {
                return new HoldNotExtendable(id, hold.ExpiresAt, "input", "holdId");
            }

            var held = hold.AsClaim();
            hold.Extend(now, hold.ExpiresAt + clock.Settings.HoldTime);
            var changed = await claims.ChangeAsync(held, hold.AsClaim(), now, cancellationToken);
            return changed.Error is null ? hold : Outcome<Hold>.Refused(await LostAsync(hold, changed.Error, cancellationToken));
        },
        cancellationToken);

    public Task<Outcome<Hold>> ReleaseAsync(Caller caller, HoldId id, string key, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        id,
        new(caller, "releaseHold", key, new { hold = id.ToString() }),
        async (hold, now) =>
        {
            hold.Release(now);
            var ended = await claims.EndAsync(hold.AsClaim(), now, cancellationToken);
            return ended ? hold : Outcome<Hold>.Refused(await LostAsync(hold, new ClaimEnded(), cancellationToken));
        },
        cancellationToken);

    /// <summary>Shows what the buyer is about to agree to, and freezes it on the hold.</summary>
    public Task<Outcome<Hold>> CheckoutAsync(Caller caller, HoldId id, string? submitLabel, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : transaction.RunAsync(() => ShowAsync(buyer, id, submitLabel, cancellationToken), cancellationToken);

    private async Task<Outcome<Hold>> ShowAsync(Buyer buyer, HoldId id, string? submitLabel, CancellationToken cancellationToken)
    {
        var found = (await FindAsync(buyer, id, cancellationToken)).Live(id, clock.Now);
        if (!found.Try(out var hold, out var refusal))
        {
            return Outcome<Hold>.Refused(refusal);
        }

        if (hold.Listing.State != ListingState.Published)
        {
            return new ListingNotForSale(hold.ListingId, hold.Listing.State, "input", "holdId");
        }

        var confirmation = ConfirmationRules.Of(hold.Listing, submitLabel, Tokyo.DayOf(clock.Now));
        if (!confirmation.Try(out var shown, out refusal))
        {
            return Outcome<Hold>.Refused(refusal);
        }

        if (Lapsed(hold.Listing, "holdId") is { } lapsed)
        {
            return lapsed;
        }

        hold.Show(shown, submitLabel);
        return hold;
    }

    /// <summary>Why the standards keep a listing on the shelf from being sold today; null when they do not. Permits and checks run out over night.</summary>
    /// <param name="listing">With its item and operator.</param>
    /// <param name="field">What named the listing in the input.</param>
    public ListingStandardsLapsed? Lapsed(Listing listing, string field) =>
        listings.Today(listing) is { MayPublish: false } verdict ? new(listing.Id, verdict, "input", field) : null;

    /// <summary>The hold with its listing, item and seller: one statement for all that placing an order needs.</summary>
    public async Task<HeldListing?> FindAsync(Buyer buyer, HoldId id, CancellationToken cancellationToken) => await database.Set<Hold>()
        .OwnedBy(buyer)
        .Where(hold => hold.Id == id)
        .Include(hold => hold.Listing.Operator)
        .Include(hold => hold.Listing.Item).ThenInclude(item => item.Serials)
        .AsSingleQuery()
        .Select(hold => new HeldListing(hold, database.Set<Listing>().Any(other => other.ItemId == hold.ItemId && other.Id != hold.ListingId)))
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Why the claim was not the hold's any more when it was to be changed: somebody ordered, released or took the item since it was read.</summary>
    public async Task<IUserError> LostAsync(Hold hold, IUserError error, CancellationToken cancellationToken)
    {
        if (error is ItemTaken taken)
        {
            return taken with { At = ["input", "holdId"] };
        }

        database.ChangeTracker.Clear();
        var now = await FindAsync(new(hold.ClientId, hold.ConsumerId), hold.Id, cancellationToken);
        return now.Live(hold.Id, clock.Now).Error ?? new OrderBusy("input", "holdId");
    }

    private async Task<Outcome<Hold>> TakeAsync(Buyer buyer, Caller caller, ListingId listingId, CancellationToken cancellationToken)
    {
        var now = clock.Now;

        // Holds of one buyer come one after the other, or two at once would both see a free place.
        await database.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({caller.Name}, 11))", cancellationToken);
        var found = await database.Set<Listing>()
            .VisibleTo(caller)
            .Where(x => x.Id == listingId)
            .Include(x => x.Operator)
            .Include(x => x.Item).ThenInclude(x => x.Serials)
            .AsSingleQuery()
            .Select(x => new
            {
                Listing = x,
                Held = database.Set<Hold>().OwnedBy(buyer).Count(h => h.ReleasedAt == null && h.OrderId == null && h.ExpiresAt > now),
                LetGoAt = LetGo(buyer, now).Where(h => h.ItemId == x.ItemId).Max(h => (DateTimeOffset?)(h.ReleasedAt ?? h.ExpiresAt)),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return new ListingNotFound(listingId.ToString(), "input", "listingId");
        }

        if (found.Listing.State != ListingState.Published || found.Listing.Kind == Standards.ListingKind.Sharing)
        {
            return new ListingNotForSale(listingId, found.Listing.State, "input", "listingId");
        }

        if (Lapsed(found.Listing, "listingId") is { } lapsed)
        {
            return lapsed;
        }

        if (found.Held >= clock.Settings.HoldLimit)
        {
            return new TooManyHolds(clock.Settings.HoldLimit, "input", "listingId");
        }

        if (found.LetGoAt + clock.Settings.HoldPause is { } again && again > now)
        {
            return new HeldMomentsAgo(listingId, again, "input", "listingId");
        }

        var hold = Hold.Of(TypedId.New<HoldId>(now), found.Listing, buyer, now, now + clock.Settings.HoldTime);
        var claimed = await claims.TakeAsync(hold.AsClaim(), now, cancellationToken);
        if (claimed.Error is { } taken)
        {
            return taken is ItemTaken item ? item with { At = ["input", "listingId"] } : Outcome<Hold>.Refused(taken);
        }

        database.Add(hold);
        return hold;
    }

    /// <summary>What the buyer held and let go a moment ago without trying to order it.</summary>
    private IQueryable<Hold> LetGo(Buyer buyer, DateTimeOffset now)
    {
        var since = now - clock.Settings.HoldPause;
        return database.Set<Hold>().OwnedBy(buyer).Where(h => h.ExpiresAt > since && (h.ReleasedAt != null || h.ExpiresAt <= now)
            && !database.Set<Order>().Any(o => o.HoldId == h.Id));
    }

    private Task<Outcome<Hold>> ChangeAsync(
        Caller caller, HoldId id, KeyedRequest request, Func<Hold, DateTimeOffset, Task<Outcome<Hold>>> change, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : transaction.OnceAsync(
                request,
                async () =>
                {
                    var now = clock.Now;
                    var live = (await FindAsync(buyer, id, cancellationToken)).Live(id, now);
                    return live.Try(out var hold, out _) ? await change(hold, now) : live;
                },
                hold => hold.Id.ToString(),
                name => FindAgainAsync(buyer, name, cancellationToken),
                cancellationToken);

    private Task<Hold> FindAgainAsync(Buyer buyer, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<HoldId>(name);
        return database.Set<Hold>().OwnedBy(buyer).Include(hold => hold.Listing).SingleAsync(hold => hold.Id == id, cancellationToken);
    }
}

/// <summary>A hold with all that it stands for.</summary>
/// <param name="HasOtherListings">Whether the item is, or was, offered by another listing too.</param>
internal sealed record HeldListing(Hold Hold, bool HasOtherListings);

internal static class HeldListingLife
{
    /// <summary>The hold when it still keeps the item, or why it does not.</summary>
    public static Outcome<Hold> Live(this HeldListing? held, HoldId id, DateTimeOffset now) => held?.Hold switch
    {
        null => new HoldNotFound(id.ToString(), "input", "holdId"),
        { OrderId: { } order } => new HoldUsed(id, order, "input", "holdId"),
        { } hold when !hold.IsLive(now) => new HoldExpired(id, hold.ListingId, hold.ReleasedAt ?? hold.ExpiresAt, "input", "holdId"),
        { } hold => hold,
    };
}
