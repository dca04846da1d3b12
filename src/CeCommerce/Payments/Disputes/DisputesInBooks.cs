namespace CeCommerce.Payments.Disputes;

/// <summary>Which entries the books are to have of disputes, and of what each took from an operator.</summary>
internal static class DisputesInBooks
{
    public static readonly BookedSource Disputes = new()
    {
        CauseKind = DisputeId.Prefix,
        Sql =
            """
            SELECT d.id AS cause, side.kind, side.account, NULL::uuid AS owner, d.currency, side.amount
            FROM payments.disputes d CROSS JOIN LATERAL (VALUES
                ('DisputeOpening', 'BuyerClearing', d.taken),
                ('DisputeOpening', 'Dispute', -d.taken),
                ('DisputeFee', 'BuyerClearing', d.fee),
                ('DisputeFee', 'ProcessorFee', -d.fee),
                ('DisputeFeeBack', 'BuyerClearing', -d.fee_returned),
                ('DisputeFeeBack', 'ProcessorFee', d.fee_returned),
                ('DisputeWin', 'BuyerClearing', CASE WHEN d.returned_at IS NULL OR d.lost_at IS NOT NULL THEN 0 ELSE -d.taken END),
                ('DisputeWin', 'Dispute', CASE WHEN d.returned_at IS NULL OR d.lost_at IS NOT NULL THEN 0 ELSE d.taken END)) AS side (kind, account, amount)
            WHERE side.amount <> 0
            """,
    };

    public static readonly BookedSource Fees = new()
    {
        CauseKind = DisputeFeeId.Prefix,
        Sql =
            """
            SELECT f.id AS cause, CASE WHEN f.amount > 0 THEN 'DisputeFee' ELSE 'DisputeFeeBack' END AS kind, side.account, NULL::uuid AS owner, d.currency, side.amount
            FROM payments.dispute_fees f JOIN payments.disputes d ON d.id = f.dispute_id
            CROSS JOIN LATERAL (VALUES ('BuyerClearing', f.amount), ('ProcessorFee', -f.amount)) AS side (account, amount)
            """,
    };

    public static readonly BookedSource Shares = new()
    {
        CauseKind = DisputeShareId.Prefix,
        Sql =
            """
            SELECT s.id AS cause, side.kind, side.account, side.owner, d.currency, side.amount
            FROM payments.dispute_shares s JOIN payments.disputes d ON d.id = s.dispute_id AND d.lost_at IS NOT NULL CROSS JOIN LATERAL (VALUES
                ('DisputeLoss', 'Dispute', NULL::uuid, s.amount, true),
                ('DisputeLoss', 'Escrow', s.operator_id, -s.of_escrow, true),
                ('DisputeLoss', 'OperatorPayable', s.operator_id, -s.of_payable, true),
                ('DisputeLoss', 'Loss', s.operator_id, -s.of_loss, true),
                ('DisputeFeeShare', 'OperatorPayable', s.operator_id, -s.fee, true),
                ('DisputeFeeShare', 'ProcessorFee', NULL, s.fee, true),
                ('DisputeAppeal', 'BuyerClearing', NULL, -s.amount, false),
                ('DisputeAppeal', 'Escrow', s.operator_id, s.of_escrow, false),
                ('DisputeAppeal', 'OperatorPayable', s.operator_id, s.of_payable + s.of_loss - s.loss_undone, false),
                ('DisputeAppeal', 'Loss', s.operator_id, s.loss_undone, false),
                ('DisputeFeeReturn', 'OperatorPayable', s.operator_id, s.fee, false),
                ('DisputeFeeReturn', 'ProcessorFee', NULL, -s.fee, false)) AS side (kind, account, owner, amount, by_loss)
            WHERE side.amount <> 0 AND (by_loss OR d.returned_at IS NOT NULL)
            """,
    };
}
