using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling;

/// <summary>A cause whose sides are not equal within the days asked for, or (without a cause at all) the sums of those days.</summary>
internal sealed record Compared
{
    /// <summary>Null for the sums.</summary>
    public required string? Kind { get; init; }

    public required string? Gateway { get; init; }

    public required string? CauseKind { get; init; }

    public required Guid? CauseId { get; init; }

    public required string? ProcessorId { get; init; }

    public required long? BooksAmount { get; init; }

    public required string? BooksCurrency { get; init; }

    public required DateTimeOffset? BooksAt { get; init; }

    public required long? ProcessorAmount { get; init; }

    public required string? ProcessorCurrency { get; init; }

    public required DateTimeOffset? ProcessorAt { get; init; }

    /// <summary>Of the sums: how many causes are equal. Of a cause: how many there are of its sort.</summary>
    public required long Count { get; init; }
}

/// <summary>
/// The full join of buyer clearing with what processors told, over the days asked for, by what moved the money and in which direction. Only what is not equal there is looked at again,
/// over all time: a side that lies on another day is no exception, only late.
/// </summary>
internal static class Comparison
{
    public static Task<List<Compared>> CompareAsync(this CommerceDatabase database, ComparisonWish wish, CancellationToken cancellationToken) => database.Set<Compared>().FromSql(
        $"""
        WITH booked AS MATERIALIZED (
            SELECT m.cause_kind, m.cause_id, e.amount < 0 AS inward, sum(-e.amount)::bigint AS amount, min(a.currency) AS currency, max(a.currency) AS currency_too
            FROM payments.accounts a
            JOIN payments.entries e ON e.account_id = a.id AND e.at >= {wish.From} AND e.at < {wish.Until}
            JOIN payments.movements m ON m.id = e.movement_id
            WHERE a.kind = {AccountKind.BuyerClearing.Word}
            GROUP BY 1, 2, 3
        ), line AS MATERIALIZED (
            SELECT id, kind, currency, cause_kind, cause_id, moved, cost, net FROM payments.balance_transactions WHERE created_at >= {wish.From} AND created_at < {wish.Until}
        ), told AS MATERIALIZED (
            SELECT coalesce(cause_kind, '') AS cause_kind, coalesce(cause_id, id) AS cause_id, moved > 0 AS inward, sum(moved)::bigint AS amount, min(currency) AS currency, max(currency) AS currency_too,
                bool_or(kind = 'Other') AS unknown
            FROM line WHERE moved <> 0 GROUP BY 1, 2, 3
            UNION ALL
            SELECT {BalanceTransactionId.Prefix}, id, cost < 0, -cost, currency, currency, kind = 'Other' AND moved = 0 FROM line WHERE cost <> 0
        ), both_sides AS MATERIALIZED (
            SELECT cause_kind, cause_id, inward, CASE b.currency WHEN {Money.Yen} THEN b.amount END AS booked,
                (b.amount = t.amount AND b.currency = t.currency AND b.currency = b.currency_too AND t.currency = t.currency_too AND NOT unknown) IS TRUE AS equal
            FROM booked b FULL JOIN told t USING (cause_kind, cause_id, inward)
        ), unequal AS MATERIALIZED (
            SELECT u.cause_kind, u.cause_id, b.amount AS books_amount, b.currency AS books_currency, b.at AS books_at, b.entries,
                t.amount AS processor_amount, t.currency AS processor_currency, t.at AS processor_at, t.lines, t.processor_id, t.unknown,
                coalesce(t.gateway, p.gateway) AS gateway, b.currencies + t.currencies > 2 OR b.currency <> t.currency AS other_currency
            FROM both_sides u
            CROSS JOIN LATERAL (
                SELECT sum(-e.amount)::bigint AS amount, min(a.currency) AS currency, max(e.at) AS at, count(*) AS entries, count(DISTINCT a.currency) AS currencies
                FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id AND a.kind = {AccountKind.BuyerClearing.Word}
                WHERE m.cause_id = u.cause_id AND m.cause_kind = u.cause_kind AND e.amount < 0 = u.inward) AS b
            CROSS JOIN LATERAL (
                SELECT sum(amount)::bigint AS amount, min(currency) AS currency, max(created_at) AS at, count(*) AS lines, count(DISTINCT currency) AS currencies,
                    min(processor_id) AS processor_id, min(gateway) AS gateway, bool_or(kind = 'Other') AS unknown
                FROM (
                    SELECT moved AS amount, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions
                    WHERE cause_id = u.cause_id AND cause_kind = u.cause_kind AND moved <> 0 AND moved > 0 = u.inward
                    UNION ALL
                    SELECT moved, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions WHERE u.cause_kind = '' AND id = u.cause_id
                    UNION ALL
                    SELECT -cost, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions WHERE u.cause_kind = {BalanceTransactionId.Prefix} AND id = u.cause_id) AS every) AS t
            LEFT JOIN payments.steps s ON u.cause_kind = 'pst' AND s.id = u.cause_id
            LEFT JOIN payments.payments p ON p.id = coalesce(s.payment_id, u.cause_id)
            WHERE NOT equal
        ), sorted AS (
            SELECT CASE
                    WHEN unknown THEN 'UnknownKind'
                    WHEN other_currency THEN 'CurrencyDiffers'
                    WHEN books_amount = processor_amount THEN 'Timing'
                    WHEN coalesce(books_at, processor_at) >= {wish.Young} AND (books_amount IS NULL OR processor_amount IS NULL) THEN 'Timing'
                    WHEN books_amount IS NULL THEN 'MissingInBooks'
                    WHEN processor_amount IS NULL THEN 'MissingAtProcessor'
                    WHEN lines > 1 AND processor_amount = books_amount * lines OR entries > 1 AND books_amount = processor_amount * entries THEN 'Duplicate'
                    ELSE 'AmountDiffers' END AS kind,
                coalesce(gateway, {wish.Main}) AS gateway, nullif(cause_kind, '') AS cause_kind, CASE WHEN cause_kind <> '' THEN cause_id END AS cause_id, processor_id,
                books_amount, books_currency, books_at, processor_amount, processor_currency, processor_at
            FROM unequal
        )
        SELECT NULL AS kind, NULL AS gateway, NULL AS cause_kind, NULL::uuid AS cause_id, NULL AS processor_id,
            (SELECT coalesce(sum(booked), 0)::bigint FROM both_sides) AS books_amount, NULL AS books_currency, NULL::timestamptz AS books_at,
            (SELECT coalesce(sum(net), 0)::bigint FROM line WHERE currency = {Money.Yen}) AS processor_amount, NULL AS processor_currency, NULL::timestamptz AS processor_at,
            (SELECT count(*) FROM both_sides WHERE equal) AS count
        UNION ALL
        SELECT 'Outside', NULL, NULL, NULL, NULL, NULL, NULL, NULL, (SELECT coalesce(sum(amount), 0)::bigint FROM payments.balance_transactions
            WHERE kind IN ('Payout', 'PayoutFailure', 'TopUp', 'UnappliedCash') AND created_at >= {wish.From} AND created_at < {wish.Until} AND currency = {Money.Yen}), NULL, NULL, 0
        UNION ALL
        (SELECT kind, gateway, cause_kind, cause_id, processor_id, books_amount, books_currency, books_at, processor_amount, processor_currency, processor_at,
            count(*) OVER (PARTITION BY kind = 'Timing') AS count
        FROM sorted WHERE {wish.Gateway ?? ""} IN ('', gateway)
        ORDER BY kind = 'Timing', coalesce(books_at, processor_at), cause_id, processor_id LIMIT {Reconciliation.Most})
        """).AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>What processors told until then, in yen.</summary>
    public static async Task<long> ToldBeforeAsync(this CommerceDatabase database, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sums = await database.SendAsync<long>(
            $"SELECT coalesce(sum(net), 0)::bigint FROM payments.balance_transactions WHERE created_at < {moment} AND currency = {Money.Yen}", cancellationToken);
        return sums[0];
    }
}

/// <summary>What is compared.</summary>
/// <param name="From">In UTC, as <paramref name="Until"/> and <paramref name="Young"/>.</param>
/// <param name="Young">A side that is as young may still be without the other.</param>
internal sealed record ComparisonWish(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Young)
{
    /// <summary>Exceptions of this processor only.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whose an exception is that names no processor.</summary>
    public required string Main { get; init; }
}
