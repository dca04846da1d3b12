using CeCommerce.Payments;

namespace CeCommerce.Orders;

/// <summary>What each order's state says about the money that was captured for it and not given back.</summary>
internal static class OwedForOrders
{
    public static readonly OwedSource Source = new()
    {
        Kind = OrderMoney.Purpose,
        NameOf = id => OrderId.From(id).ToString(),
        Sql = "SELECT id AS purpose, state, CASE WHEN state IN ('Paid', 'HandedOver', 'Completed', 'RefundPending') THEN total_amount ELSE 0 END AS amount FROM orders.orders",
    };
}
