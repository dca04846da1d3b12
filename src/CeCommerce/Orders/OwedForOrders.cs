using CeCommerce.Checkout;
using CeCommerce.Payments;

namespace CeCommerce.Orders;

/// <summary>What the states of each purchase's orders say about the money that was captured for it and not given back.</summary>
internal static class OwedForOrders
{
    public static readonly OwedSource Source = new()
    {
        Kind = Purchase.Purpose,
        NameOf = id => Purchase.NameOf(PurchaseId.From(id)),
        Sql =
            """
            SELECT purchase_id AS purpose, string_agg(state, ', ' ORDER BY id) AS state,
                sum(CASE WHEN state IN ('Paid', 'HandedOver', 'Delivered', 'Completed', 'RefundPending') OR (state = 'Refunded' AND refunded_amount > 0)
                    THEN total_amount - refunded_amount ELSE 0 END)::bigint AS amount
            FROM orders.orders GROUP BY purchase_id
            """,
    };
}
