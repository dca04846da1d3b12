namespace CeCommerce.Payments.Loose;

/// <summary>Which entries the books are to have of money that came by bank transfer, of its use, and of what was sent back of it.</summary>
internal static class LooseInBooks
{
    public static readonly BookedSource Money = new()
    {
        CauseKind = LooseMoneyId.Prefix,
        Sql =
            """
            SELECT l.id AS cause, side.kind, side.account, side.owner, l.currency, side.amount
            FROM payments.loose_money l CROSS JOIN LATERAL (
                SELECT 'PartPayment' AS kind, 'BuyerClearing' AS account, NULL::uuid AS owner, -l.part AS amount
                UNION ALL SELECT 'PartPayment', 'Escrow', operator_id, amount FROM payments.loose_shares(l.shares)
                UNION ALL SELECT 'Surplus', 'BuyerClearing', NULL, l.part - l.amount
                UNION ALL SELECT 'Surplus', 'RefundDue', NULL, l.amount - l.part
                UNION ALL SELECT 'TermOver', 'RefundDue', NULL, l.part WHERE l.reason = 'Short'
                UNION ALL SELECT 'TermOver', 'Escrow', operator_id, -amount FROM payments.loose_shares(l.shares) WHERE l.reason = 'Short') AS side
            WHERE side.amount <> 0
            """,
    };

    public static readonly BookedSource Uses = new()
    {
        CauseKind = LooseUseId.Prefix,
        Sql =
            """
            SELECT l.payment_id AS cause, 'PartsUsed' AS kind, side.account, side.owner, l.currency, sum(side.amount)::bigint AS amount
            FROM payments.loose_money l CROSS JOIN LATERAL (
                SELECT 'BuyerClearing' AS account, NULL::uuid AS owner, l.part AS amount
                UNION ALL SELECT 'Escrow', operator_id, -amount FROM payments.loose_shares(l.shares)) AS side
            WHERE l.part > 0 AND l.state <> 'Waiting' AND (l.reason IS NULL OR l.reason = 'Surplus')
            GROUP BY l.payment_id, side.account, side.owner, l.currency
            """,
    };

    public static readonly BookedSource Returns = new()
    {
        CauseKind = LooseReturnId.Prefix,
        Sql =
            """
            SELECT r.id AS cause, side.kind, side.account, NULL::uuid AS owner, l.currency, side.amount
            FROM payments.loose_returns r JOIN payments.loose_money l ON l.id = r.loose_money_id CROSS JOIN LATERAL (VALUES
                ('SentBack', 'RefundDue', -r.amount, true),
                ('SentBack', 'BuyerClearing', r.amount, true),
                ('CameBack', 'RefundDue', r.amount, r.failed_at IS NOT NULL),
                ('CameBack', 'BuyerClearing', -r.amount, r.failed_at IS NOT NULL)) AS side (kind, account, amount, happened)
            WHERE r.sent_at IS NOT NULL AND side.happened
            """,
    };
}
