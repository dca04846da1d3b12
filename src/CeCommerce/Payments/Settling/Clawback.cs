using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>A payout from which money may come back.</summary>
/// <param name="Rest">Minor units that are neither back nor wanted back.</param>
/// <param name="Covers">Whether it paid the sale.</param>
internal sealed record ReversiblePayout(Guid Id, long Rest, bool Covers);

/// <summary>Wants money of payouts back that paid what was given back to a buyer since. Part of the caller's transaction, which holds the lock of the settlement and saves.</summary>
internal sealed class Clawback(CommerceDatabase database)
{
    /// <summary>Payouts that are looked at; what they do not give is netted with the next ones.</summary>
    private const int Most = 20;

    /// <summary>From the payout of the sale first, then from the newest.</summary>
    /// <param name="missing">Whose, and how much was not there.</param>
    /// <param name="payment">Of which sale.</param>
    /// <param name="cause">What took it; once for each payout.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WantAsync(Share missing, PaymentId payment, Guid cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = missing.Amount.Amount;
        foreach (var payout in await ReversibleAsync(missing, payment, cancellationToken))
        {
            var part = Math.Min(left, payout.Rest);
            database.Add(PayoutReversal.Of(PayoutId.From(payout.Id), cause, part, now));
            left -= part;
            if (left == 0)
            {
                return;
            }
        }
    }

    /// <summary>All of a payout that its bank sent back and that is not wanted back yet: from the platform's balance it can be paid anew.</summary>
    public async Task WantAsync(Payout returned, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = await database.Set<PayoutReversal>().Where(x => x.PayoutId == returned.Id && x.State == ReversalState.Wanted).SumAsync(x => x.Amount, cancellationToken);
        if (returned.Reversible > wanted)
        {
            database.Add(PayoutReversal.Of(returned.Id, returned.Id.Value, returned.Reversible - wanted, now));
        }
    }

    private Task<List<ReversiblePayout>> ReversibleAsync(Share missing, PaymentId payment, CancellationToken cancellationToken) => database.Set<ReversiblePayout>().FromSql(
        $"""
        SELECT id, rest, covers FROM (
            SELECT p.id, p.amount - p.reversed - coalesce((SELECT sum(r.amount) FROM payments.payout_reversals r WHERE r.payout_id = p.id AND r.state = 'Wanted'), 0)::bigint AS rest,
                EXISTS (
                    SELECT FROM payments.releases s JOIN payments.movements m ON m.cause_id = s.id AND m.cause_kind = {EscrowReleaseId.Prefix}
                    JOIN payments.payout_lines l ON l.movement_id = m.id AND l.operator_id = p.operator_id WHERE s.payment_id = {payment.Value} AND l.payout_id = p.id) AS covers
            FROM payments.payouts p
            WHERE p.operator_id = {missing.Operator.Value} AND p.currency = {missing.Amount.Currency} AND p.state NOT IN ('Refused', 'Reversed')) AS payout
        WHERE rest > 0 ORDER BY covers DESC, id DESC LIMIT {Most}
        """).AsNoTracking().ToListAsync(cancellationToken);
}
