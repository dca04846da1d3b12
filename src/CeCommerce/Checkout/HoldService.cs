using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Idempotency;

namespace CeCommerce.Checkout;

/// <summary>What a buyer does before ordering: keeps an item for a while, looks at the final confirmation, or lets it go.</summary>
internal sealed class HoldService(Claims claims, AtomicChanges changes, HeldListings held, NewHolds holds)
{
    public Task<Outcome<Hold>> HoldAsync(Caller caller, ListingId listingId, string key, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : changes.OnceAsync(
                new(caller, "holdListing", key, new { listing = listingId.ToString() }) { OneByOne = true },
                () => holds.TakeAsync(caller, listingId, holds.Clock.Settings.HoldLimit, cancellationToken),
                hold => hold.Id.ToString(),
                id => held.FindAgainAsync(buyer, id, cancellationToken),
                cancellationToken);

    /// <summary>Adds the time of a hold once; after that others get their chance before the buyer can hold the item again.</summary>
    public Task<Outcome<Hold>> ExtendAsync(Caller caller, HoldId id, string key, CancellationToken cancellationToken) => ChangeAsync(
        id,
        new(caller, "extendHold", key, new { hold = id.ToString() }),
        async hold =>
        {
            if (hold.ExtendedAt is not null)
            {
                return new HoldNotExtendable(id, hold.ExpiresAt, "input", "holdId");
            }

            var (before, now) = (hold.AsClaim(), holds.Clock.Now);
            hold.Extend(now, hold.ExpiresAt + holds.Clock.Settings.HoldTime);
            var changed = await claims.ChangeAsync(before, hold.AsClaim(), now, cancellationToken);
            return changed.Error is null ? hold : Outcome<Hold>.Refused(await held.LostAsync(hold.Buyer, [id], changed.Error, cancellationToken));
        },
        cancellationToken);

    public Task<Outcome<Hold>> ReleaseAsync(Caller caller, HoldId id, string key, CancellationToken cancellationToken) => ChangeAsync(
        id,
        new(caller, "releaseHold", key, new { hold = id.ToString() }),
        async hold =>
        {
            var now = holds.Clock.Now;
            hold.Release(now);
            var ended = await claims.EndAsync(hold.AsClaim(), now, cancellationToken);
            return ended ? hold : Outcome<Hold>.Refused(await held.LostAsync(hold.Buyer, [id], new ClaimEnded(), cancellationToken));
        },
        cancellationToken);

    /// <summary>Shows what the buyer is about to agree to, and freezes it on the hold.</summary>
    public Task<Outcome<Hold>> CheckoutAsync(Caller caller, HoldId id, string? submitLabel, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : changes.RunAsync(() => ShowAsync(buyer, id, submitLabel, cancellationToken), cancellationToken);

    private async Task<Outcome<Hold>> ShowAsync(Buyer buyer, HoldId id, string? submitLabel, CancellationToken cancellationToken)
    {
        var live = await held.LiveAsync(buyer, id, cancellationToken);
        if (!live.Try(out var hold, out _))
        {
            return live;
        }

        if (!held.Confirm([hold], submitLabel, ConfirmedShipping.AsAgreed).Try(out var shown, out var refusal))
        {
            return Outcome<Hold>.Refused(refusal);
        }

        hold.Show(shown, submitLabel);
        return hold;
    }

    private Task<Outcome<Hold>> ChangeAsync(HoldId id, KeyedRequest request, Func<Hold, Task<Outcome<Hold>>> change, CancellationToken cancellationToken) =>
        Buyer.Of(request.Caller) is not { } buyer
            ? Task.FromResult<Outcome<Hold>>(new BuyerRequired())
            : changes.OnceAsync(
                request,
                async () =>
                {
                    var live = await held.LiveAsync(buyer, id, cancellationToken);
                    return live.Try(out var hold, out _) ? await change(hold) : live;
                },
                hold => hold.Id.ToString(),
                name => held.FindAgainAsync(buyer, name, cancellationToken),
                cancellationToken);
}
