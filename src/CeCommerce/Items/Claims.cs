using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Items;

/// <summary>
/// Takes, moves and ends claims. Every feature that touches an item goes through here; each verb is one statement in the
/// caller's transaction, and the exclusion constraint decides between two that come at once.
/// </summary>
internal sealed class Claims(CommerceDatabase database)
{
    /// <summary>Takes the item from <see cref="Claim.From"/> until <see cref="Claim.Until"/>, or says when it is free.</summary>
    public async Task<Outcome<Claim>> TakeAsync(Claim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InsertAsync(claim, cancellationToken))
        {
            return claim;
        }

        // What is in the way may have expired, or be given back before we look: then the item is there to be taken after all.
        await ExpireAsync(claim.ItemId, now, cancellationToken);
        if (await InsertAsync(claim, cancellationToken))
        {
            return claim;
        }

        var blocked = await BlockedAsync(claim, cancellationToken);
        return blocked.Claims == 0 && await InsertAsync(claim, cancellationToken)
            ? claim
            : new ItemTaken(claim.ItemId, blocked.SoldForEver, blocked.FreeAt);
    }

    /// <summary>
    /// Turns a live claim into another kind, with a new end and a new expiry, e.g. a hold into an order that lasts for ever; refused
    /// when it has expired or is not <paramref name="old"/>'s holder's any more. When a later claim is in the way the database refuses,
    /// and the caller's transaction can only be rolled back.
    /// </summary>
    public async Task<Outcome<Claim>> ChangeAsync(Claim old, Claim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var changed = await database.SendAsync(
                $"""
                UPDATE items.claims
                SET kind = {claim.Kind.ToString()}, holder_id = {claim.HolderId}, expires_at = {claim.ExpiresAt},
                    during = tstzrange(lower(during), {claim.Until}::timestamptz + buffer_after, '[)')
                WHERE id = {old.Id.Value} AND kind = {old.Kind.ToString()} AND holder_id = {old.HolderId}
                    AND live AND (expires_at > {now} OR expires_at IS NULL) AND (upper(during) > {now} OR upper_inf(during))
                """,
                cancellationToken);
            return changed == 1 ? claim : new ClaimEnded();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            return new ItemTaken(claim.ItemId, SoldForEver: false, FreeAt: null);
        }
    }

    /// <summary>Gives the item back; false when the claim ended already or is another holder's by now.</summary>
    public async Task<bool> EndAsync(Claim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await database.SendAsync(
            $"""
            UPDATE items.claims SET live = false, ended_at = {now}
            WHERE id = {claim.Id.Value} AND kind = {claim.Kind.ToString()} AND holder_id = {claim.HolderId} AND live
            """,
            cancellationToken);
        return ended == 1;
    }

    /// <summary>Gives the item back from the workshop; false when that repair of it is not running.</summary>
    public async Task<bool> EndRepairAsync(ItemId item, Guid repair, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await database.SendAsync(
            $"UPDATE items.claims SET live = false, ended_at = {now} WHERE id = {repair} AND item_id = {item.Value} AND kind = {nameof(ClaimKind.Repair)} AND live",
            cancellationToken);
        return ended == 1;
    }

    /// <summary>
    /// The refusal for what a sold item is not fit for; null when it is not sold and the operator has it. In a transaction it stays so
    /// until the end.
    /// </summary>
    public async Task<ItemTaken?> SoldAsync(ItemId id, OperatorId owner, CancellationToken cancellationToken)
    {
        // A sale changes the claim of a hold: locked, a hold that is becoming one is waited for.
        var live = await database.Database
            .SqlQuery<bool>(
                $"""
                SELECT kind = {nameof(ClaimKind.Order)} AND upper_inf(during) AS "Value"
                FROM items.claims WHERE item_id = {id.Value} AND live FOR SHARE
                """)
            .ToListAsync(cancellationToken);
        return live.Contains(true) || !await HasAsync(owner, id, cancellationToken) ? new ItemTaken(id, SoldForEver: true, FreeAt: null) : null;
    }

    // Asked after the claims: a sale that was being completed is waited for there, and then seen here.
    private async Task<bool> HasAsync(OperatorId owner, ItemId id, CancellationToken cancellationToken)
    {
        var having = await database.Database
            .SqlQuery<Guid?>($"SELECT operator_id AS \"Value\" FROM items.custody WHERE item_id = {id.Value} AND upper_inf(during)")
            .ToListAsync(cancellationToken);
        return having.Contains(owner.Value);
    }

    /// <summary>Those of <paramref name="items"/> that somebody keeps at this moment.</summary>
    public Task<List<TakenItem>> TakenAsync(IReadOnlyCollection<ItemId> items, DateTimeOffset now, CancellationToken cancellationToken) => database.Set<TakenItem>()
        .FromSql(
            $"""
            SELECT item_id, bool_or(kind = {nameof(ClaimKind.Order)} AND upper_inf(during)) AS sold_for_ever,
                CASE WHEN bool_or(upper_inf(during) AND expires_at IS NULL) THEN NULL ELSE max(least(upper(during), expires_at)) END AS free_at
            FROM items.claims
            WHERE item_id = ANY ({items.Select(item => item.Value).ToArray()}) AND live AND (expires_at IS NULL OR expires_at > {now.ToUniversalTime()})
                AND (upper_inf(during) OR upper(during) > {now.ToUniversalTime()})
            GROUP BY item_id
            """)
        .ToListAsync(cancellationToken);

    private async Task<bool> InsertAsync(Claim claim, CancellationToken cancellationToken)
    {
        // ON CONFLICT DO NOTHING covers the exclusion constraint too: the loser of a race gets no row and no aborted transaction.
        var inserted = await database.SendAsync(
            $"""
            INSERT INTO items.claims (id, item_id, kind, holder_id, during, buffer_before, buffer_after, expires_at, live)
            VALUES (
                {claim.Id.Value}, {claim.ItemId.Value}, {claim.Kind.ToString()}, {claim.HolderId},
                tstzrange({claim.From - claim.BufferBefore}, {claim.Until + claim.BufferAfter}, '[)'),
                {claim.BufferBefore}, {claim.BufferAfter}, {claim.ExpiresAt}, true)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        return inserted == 1;
    }

    /// <summary>Ends what has expired of the item's claims and is in nobody's hands any more.</summary>
    private Task<int> ExpireAsync(ItemId item, DateTimeOffset now, CancellationToken cancellationToken) => database.SendAsync(
        $"UPDATE items.claims SET live = false, ended_at = expires_at WHERE item_id = {item.Value} AND live AND expires_at <= {now}", cancellationToken);

    /// <summary>What is in the way of a claim now; an item in repair without an end is neither sold nor free at a known time.</summary>
    private Task<Blocked> BlockedAsync(Claim claim, CancellationToken cancellationToken) =>
        database.Set<Blocked>()
            .FromSql(
                $"""
                SELECT count(*)::int AS claims,
                    coalesce(bool_or(kind = {nameof(ClaimKind.Order)} AND upper_inf(during)), false) OR EXISTS (
                        SELECT FROM items.custody WHERE item_id = {claim.ItemId.Value} AND upper_inf(during) AND holder = 'Consumer') AS sold_for_ever,
                    CASE WHEN bool_or(upper_inf(during) AND expires_at IS NULL) THEN NULL ELSE max(least(upper(during), expires_at)) END AS free_at
                FROM items.claims WHERE item_id = {claim.ItemId.Value} AND live
                    AND during && tstzrange({claim.From - claim.BufferBefore}, {claim.Until + claim.BufferAfter})
                """)
            .SingleAsync(cancellationToken);
}

/// <summary>What is in the way of a claim.</summary>
internal sealed record Blocked(int Claims, bool SoldForEver, DateTimeOffset? FreeAt);
