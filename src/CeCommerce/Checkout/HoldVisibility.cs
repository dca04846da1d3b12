namespace CeCommerce.Checkout;

/// <summary>Who may see which holds: part of the query, never a check after it.</summary>
internal static class HoldVisibility
{
    public static IQueryable<Hold> OwnedBy(this IQueryable<Hold> holds, Buyer buyer) =>
        holds.Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId);
}
