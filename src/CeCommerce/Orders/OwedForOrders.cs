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
            SELECT purchase_id AS purpose, string_agg(state, ', ' ORDER BY id) AS state, sum(kept)::bigint AS amount,
                CASE WHEN NOT bool_or(u.order_id IS NOT NULL) THEN sum(CASE WHEN state = 'Completed' OR (state = 'Refunded' AND refunded_amount > 0) THEN refund_decided_amount - refunded_amount ELSE greatest(kept, 0) END)::bigint END AS in_escrow
            FROM (
                SELECT *, CASE WHEN state IN ('Paid', 'HandedOver', 'Delivered', 'Completed', 'RefundPending') OR (state = 'Refunded' AND refunded_amount > 0)
                    THEN total_amount - refunded_amount ELSE 0 END AS kept
                FROM orders.orders) AS o
            LEFT JOIN orders.unreleased u ON u.order_id = o.id
            GROUP BY purchase_id
            """,
    };
}
