using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>Reads what can be paid and which movements it comes from, and writes down which payout covers which. Part of the caller's transaction, which holds the lock of the settlement.</summary>
internal sealed class PayoutSheets(CommerceDatabase database)
{
    /// <summary>A payout covers no more; the amount of what is beyond is carried, and its lines come with the next.</summary>
    private const int Most = 10_000;

    private const string Payable = "Payable";
    private const string Young = "Young";

    /// <summary>No transaction is open for so long that what it wrote down earlier comes to light later than this.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromDays(1);

    /// <param name="of">Whose.</param>
    /// <param name="ripe">Sales that were completed later are left for the next time, with their fees.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PayoutSheet> ReadAsync(SettlementKey of, DateTimeOffset ripe, CancellationToken cancellationToken)
    {
        var (whose, currency, until) = (of.OperatorId.Value, of.Currency, ripe.ToUniversalTime());
        var rows = await database.Set<SheetLine>().FromSql(
            $"""
            SELECT {Payable} AS movement, NULL::uuid AS movement_id, '' AS cause_kind, NULL::uuid AS cause_id, NULL AS paid_for, payments.payable_of({whose}, {currency}) AS amount, {until} AS at, {until} AS recorded_at
            UNION ALL
            SELECT {Young}, NULL, '', NULL, NULL, coalesce(sum(e.amount), 0)::bigint, {until}, {until} FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id
            WHERE e.account_id = payments.account_id('OperatorPayable', {whose}, {currency}) AND e.at > {until} AND m.kind IN ('Release', 'Fee')
            UNION ALL
            (SELECT m.kind, m.id, m.cause_kind, m.cause_id, p.reference, e.amount, e.at, e.recorded_at
            FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id
            LEFT JOIN payments.releases r ON m.cause_kind = 'rel' AND r.id = m.cause_id
            LEFT JOIN payments.steps s ON m.cause_kind = 'pst' AND s.id = m.cause_id
            LEFT JOIN payments.processor_fee_shares f ON m.cause_kind = 'btx' AND f.balance_transaction_id = m.cause_id AND f.operator_id = {whose}
            LEFT JOIN payments.payments p ON p.id = coalesce(r.payment_id, s.payment_id, f.payment_id, CASE WHEN m.cause_kind = 'pay' THEN m.cause_id END)
            WHERE e.account_id = payments.account_id('OperatorPayable', {whose}, {currency}) AND m.kind <> 'PayoutArrival' AND NOT (e.at > {until} AND m.kind IN ('Release', 'Fee'))
                AND e.recorded_at > (SELECT lines_from FROM payments.settlements WHERE operator_id = {whose} AND currency = {currency})
                AND NOT EXISTS (SELECT FROM payments.payout_lines l WHERE l.movement_id = m.id AND l.operator_id = {whose})
            ORDER BY e.recorded_at, m.id LIMIT {Most})
            """).AsNoTracking().ToListAsync(cancellationToken);
        return new(Sum(rows, Payable) - Math.Max(Sum(rows, Young), 0), [.. rows.Where(row => row.MovementId is not null).OrderBy(row => row.At).ThenBy(row => row.MovementId)]);
    }

    public async Task CoverAsync(Payout payout, PayoutSheet sheet, DateTimeOffset ripe, CancellationToken cancellationToken)
    {
        var (id, whose, lines) = (payout.Id.Value, payout.OperatorId.Value, sheet.Lines);
        await database.SendAsync(
            $"""
            INSERT INTO payments.payout_lines (payout_id, number, operator_id, movement_id, movement, reference, amount, at)
            SELECT {id}, number, {whose}, movement_id, movement, reference, amount, at
            FROM unnest({Each(lines, x => x.MovementId!.Value)}, {Each(lines, x => x.Movement)}, {Each(lines, x => x.Reference)}, {Each(lines, x => x.Amount)}, {Each(lines, x => x.At.ToUniversalTime())})
                WITH ORDINALITY AS line (movement_id, movement, reference, amount, at, number)
            """,
            cancellationToken);
        var seen = (lines.Count == Most ? lines.Max(line => line.RecordedAt) : ripe) - LongestTransaction;
        await database.SendAsync(
            $"UPDATE payments.settlements SET lines_from = greatest(lines_from, {seen}) WHERE operator_id = {whose} AND currency = {payout.Amount.Currency}", cancellationToken);
    }

    private static long Sum(List<SheetLine> rows, string which) => rows.Where(row => row.MovementId is null && row.Movement == which).Sum(row => row.Amount);

    private static TValue[] Each<TValue>(IReadOnlyList<SheetLine> lines, Func<SheetLine, TValue> value) => [.. lines.Select(value)];
}
