using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling;

/// <summary>What a processor took of a payment, as a statement answers it.</summary>
internal sealed record CostOfPayment
{
    public required BalanceTransactionId Id { get; init; }

    public required PaymentId PaymentId { get; init; }

    /// <summary>Minor units; minus where the processor gave some back.</summary>
    public required long Cost { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// M4: what a processor took of a purchase is split over its orders by their totals, and those whose operators' terms said so when the money moved bear their parts; the others' parts
/// stay with the platform. Part of the caller's transaction, which has kept the processor's word.
/// </summary>
internal sealed class FeesChargedOn(CommerceDatabase database, TermsOfOperators terms, Settlements settlements)
{
    public async Task PostAsync(IReadOnlyCollection<Guid> transactions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var costs = await CostsAsync([.. transactions], cancellationToken);
        if (costs is [])
        {
            return;
        }

        List<PaymentId> ids = [.. costs.Select(cost => cost.PaymentId).Distinct()];
        var payments = await database.Set<Payment>().Where(payment => ids.Contains(payment.Id)).Select(payment => new { payment.Id, payment.Shares }).ToDictionaryAsync(x => x.Id, x => x.Shares, cancellationToken);
        var said = await terms.AllOfAsync([.. payments.Values.SelectMany(shares => shares).Select(share => share.OperatorId).Distinct()], cancellationToken);
        List<Borne> borne = [.. costs.SelectMany(cost => PartsOf(cost, payments[cost.PaymentId])).Where(part => TermsOfOperators.HeldAt(said[part.Share.Operator], part.Cost.CreatedAt)?.ProcessorFeeChargedOn == true)];
        await InsertAsync(borne, cancellationToken);
        foreach (var ofCurrency in borne.GroupBy(part => part.Cost.Currency))
        {
            await PostAsync([.. ofCurrency], ofCurrency.Key, now, cancellationToken);
        }
    }

    /// <summary>Of no payment, or where nobody bears any, it is the platform's alone.</summary>
    private Task<List<CostOfPayment>> CostsAsync(Guid[] transactions, CancellationToken cancellationToken) => database.Set<CostOfPayment>().FromSql(
        $"""
        SELECT t.id, p.id AS payment_id, t.cost, t.currency, t.created_at
        FROM payments.balance_transactions t
        LEFT JOIN payments.steps s ON t.cause_kind = {PaymentStepId.Prefix} AND s.id = t.cause_id
        JOIN payments.payments p ON p.id = coalesce(s.payment_id, CASE t.cause_kind WHEN {PaymentId.Prefix} THEN t.cause_id END)
        WHERE t.id = ANY({transactions}) AND t.cost <> 0 AND EXISTS (SELECT FROM payments.settlement_terms WHERE processor_fee_charged_on)
        """).AsNoTracking().ToListAsync(cancellationToken);

    private static IEnumerable<Borne> PartsOf(CostOfPayment cost, IReadOnlyList<PaymentShare> shares)
    {
        var parts = LargestRemainder.Split(new(Math.Abs(cost.Cost), cost.Currency), [.. shares.Select(share => share.Amount)]);
        return shares.Zip(parts).Where(each => each.Second.Amount > 0).Select(each => new Borne(cost, new(each.First.OperatorId, each.Second * Math.Sign(cost.Cost))));
    }

    private Task<int> InsertAsync(List<Borne> borne, CancellationToken cancellationToken) => database.SendAsync(
        $"""
        INSERT INTO payments.processor_fee_shares (balance_transaction_id, operator_id, payment_id, amount)
        SELECT * FROM unnest({Each(borne, x => x.Cost.Id.Value)}, {Each(borne, x => x.Share.Operator.Value)}, {Each(borne, x => x.Cost.PaymentId.Value)}, {Each(borne, x => x.Share.Amount.Amount)})
        """,
        cancellationToken);

    private async Task PostAsync(IReadOnlyList<Borne> borne, string currency, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standings = await settlements.LockAsync([.. borne.Select(part => part.Share.Operator)], currency, now, cancellationToken);
        await database.PostAsync(
            [.. borne.GroupBy(part => part.Cost).Select(of => PostingTable.ProcessorFeeShare(Cause.Of(of.Key.Id), of.Select(part => part.Share), new(of.Key.CreatedAt, now)))], cancellationToken);
        foreach (var (whose, standing) in standings.OrderBy(each => each.Key.Value))
        {
            var taken = borne.Where(part => part.Share.Operator == whose).Sum(part => part.Share.Amount.Amount);
            await settlements.FollowAsync(new(whose, currency), standing.Payable, standing.Payable - taken, now, cancellationToken);
        }
    }

    private static T[] Each<T>(List<Borne> borne, Func<Borne, T> value) => [.. borne.Select(value)];

    private sealed record Borne(CostOfPayment Cost, Share Share);
}
