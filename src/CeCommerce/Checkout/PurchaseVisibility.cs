using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Who may see which purchases: part of the query, never a check after it.</summary>
internal static class PurchaseVisibility
{
    /// <summary>A buyer sees their own, the platform all; an operator none, since what else was bought is not theirs to see.</summary>
    public static IQueryable<Purchase> VisibleTo(this IQueryable<Purchase> purchases, Caller caller) => caller.Role switch
    {
        Role.Platform => purchases,
        _ when Buyer.Of(caller) is { } buyer => purchases.Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId),
        _ => purchases.Where(x => false),
    };

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<PurchaseId, Purchase>> NodesAsync(
        IReadOnlyCollection<PurchaseId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Purchase>().AsNoTracking()
            .VisibleTo(context.Caller)
            .Where(purchase => ids.Contains(purchase.Id))
            .ToDictionaryAsync(purchase => purchase.Id, cancellationToken);
}
