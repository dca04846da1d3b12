using CeCommerce.Checkout;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>Who may see which orders: part of the query, never a check after it.</summary>
internal static class OrderVisibility
{
    /// <summary>A buyer sees their own, an operator those of its items, the platform all; an auditor none.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Caller caller) => caller.Role switch
    {
        Role.Platform => orders,
        Role.Operator or Role.Refurbisher when caller.OperatorId is { } tenant => orders.SoldBy(OperatorId.From(tenant)),
        _ when Buyer.Of(caller) is { } buyer => orders.Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId),
        _ => orders.Where(x => false),
    };

    /// <summary>Equal for callers to whom the same orders are visible.</summary>
    public static string ViewersLike(Caller caller) => caller.Role switch
    {
        Role.Platform => "all",
        Role.Operator or Role.Refurbisher when caller.OperatorId is { } tenant => OperatorId.From(tenant).ToString(),
        _ when Buyer.Of(caller) is { } buyer => $"{buyer.ClientId}/{buyer.ConsumerId}",
        _ => "none",
    };

    /// <summary>As whom the caller acts on an order that they can see; null for those who only read.</summary>
    public static OrderActor? ActorOf(Caller caller) => caller.Role switch
    {
        Role.Consumer => OrderActor.Buyer,
        Role.Operator or Role.Platform => OrderActor.Seller,
        Role.Refurbisher or Role.Auditor or null => null,
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };

    private static IQueryable<Order> SoldBy(this IQueryable<Order> orders, OperatorId tenant) => orders.Where(x => x.OperatorId == tenant);
}
