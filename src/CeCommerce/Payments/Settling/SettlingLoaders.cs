using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Paging;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>How the platform stands with an operator in one currency; amounts in minor units.</summary>
/// <param name="Payable">What it could be paid; below zero it owes.</param>
/// <param name="OnItsWay">What was decided or sent and has not arrived.</param>
/// <param name="Lost">What the platform has borne for it and not got back.</param>
/// <param name="NegativeSince">Since when it owes, as far as that was noticed.</param>
/// <param name="Obstacle">Code of what keeps its payouts from being made.</param>
internal sealed record OperatorBalance(OperatorId OperatorId, string Currency, long Payable, long OnItsWay, long Lost, DateTimeOffset? NegativeSince, string? Obstacle);

/// <summary>The balances of many operators in one statement.</summary>
internal sealed class BalancesOfOperators(CommerceDatabase database) : BatchLoader<OperatorId, IReadOnlyList<OperatorBalance>>
{
    protected override async Task<IReadOnlyDictionary<OperatorId, IReadOnlyList<OperatorBalance>>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        Guid[] ids = [.. keys.Select(key => key.Value)];
        var balances = (await database.Set<OperatorBalance>().FromSql(
            $"""
            SELECT operator_id, currency, payable, payments.balance_of('OperatorPayable', operator_id, currency) - payable AS on_its_way, -payments.balance_of('Loss', operator_id, currency) AS lost,
                CASE WHEN payable < 0 THEN negative_since END AS negative_since, obstacle
            FROM payments.settlements CROSS JOIN LATERAL payments.payable_of(operator_id, currency) AS payable WHERE operator_id = ANY({ids}) ORDER BY operator_id, currency
            """).AsNoTracking().ToListAsync(cancellation)).ToLookup(balance => balance.OperatorId);
        return keys.ToDictionary(key => key, IReadOnlyList<OperatorBalance> (key) => [.. balances[key]]);
    }
}

/// <summary>The terms that hold now for many operators, in one statement.</summary>
internal sealed class TermsNow(TermsOfOperators terms, PaymentClock clock) : BatchLoader<OperatorId, SettlementTerms>
{
    protected override Task<IReadOnlyDictionary<OperatorId, SettlementTerms>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation) => terms.ShownAtAsync(keys, clock.Now, cancellation);
}

/// <summary>Which part of the payouts of an operator.</summary>
internal readonly record struct PayoutsWanted(OperatorId Operator, PageArguments Page);

/// <summary>The payouts of operators, a page of each.</summary>
internal sealed class PayoutsOfOperators(CommerceDatabase database) : BatchLoader<PayoutsWanted, Page<Payout>>
{
    private static readonly Keyset<Payout> Newest = Keyset.For<Payout>("operator.payouts").Descending(x => x.Id);

    protected override async Task<IReadOnlyDictionary<PayoutsWanted, Page<Payout>>> LoadAsync(IReadOnlyCollection<PayoutsWanted> keys, CancellationToken cancellation)
    {
        var pages = new Dictionary<PayoutsWanted, Page<Payout>>();
        foreach (var key in keys)
        {
            pages[key] = await Newest.PageAsync(database.Set<Payout>().AsNoTracking().Include(x => x.Operator).Where(x => x.OperatorId == key.Operator), key.Page, key.Operator.ToString(), cancellation);
        }

        return pages;
    }
}

/// <summary>Which part of the lines of a payout.</summary>
internal readonly record struct PayoutLinesWanted(PayoutId Payout, PageArguments Page);

/// <summary>The lines of payouts, a page of each.</summary>
internal sealed class LinesOfPayouts(CommerceDatabase database) : BatchLoader<PayoutLinesWanted, Page<PayoutLine>>
{
    private static readonly Keyset<PayoutLine> InOrder = Keyset.For<PayoutLine>("payout.lines").Ascending(x => x.Number);

    protected override async Task<IReadOnlyDictionary<PayoutLinesWanted, Page<PayoutLine>>> LoadAsync(IReadOnlyCollection<PayoutLinesWanted> keys, CancellationToken cancellation)
    {
        var pages = new Dictionary<PayoutLinesWanted, Page<PayoutLine>>();
        foreach (var key in keys)
        {
            pages[key] = await InOrder.PageAsync(database.Set<PayoutLine>().AsNoTracking().Where(x => x.PayoutId == key.Payout), key.Page, key.Payout.ToString(), cancellation);
        }

        return pages;
    }
}

/// <summary>The lines of one kind of movement of a payout, together.</summary>
internal sealed record PayoutSum(PayoutId PayoutId, string Movement, long Amount, int Lines);

/// <summary>The sums of the lines of many payouts, in one statement.</summary>
internal sealed class SumsOfPayouts(CommerceDatabase database) : BatchLoader<PayoutId, IReadOnlyList<PayoutSum>>
{
    protected override async Task<IReadOnlyDictionary<PayoutId, IReadOnlyList<PayoutSum>>> LoadAsync(IReadOnlyCollection<PayoutId> keys, CancellationToken cancellation)
    {
        Guid[] ids = [.. keys.Select(key => key.Value)];
        var sums = (await database.Set<PayoutSum>().FromSql(
            $"SELECT payout_id, movement, sum(amount)::bigint AS amount, count(*)::integer AS lines FROM payments.payout_lines WHERE payout_id = ANY({ids}) GROUP BY payout_id, movement").AsNoTracking()
            .ToListAsync(cancellation)).ToLookup(sum => sum.PayoutId);
        return keys.ToDictionary(key => key, IReadOnlyList<PayoutSum> (key) => [.. sums[key]]);
    }
}

/// <summary>What is to come back, or came back, of many payouts, in one statement; at most 100 of each.</summary>
internal sealed class ReversalsOfPayouts(CommerceDatabase database) : BatchLoader<PayoutId, IReadOnlyList<PayoutReversal>>
{
    public const int Most = 100;

    protected override async Task<IReadOnlyDictionary<PayoutId, IReadOnlyList<PayoutReversal>>> LoadAsync(IReadOnlyCollection<PayoutId> keys, CancellationToken cancellation)
    {
        var reversals = (await database.Set<Payout>().AsNoTracking().Where(payout => keys.Contains(payout.Id))
            .SelectMany(payout => database.Set<PayoutReversal>().Include(x => x.Payout).Where(x => x.PayoutId == payout.Id).OrderBy(x => x.Id).Take(Most))
            .ToListAsync(cancellation)).ToLookup(reversal => reversal.PayoutId);
        return keys.ToDictionary(key => key, IReadOnlyList<PayoutReversal> (key) => [.. reversals[key]]);
    }
}
