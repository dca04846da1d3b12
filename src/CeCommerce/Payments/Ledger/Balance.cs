using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Ledger;

/// <summary>What stands on an account, in minor units of its currency.</summary>
/// <param name="Posted">The sum of its entries.</param>
/// <param name="Pending">The sum of the movements that were neither resolved nor timed out; part of no other sum.</param>
internal sealed record Balance(long Posted, long Pending);

/// <summary>Of which moment a balance is; both are inclusive.</summary>
/// <param name="At">What had happened by then.</param>
/// <param name="KnownAt">Of that, what was written down by then; null for what is known now.</param>
internal readonly record struct AsOf(DateTimeOffset At, DateTimeOffset? KnownAt = null);

/// <summary>Reads balances and pending movements.</summary>
internal static class Balances
{
    /// <summary>
    /// One statement, as long as the account is: the sums of the days before, and entries of the day asked for only (of both days, when also the
    /// time of knowing is asked for). An account that was never opened stands at zero.
    /// </summary>
    public static Task<Balance> BalanceAsync(this CommerceDatabase database, Account account, AsOf asOf, CancellationToken cancellationToken) =>
        database.Set<Balance>().FromSql(
            $"""
            WITH asked AS (
                SELECT *, date_trunc('day', at, 'UTC') AS day, date_trunc('day', known, 'UTC') AS known_day
                FROM (SELECT payments.account_id({account.Kind.Word}, {account.Owner}, {account.Currency}) AS account,
                    {asOf.At.ToUniversalTime()} AS at, coalesce({asOf.KnownAt?.ToUniversalTime()}, 'infinity'::timestamptz) AS known) AS moment)
            SELECT (
                coalesce((SELECT sum(amount) FROM payments.day_sums WHERE account_id = account AND day_sums.day < asked.day AND recorded_day < known_day), 0)
                + coalesce((SELECT sum(amount) FROM payments.unsummed x WHERE x.account_id = account AND x.at < asked.day AND x.recorded_at < known_day), 0)
                + coalesce((SELECT sum(amount) FROM payments.entries x WHERE x.account_id = account AND x.at >= asked.day AND x.at <= asked.at AND x.recorded_at <= known), 0)
                + coalesce((SELECT sum(amount) FROM payments.entries x WHERE x.account_id = account AND x.recorded_at >= known_day AND x.recorded_at <= known AND x.at < asked.day), 0)
                )::bigint AS posted,
                coalesce((
                    SELECT sum(amount) FROM payments.pending_entries x WHERE x.account_id = account AND x.during @> asked.at AND x.recorded_at <= known
                    AND NOT EXISTS (SELECT FROM payments.resolutions r WHERE r.pending_id = x.movement_id AND r.at <= asked.at AND r.recorded_at <= known)), 0)::bigint AS pending
            FROM asked
            """).AsNoTracking().SingleAsync(cancellationToken);

    /// <summary>The movement of that kind and cause when it is one that was pending at first, whatever has become of it since.</summary>
    public static async Task<Movement?> PendingAsync(this CommerceDatabase database, MovementKind kind, Cause cause, CancellationToken cancellationToken)
    {
        var sides = await database.Set<PendingSide>().FromSql(
            $"""
            SELECT m.id, m.at, m.recorded_at, m.times_out_at, a.kind, a.owner, a.currency, e.amount
            FROM payments.movements m JOIN payments.pending_entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
            WHERE m.cause_id = {cause.Id} AND m.cause_kind = {cause.Kind} AND m.kind = {kind.Word}
            """).AsNoTracking().ToListAsync(cancellationToken);
        return sides is [] ? null : (Movement.Of(kind, cause, sides.Select(side => side.AsEntry()), new(sides[0].At, sides[0].RecordedAt)) with { Id = sides[0].Id })
            .PendingUntil(sides[0].TimesOutAt);
    }
}

/// <summary>One entry of a pending movement, with its movement and account.</summary>
internal sealed record PendingSide(Guid Id, DateTimeOffset At, DateTimeOffset RecordedAt, DateTimeOffset TimesOutAt)
{
    public required string Kind { get; init; }

    public required Guid? Owner { get; init; }

    public required string Currency { get; init; }

    public required long Amount { get; init; }

    public Entry AsEntry() => new(new(new(Kind, Owner.HasValue), Owner, Currency), Amount);
}
