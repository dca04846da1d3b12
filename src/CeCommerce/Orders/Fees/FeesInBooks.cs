using CeCommerce.Payments;

namespace CeCommerce.Orders.Fees;

/// <summary>Which entries the books are to have of fees: of each completed order those of its units together, and of each part that was given back.</summary>
internal static class FeesInBooks
{
    public static readonly BookedSource Charged = new()
    {
        CauseKind = OrderId.Prefix,
        Sql =
            """
            SELECT order_id AS cause, 'Fee' AS kind, side.account, side.owner, currency, side.amount::bigint AS amount
            FROM (
                SELECT f.order_id, o.operator_id, f.currency, sum(CASE WHEN f.charged_at IS NULL THEN f.amount ELSE f.charged_amount END) AS fee,
                    sum(CASE WHEN f.charged_at IS NULL THEN f.tax ELSE f.charged_tax END) AS tax
                FROM orders.line_fees f JOIN orders.orders o ON o.id = f.order_id LEFT JOIN orders.unreleased u ON u.order_id = o.id
                WHERE f.charged_at IS NOT NULL OR (o.state = 'Completed' AND u.order_id IS NULL)
                GROUP BY f.order_id, o.operator_id, f.currency) AS charged
            CROSS JOIN LATERAL (VALUES ('OperatorPayable', operator_id, -fee - tax), ('FeeIncome', NULL::uuid, fee), ('FeeTax', NULL::uuid, tax)) AS side (account, owner, amount)
            WHERE fee + tax > 0
            """,
    };

    public static readonly BookedSource GivenBack = new()
    {
        CauseKind = FeeReturnId.Prefix,
        Sql =
            """
            SELECT r.id AS cause, 'FeeReturn' AS kind, side.account, side.owner, r.currency, side.amount
            FROM orders.fee_returns r JOIN orders.orders o ON o.id = r.order_id
            CROSS JOIN LATERAL (VALUES ('OperatorPayable', o.operator_id, r.amount + r.tax), ('FeeIncome', NULL::uuid, -r.amount), ('FeeTax', NULL::uuid, -r.tax)) AS side (account, owner, amount)
            """,
    };
}
