using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>The rows behind a cart.</summary>
internal static class CartRows
{
    /// <summary>With lines, listings, items, operators and holds in one statement.</summary>
    public static IQueryable<Cart> WhollyRead(this IQueryable<Cart> carts) => carts
        .Include("_lines.Listing.Operator")
        .Include("_lines.Listing.Item.Serials")
        .Include("_lines.Hold")
        .AsSingleQuery();

    public static Task<Cart?> OfBuyerAsync(this IQueryable<Cart> carts, Buyer buyer, CancellationToken cancellationToken) =>
        carts.SingleOrDefaultAsync(cart => cart.ClientId == buyer.ClientId && cart.ConsumerId == buyer.ConsumerId, cancellationToken);

    /// <summary>What the buyer holds already, e.g. by holdListing, keeps the line of the cart too.</summary>
    public static async Task AdoptHoldsAsync(this CommerceDatabase database, Cart cart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<CartLine> free = [.. cart.Lines.Where(line => !line.IsHeld(now))];
        List<ListingId> listings = [.. free.Select(line => line.ListingId)];
        var own = listings.Count == 0 ? [] : await cart.Buyer.Own(database.Set<Hold>())
            .Where(hold => listings.Contains(hold.ListingId) && hold.ReleasedAt == null && hold.UsedAt == null && hold.ExpiresAt > now)
            .ToListAsync(cancellationToken);
        own.ForEach(hold => free.First(line => line.ListingId == hold.ListingId).KeptBy(hold));
    }
}
