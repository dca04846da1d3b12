namespace CeCommerce.Payments.Settling;

/// <summary>Which entries the books are to have of payouts and of what came back of them.</summary>
internal static class PayoutsInBooks
{
    public static readonly BookedSource Payouts = new()
    {
        CauseKind = PayoutId.Prefix,
        Sql =
            """
            SELECT p.id AS cause, side.kind, side.account, side.owner, p.currency, side.amount
            FROM payments.payouts p CROSS JOIN LATERAL (VALUES
                ('Transfer', 'BuyerClearing', NULL::uuid, CASE WHEN p.sent_at IS NULL THEN 0 ELSE p.amount END),
                ('Transfer', 'Payout', p.operator_id, CASE WHEN p.sent_at IS NULL THEN 0 ELSE -p.amount END),
                ('PayoutArrival', 'Payout', p.operator_id, p.arrived_amount),
                ('PayoutArrival', 'OperatorPayable', p.operator_id, -p.arrived_amount),
                ('PayoutReturn', 'Payout', p.operator_id, -p.returned_amount),
                ('PayoutReturn', 'OperatorPayable', p.operator_id, p.returned_amount),
                ('TransferReversal', 'BuyerClearing', NULL, -p.failed_amount),
                ('TransferReversal', 'Payout', p.operator_id, p.failed_amount),
                ('TransferReversal', 'Loss', p.operator_id, p.failed_of_loss),
                ('TransferReversal', 'OperatorPayable', p.operator_id, -p.failed_of_loss)) AS side (kind, account, owner, amount)
            WHERE side.amount <> 0
            """,
    };

    public static readonly BookedSource Reversals = new()
    {
        CauseKind = PayoutReversalId.Prefix,
        Sql =
            """
            SELECT r.id AS cause, 'TransferReversal' AS kind, side.account, side.owner, p.currency, side.amount
            FROM payments.payout_reversals r JOIN payments.payouts p ON p.id = r.payout_id CROSS JOIN LATERAL (VALUES
                ('BuyerClearing', NULL::uuid, -r.amount),
                ('Payout', p.operator_id, CASE WHEN r.had_arrived THEN 0 ELSE r.amount END),
                ('Loss', p.operator_id, r.of_loss),
                ('OperatorPayable', p.operator_id, CASE WHEN r.had_arrived THEN r.amount ELSE 0 END - r.of_loss)) AS side (account, owner, amount)
            WHERE r.state = 'Done' AND side.amount <> 0
            """,
    };
}
