using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Settling;

/// <summary>What was decided to go back and has not gone, as far as it is not in escrow: it is not paid out meanwhile.</summary>
internal sealed class OpenRefunds(CommerceDatabase database) : IHeldBack
{
    public async Task<long> AmountAsync(SettlementKey of, CancellationToken cancellationToken) => (await database.SendAsync<long>(
        $"""
        SELECT coalesce(sum(greatest(open.amount - coalesce(held.amount, 0), 0)), 0)::bigint
        FROM (
            SELECT s.payment_id, sum(s.amount) AS amount FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id
            WHERE s.operator_id = {of.OperatorId.Value} AND s.unsettled AND s.kind = 'Refund' AND p.currency = {of.Currency} GROUP BY s.payment_id) AS open
        LEFT JOIN LATERAL payments.escrow_of(open.payment_id) AS held ON held.operator_id = {of.OperatorId.Value} AND held.currency = {of.Currency}
        """,
        cancellationToken))[0];
}
