using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Reconciling;

/// <summary>Keeps what processors tell of their balances, each transaction once, and posts what it cost, and who bears that, in the same transaction of the database.</summary>
internal sealed class BalanceTransactions(CommerceDatabase database, FeesChargedOn charged, TimeProvider clock)
{
    /// <summary>Answers how many were new. Of two servers that keep the same the later waits for the earlier and keeps nothing.</summary>
    public async Task<int> KeepAsync(string gateway, IReadOnlyCollection<ProcessorTransaction> told, CancellationToken cancellationToken)
    {
        if (told.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        Known[] all = [.. told.Select(one => new Known(TypedId.New<BalanceTransactionId>(now), one, CauseOf(gateway, one)))];
        var kept = (await InsertAsync(gateway, all, now, cancellationToken)).ToHashSet();
        await database.PostAsync(
            [.. all.Where(one => kept.Contains(one.Id.Value) && one.Cost != 0).Select(one => PostingTable.ProcessorFee(Cause.Of(one.Id), new(one.Cost, one.Told.Currency), new(one.Told.CreatedAt, now)))],
            cancellationToken);
        await charged.PostAsync(kept, now, cancellationToken);
        return kept.Count;
    }

    /// <summary>All that was left of a payment goes back in the books by the payment, whatever the processor was asked for; a part by its step.</summary>
    private Task<List<Guid>> InsertAsync(string gateway, Known[] all, DateTimeOffset now, CancellationToken cancellationToken) => database.SendAsync<Guid>(
        $"""
        INSERT INTO payments.balance_transactions (id, gateway, processor_id, source_id, kind, word, amount, fee, currency, cause_kind, cause_id, available_on, created_at, fetched_at)
        SELECT told.id, {gateway}, told.processor_id, source_id, told.kind, word, told.amount, told.fee, told.currency,
            CASE WHEN found.id IS NULL THEN NULL WHEN found.id = dispute.id THEN {DisputeId.Prefix} WHEN found.id = step.id THEN {PaymentStepId.Prefix}
                WHEN told.kind = 'BuyerCash' AND our_kind IS NULL THEN {LooseUseId.Prefix} WHEN found.id = payment THEN {PaymentId.Prefix} ELSE our_kind END, found.id,
            available_on, told.created_at, {now}
        FROM unnest({Each(all, x => x.Id.Value)}, {Each(all, x => x.Told.Id)}, {Each(all, x => x.Told.SourceId)}, {Each(all, x => x.Told.Kind.ToString())}, {Each(all, x => x.Told.Word)},
            {Each(all, x => x.Told.Amount)}, {Each(all, x => x.Told.Fee)}, {Each(all, x => x.Told.Currency)}, {Each(all, x => x.Cause?.Kind)}, {Each(all, x => x.Cause?.Id)},
            {Each(all, x => x.Told.ChargeId)}, {Each(all, x => x.Told.Reference)}, {Each(all, x => x.Told.AvailableOn?.ToUniversalTime())}, {Each(all, x => x.Told.CreatedAt.ToUniversalTime())})
            AS told (id, processor_id, source_id, kind, word, amount, fee, currency, our_kind, our_id, charge_id, reference, available_on, created_at)
        LEFT JOIN payments.steps step ON our_kind = {PaymentStepId.Prefix} AND step.id = our_id
        LEFT JOIN payments.payments named ON named.id = coalesce(step.payment_id, CASE our_kind WHEN {PaymentId.Prefix} THEN our_id END) AND named.gateway = {gateway}
        LEFT JOIN payments.payments charged ON named.id IS NULL AND charged.gateway = {gateway} AND charged.processor_id = told.charge_id
        LEFT JOIN payments.payments paid ON named.id IS NULL AND charged.id IS NULL AND paid.gateway = {gateway} AND paid.reference = told.reference
        LEFT JOIN payments.disputes dispute ON told.kind IN ('Dispute', 'DisputeReversal') AND dispute.gateway = {gateway} AND dispute.processor_id = told.source_id
        CROSS JOIN LATERAL (SELECT coalesce(named.id, charged.id, paid.id) AS payment) AS of
        CROSS JOIN LATERAL (SELECT CASE
            WHEN our_kind = {DisputeFeeId.Prefix} THEN our_id
            WHEN told.kind IN ('Dispute', 'DisputeReversal') THEN dispute.id
            WHEN step.id IS NOT NULL AND named.id IS NOT NULL AND step.cause IS DISTINCT FROM step.payment_id THEN step.id
            WHEN our_kind IS NULL OR our_kind IN ({PaymentId.Prefix}, {PaymentStepId.Prefix}) THEN payment
            ELSE our_id END AS id) AS found
        ORDER BY told.processor_id
        ON CONFLICT (gateway, processor_id) DO NOTHING RETURNING id
        """,
        cancellationToken);

    private static T[] Each<T>(Known[] all, Func<Known, T> value) => [.. all.Select(value)];

    /// <summary>A fee of a dispute that no other money moves with is booked by itself, and so is what of a refund became its payer's cash.</summary>
    private static Cause? CauseOf(string gateway, ProcessorTransaction told) => told switch
    {
        { Kind: BalanceKind.Dispute or BalanceKind.DisputeReversal, Amount: 0 } => Cause.Of(DisputeFeeId.Of(gateway, told.Id)),
        { Kind: BalanceKind.BuyerCash, Amount: > 0, SourceId: { } refund } when TypedId.TryParse<PaymentStepId>(told.Ours, out _) => Cause.Of(LooseMoneyId.Of(gateway, refund)),
        _ => TypedId.TrySplit(told.Ours, out var prefix, out var id) ? new(prefix.ToString(), id) : null,
    };

    private sealed record Known(BalanceTransactionId Id, ProcessorTransaction Told, Cause? Cause)
    {
        /// <summary>That of a dispute is booked with the dispute.</summary>
        public long Cost => Told.Kind switch
        {
            BalanceKind.ProcessorFee => checked(Told.Fee - Told.Amount),
            BalanceKind.Dispute or BalanceKind.DisputeReversal => 0,
            _ => Told.Fee,
        };
    }
}
