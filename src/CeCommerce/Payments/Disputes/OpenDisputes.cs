using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Disputes;

/// <summary>Disputes of which nobody knows yet whose the money is.</summary>
internal sealed class OpenDisputes(CommerceDatabase database, TermsOfOperators terms, PaymentClock clock) : IHeldBack
{
    /// <summary>M8: what the operator would lose that is not in escrow, and the fee where its terms charge it on.</summary>
    public async Task<long> AmountAsync(SettlementKey of, CancellationToken cancellationToken)
    {
        var charged = (await terms.AtAsync([of.OperatorId], clock.Now, cancellationToken))[of.OperatorId].DisputeFeeChargedOn;
        return (await database.SendAsync<long>(
            $"""
            SELECT coalesce(sum(greatest(open.amount - coalesce(held.amount, 0), 0) + CASE WHEN {charged} THEN open.fee ELSE 0 END), 0)::bigint
            FROM (
                SELECT d.payment_id, sum(s.amount) AS amount, sum(ceil(d.fee::numeric * s.amount / d.taken)) AS fee
                FROM payments.dispute_shares s JOIN payments.disputes d ON d.id = s.dispute_id
                WHERE s.operator_id = {of.OperatorId.Value} AND d.currency = {of.Currency} AND d.taken > 0 AND d.lost_at IS NULL AND d.returned_at IS NULL GROUP BY d.payment_id) AS open
            LEFT JOIN LATERAL payments.escrow_of(open.payment_id) AS held ON held.operator_id = {of.OperatorId.Value} AND held.currency = {of.Currency}
            """,
            cancellationToken))[0];
    }

    /// <summary>Why money of what is paid for is not given back now; null when nothing keeps it. Whoever asks has locked what is paid for.</summary>
    public async Task<PaymentDisputed?> OfAsync(string kind, Guid purpose, CancellationToken cancellationToken) => (await database.SendAsync<bool>(
        $"""
        SELECT EXISTS (
            SELECT FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id
            WHERE p.purpose_kind = {kind} AND p.purpose_id = {purpose} AND d.taken > 0 AND d.lost_at IS NULL AND d.returned_at IS NULL)
        """,
        cancellationToken))[0] ? new PaymentDisputed("input") : null;
}

/// <summary>The buyer's bank has the money until it is decided whose it is.</summary>
public sealed record PaymentDisputed(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_DISPUTED";

    public override LocalText Message => new(
        "購入者のカード会社で異議申立て（チャージバック）が審理中のため、決着するまでこの操作はできません。", "The buyer's bank disputes the payment. That can be done once the dispute is decided.");
}
