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
/// The full join of buyer clearing with what processors told, over the days asked for, by what moved the money, in which direction and how much. Only what finds no partner there, or more
/// than one, is looked at again, over all time: a side that lies on another day is no exception, only late.
/// </summary>
internal static class Comparison
{
    public static async Task<List<Compared>> CompareAsync(this CommerceDatabase database, ComparisonWish wish, CancellationToken cancellationToken)
    {
        // Compiling the statement would take longer than running it, and its hash tables are to stay in memory.
        await database.SendAsync($"SET LOCAL jit = off", cancellationToken);
        await database.SendAsync($"SET LOCAL work_mem = '64MB'", cancellationToken);
        var kind = AccountKind.BuyerClearing.Word;
        var accounts = (await database.SendAsync<Guid>($"SELECT id FROM payments.accounts WHERE kind = {kind}", cancellationToken)).ToArray();
        return await database.Set<Compared>().FromSql(
            $"""
            WITH booked AS NOT MATERIALIZED (
                SELECT m.cause_id, (e.amount < 0)::integer + CASE m.cause_kind WHEN 'btx' THEN 2 ELSE 0 END AS way, -e.amount AS amount,
                    e.account_id <> payments.account_id('BuyerClearing', NULL, 'JPY') AS odd
                FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id
                WHERE e.account_id = ANY({accounts}) AND e.at >= {wish.From} AND e.at < {wish.Until}
            ), told AS NOT MATERIALIZED (
                SELECT coalesce(cause_id, id) AS cause_id, (moved > 0)::integer AS way, moved AS amount, currency <> 'JPY' OR kind = 'Other' AS odd
                FROM payments.balance_transactions WHERE created_at >= {wish.From} AND created_at < {wish.Until} AND moved <> 0
                UNION ALL
                SELECT id, 2 + (cost < 0)::integer, -cost, currency <> 'JPY' OR kind = 'Other' AND moved = 0
                FROM payments.balance_transactions WHERE created_at >= {wish.From} AND created_at < {wish.Until} AND cost <> 0
            ), entered AS MATERIALIZED (
                SELECT count(*) AS rows, coalesce(-sum(amount) FILTER (WHERE account_id = payments.account_id('BuyerClearing', NULL, 'JPY')), 0)::bigint AS amount
                FROM payments.entries WHERE account_id = ANY({accounts}) AND at >= {wish.From} AND at < {wish.Until}
            ), listed AS MATERIALIZED (
                SELECT count(*) FILTER (WHERE moved <> 0) + count(*) FILTER (WHERE cost <> 0) AS rows, coalesce(sum(net) FILTER (WHERE currency = 'JPY'), 0)::bigint AS amount,
                    coalesce(sum(amount) FILTER (WHERE currency = 'JPY' AND kind IN ('Payout', 'PayoutFailure', 'TopUp', 'UnappliedCash')), 0)::bigint AS outside
                FROM payments.balance_transactions WHERE created_at >= {wish.From} AND created_at < {wish.Until}
            ), paired AS MATERIALIZED (
                SELECT CASE WHEN NOT equal THEN cause_id END AS cause_id, CASE WHEN NOT equal THEN way END AS way, sum(is_booked) AS booked_rows, sum(is_told) AS told_rows
                FROM (
                    SELECT coalesce(b.cause_id, t.cause_id) AS cause_id, coalesce(b.way, t.way) AS way, (NOT b.odd AND NOT t.odd) IS TRUE AS equal,
                        (b.cause_id IS NOT NULL)::integer AS is_booked, (t.cause_id IS NOT NULL)::integer AS is_told
                    FROM booked b FULL JOIN told t ON t.cause_id = b.cause_id AND t.way = b.way AND t.amount = b.amount) AS joined
                GROUP BY 1, 2
            ), unequal AS (
                SELECT cause_id, way FROM paired WHERE cause_id IS NOT NULL
                UNION
                -- Looked for only where a row has met more than one.
                (SELECT cause_id, way FROM told WHERE (SELECT sum(booked_rows) FROM paired) > (SELECT rows FROM entered) GROUP BY cause_id, way HAVING count(*) > 1)
                UNION
                (SELECT cause_id, way FROM booked WHERE (SELECT sum(told_rows) FROM paired) > (SELECT rows FROM listed) GROUP BY cause_id, way HAVING count(*) > 1)
            ), sides AS MATERIALIZED (
                SELECT u.cause_id, coalesce(b.cause_kind, t.cause_kind) AS cause_kind, b.amount AS books_amount, b.currency AS books_currency, b.at AS books_at, b.entries, b.within,
                    t.amount AS processor_amount, t.currency AS processor_currency, t.at AS processor_at, t.lines, t.processor_id, coalesce(t.unknown, false) AS unknown, t.gateway,
                    b.currencies + t.currencies > 2 OR (b.currency <> t.currency) IS TRUE AS other_currency,
                    b.within = b.entries AND t.within = t.lines AS is_here
                FROM unequal u
                CROSS JOIN LATERAL (
                    SELECT min(m.cause_kind) AS cause_kind, sum(-e.amount)::bigint AS amount, min(a.currency) AS currency, max(e.at) AS at, count(*) AS entries, count(DISTINCT a.currency) AS currencies,
                        count(*) FILTER (WHERE e.at >= {wish.From} AND e.at < {wish.Until}) AS within
                    FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id AND a.kind = {kind}
                    WHERE m.cause_id = u.cause_id AND (e.amount < 0)::integer + CASE m.cause_kind WHEN 'btx' THEN 2 ELSE 0 END = u.way) AS b
                CROSS JOIN LATERAL (
                    SELECT min(cause_kind) AS cause_kind, sum(amount)::bigint AS amount, min(currency) AS currency, max(created_at) AS at, count(*) AS lines, count(DISTINCT currency) AS currencies,
                        min(processor_id) AS processor_id, min(gateway) AS gateway, bool_or(kind = 'Other') AS unknown,
                        count(*) FILTER (WHERE created_at >= {wish.From} AND created_at < {wish.Until}) AS within
                    FROM (
                        SELECT cause_kind, moved AS amount, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions
                        WHERE cause_id = u.cause_id AND moved <> 0 AND (moved > 0)::integer = u.way
                        UNION ALL
                        SELECT NULL, moved, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions
                        WHERE u.way < 2 AND id = u.cause_id AND cause_id IS NULL AND moved <> 0 AND (moved > 0)::integer = u.way
                        UNION ALL
                        SELECT 'btx', -cost, currency, created_at, processor_id, gateway, kind FROM payments.balance_transactions
                        WHERE u.way >= 2 AND id = u.cause_id AND cost <> 0 AND 2 + (cost < 0)::integer = u.way) AS every) AS t
            ), sorted AS MATERIALIZED (
                SELECT CASE
                        WHEN unknown THEN 'UnknownKind'
                        WHEN other_currency THEN 'CurrencyDiffers'
                        WHEN books_amount = processor_amount THEN 'Timing'
                        WHEN coalesce(books_at, processor_at) >= {wish.Young} AND (books_amount IS NULL OR processor_amount IS NULL) THEN 'Timing'
                        WHEN books_amount IS NULL THEN 'MissingInBooks'
                        WHEN processor_amount IS NULL THEN 'MissingAtProcessor'
                        WHEN lines > 1 AND processor_amount = books_amount * lines OR entries > 1 AND books_amount = processor_amount * entries THEN 'Duplicate'
                        ELSE 'AmountDiffers' END AS kind,
                    coalesce(side.gateway, p.gateway, {wish.Main}) AS gateway, side.cause_kind, CASE WHEN side.cause_kind IS NOT NULL THEN side.cause_id END AS cause_id, side.processor_id,
                    books_amount, books_currency, books_at, processor_amount, processor_currency, processor_at, within
                FROM sides side
                LEFT JOIN payments.steps s ON side.cause_kind = 'pst' AND s.id = side.cause_id
                LEFT JOIN payments.payments p ON p.id = coalesce(s.payment_id, side.cause_id)
                WHERE NOT (is_here AND NOT unknown AND NOT other_currency AND books_amount = processor_amount) IS TRUE
            )
            SELECT NULL AS kind, NULL AS gateway, NULL AS cause_kind, NULL::uuid AS cause_id, NULL AS processor_id, entered.amount AS books_amount, NULL AS books_currency, NULL::timestamptz AS books_at,
                listed.amount AS processor_amount, NULL AS processor_currency, NULL::timestamptz AS processor_at, entered.rows - (SELECT coalesce(sum(within), 0)::bigint FROM sorted) AS count
            FROM entered CROSS JOIN listed
            UNION ALL
            SELECT 'Outside', NULL, NULL, NULL, NULL, NULL, NULL, NULL, outside, NULL, NULL, 0 FROM listed
            UNION ALL
            (SELECT kind, gateway, cause_kind, cause_id, processor_id, books_amount, books_currency, books_at, processor_amount, processor_currency, processor_at, count(*) OVER (PARTITION BY kind = 'Timing')
            FROM sorted WHERE {wish.Gateway ?? ""} IN ('', gateway)
            ORDER BY kind = 'Timing', coalesce(books_at, processor_at), cause_id, processor_id LIMIT {Reconciliation.Most})
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

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
