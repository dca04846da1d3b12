using System.Globalization;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>What was done to a cart, and what of it could not be done.</summary>
internal sealed record CartChange(CartId Cart, IReadOnlyList<IUserError> Refusals);

/// <summary>Puts things into a buyer's cart and takes them out.</summary>
internal sealed class CartService(CommerceDatabase database, AtomicChanges changes, CartInspection inspection, Claims claims, HoldSettings settings)
{
    public async Task<Outcome<CartChange>> AddAsync(Caller caller, AddToCartInput input, CancellationToken cancellationToken)
    {
        if (input.ListingIds.Count > settings.CartLimit)
        {
            return new CartFull(settings.CartLimit, "input", "listingIds");
        }

        if (ClientReference.Refused(input.ClientReference) is { } unfit)
        {
            return unfit;
        }

        return await ChangeQuotedAsync(
            new(caller, "addToCart", input.IdempotencyKey, new { listings = input.ListingIds.Select(id => id.ToString()).ToList(), input.ClientReference }),
            cart => AddAsync(cart, caller, input, cancellationToken),
            _ => Renewal.OfOtherThings,
            cancellationToken);
    }

    /// <summary>What was held for it is let go.</summary>
    public Task<Outcome<CartChange>> RemoveAsync(Caller caller, RemoveFromCartInput input, CancellationToken cancellationToken) => ChangeQuotedAsync(
        new(caller, "removeFromCart", input.IdempotencyKey, new { listings = input.ListingIds.Select(id => id.ToString()).ToList() }),
        async cart =>
        {
            var (now, missing) = (inspection.Now, Missing(cart, input.ListingIds));
            foreach (var line in cart.Lines.Where(line => input.ListingIds.Contains(line.ListingId)))
            {
                if (line.IsHeld(now) && await claims.EndAsync(line.Hold!.AsClaim(), now, cancellationToken))
                {
                    line.Hold.Release(now);
                }

                cart.Remove(line, now);
            }

            return new CartChange(cart.Id, missing);
        },
        _ => Renewal.OfOtherThings,
        cancellationToken);

    public Task<Outcome<CartChange>> AcceptAsync(Caller caller, AcceptCartChangesInput input, CancellationToken cancellationToken) => ChangeQuotedAsync(
        new(caller, "acceptCartChanges", input.IdempotencyKey, new { listings = input.ListingIds?.Select(id => id.ToString()).ToList() }),
        cart =>
        {
            foreach (var line in cart.Lines.Where(line => input.ListingIds?.Contains(line.ListingId) ?? true))
            {
                line.See(inspection.Verdict(line.Listing).Verdict);
            }

            cart.Touch(inspection.Now);
            return Task.FromResult<Outcome<CartChange>>(new CartChange(cart.Id, Missing(cart, input.ListingIds ?? [])));
        },
        cart => Seen(cart, input.ListingIds),
        cancellationToken);

    /// <summary>As <see cref="ChangeAsync"/>, and what sending comes to is asked anew where it may have changed.</summary>
    private async Task<Outcome<CartChange>> ChangeQuotedAsync(
        KeyedRequest request, Func<Cart, Task<Outcome<CartChange>>> change, Func<Cart, Renewal> renewal, CancellationToken cancellationToken)
    {
        var destination = await inspection.Quoting.DestinationAsync(request.Caller, isAgreed: false, cancellationToken);
        return await ChangeAsync(
            request,
            async cart =>
            {
                var changed = await change(cart);
                if (changed.Error is null)
                {
                    await inspection.Quoting.RenewAsync(cart, destination.To, renewal(cart), cancellationToken);
                }

                return changed;
            },
            cancellationToken);
    }

    /// <summary>Of whom something is named.</summary>
    private static Renewal Seen(Cart cart, IReadOnlyList<ListingId>? named)
    {
        var seen = cart.Lines.Where(line => named?.Contains(line.ListingId) ?? true).Select(line => line.Listing.OperatorId).ToHashSet();
        return new(seen.Contains);
    }

    /// <summary>Requests of one buyer come one by one: there is one cart of each.</summary>
    internal Task<Outcome<CartChange>> ChangeAsync(KeyedRequest request, Func<Cart, Task<Outcome<CartChange>>> change, CancellationToken cancellationToken) =>
        Buyer.Of(request.Caller) is not { } buyer
            ? Task.FromResult<Outcome<CartChange>>(new BuyerRequired())
            : changes.OnceAsync(
                request with { OneByOne = true },
                async () =>
                {
                    var cart = await database.Set<Cart>().WhollyRead().OfBuyerAsync(buyer, cancellationToken);
                    if (cart is null)
                    {
                        cart = Cart.Of(buyer, inspection.Now);
                        database.Add(cart);
                    }

                    return await change(cart);
                },
                done => done.Cart.ToString(),
                name => Task.FromResult(new CartChange(TypedId.Parse<CartId>(name), [])),
                cancellationToken);

    private async Task<Outcome<CartChange>> AddAsync(Cart cart, Caller caller, AddToCartInput input, CancellationToken cancellationToken)
    {
        var wanted = await database.Set<Listing>().VisibleTo(caller)
            .Where(listing => input.ListingIds.Contains(listing.Id))
            .Include(listing => listing.Operator)
            .Include(listing => listing.Item).ThenInclude(item => item.Serials)
            .AsSingleQuery()
            .ToDictionaryAsync(listing => listing.Id, cancellationToken);
        List<IUserError> refusals = [];
        foreach (var id in input.ListingIds.Distinct())
        {
            if (Refused(wanted.GetValueOrDefault(id), id, input) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            cart.Put(wanted[id], inspection.Verdict(wanted[id]).Verdict, inspection.Now);
        }

        if (cart.Lines.Count > settings.CartLimit)
        {
            return new CartFull(settings.CartLimit, "input", "listingIds");
        }

        await database.AdoptHoldsAsync(cart, inspection.Now, cancellationToken);
        cart.NameIt(input.ClientReference ?? cart.ClientReference, inspection.Now);
        return new CartChange(cart.Id, refusals);
    }

    private static UserError? Refused(Listing? listing, ListingId id, AddToCartInput input) => listing switch
    {
        null => new ListingNotFound(id.ToString(), PlaceOf(id, input.ListingIds)),
        { State: not ListingState.Published } or { Price: null } => new ListingNotForSale(id, listing.State, PlaceOf(id, input.ListingIds)),
        _ => null,
    };

    private static List<IUserError> Missing(Cart cart, IReadOnlyList<ListingId> named) =>
        [.. named.Distinct().Where(id => cart.Lines.All(line => line.ListingId != id)).Select(id => new NotInCart(PlaceOf(id, named)))];

    private static string[] PlaceOf(ListingId id, IReadOnlyList<ListingId> named) =>
        ["input", "listingIds", named.TakeWhile(each => each != id).Count().ToString(CultureInfo.InvariantCulture)];
}
