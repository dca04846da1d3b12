using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>With whom, in which currency.</summary>
internal readonly record struct SettlementKey(OperatorId OperatorId, string Currency);

/// <summary>An operator's standing as a statement answers it.</summary>
internal sealed record StandingRow(OperatorId OperatorId, long Payable, long Loss);

/// <summary>
/// How operators stand, under a lock: of all that take from what an operator is owed and count what is there (refunds, payouts, what comes back), one does at a time. It is taken after
/// the rows of orders and payments, before movements, and for several operators in their order. Part of the caller's transaction.
/// </summary>
internal sealed class Settlements(CommerceDatabase database, TermsOfOperators terms)
{
    public async Task<Standing> LockAsync(SettlementKey key, DateTimeOffset now, CancellationToken cancellationToken) => (await LockAsync([key.OperatorId], key.Currency, now, cancellationToken))[key.OperatorId];

    /// <summary>How each of them stands, which holds until the transaction ends.</summary>
    public async Task<IReadOnlyDictionary<OperatorId, Standing>> LockAsync(IReadOnlyCollection<OperatorId> operators, string currency, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. operators.Select(id => id.Value).Distinct().Order()];
        await database.SendAsync(
            $"INSERT INTO payments.settlements (operator_id, currency, due_at) SELECT id, {currency}, {now} FROM unnest({ids}) AS id ORDER BY id ON CONFLICT DO NOTHING", cancellationToken);
        await database.SendAsync($"SELECT FROM payments.settlements WHERE operator_id = ANY({ids}) AND currency = {currency} ORDER BY operator_id FOR UPDATE", cancellationToken);
        var rows = await database.Set<StandingRow>().FromSql(
            $"SELECT id AS operator_id, payments.payable_of(id, {currency}) AS payable, -payments.balance_of('Loss', id, {currency}) AS loss FROM unnest({ids}) AS id").AsNoTracking().ToListAsync(cancellationToken);
        var liable = await terms.AtAsync(operators, now, cancellationToken);
        return rows.ToDictionary(row => row.OperatorId, row => new Standing(row.Payable, row.Loss, liable[row.OperatorId].Liable));
    }

    /// <summary>Notes since when an operator owes.</summary>
    public Task FollowAsync(SettlementKey key, long before, long after, DateTimeOffset now, CancellationToken cancellationToken) => database.SendAsync(
        $"""
        UPDATE payments.settlements SET negative_since = CASE WHEN {after} < 0::bigint THEN coalesce(CASE WHEN {before} < 0::bigint THEN negative_since END, {now}) END
        WHERE operator_id = {key.OperatorId.Value} AND currency = {key.Currency}
        """,
        cancellationToken);
}
