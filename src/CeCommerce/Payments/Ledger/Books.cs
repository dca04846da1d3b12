using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Ledger;

/// <summary>
/// Writes movements and their resolutions into the database, in the transaction that is open. One statement decides by its keys: of two that post
/// one cause or resolve one movement at the same moment the later waits for the earlier, and writes nothing when that one commits.
/// </summary>
internal static class Books
{
    /// <summary>Writes the movements whose cause has not moved money yet; true when that was any of them.</summary>
    public static async Task<bool> PostAsync(this CommerceDatabase database, IReadOnlyCollection<Movement> movements, CancellationToken cancellationToken) =>
        movements.Count > 0 && (await database.WriteAsync(movements, [], cancellationToken)).Count > 0;

    /// <summary>
    /// Ends a pending movement; false when it has ended already. Throws <see cref="Npgsql.PostgresException"/> when what would be posted in its
    /// place has been posted without it.
    /// </summary>
    public static async Task<bool> ResolveAsync(this CommerceDatabase database, Resolution resolution, CancellationToken cancellationToken) =>
        (await database.WriteAsync([], [resolution], cancellationToken)).Contains(resolution.PendingId);

    /// <summary>Answers the ids of the movements that were written and of the pending ones that were resolved; the others had been before.</summary>
    public static async Task<IReadOnlySet<Guid>> WriteAsync(
        this CommerceDatabase database, IReadOnlyCollection<Movement> movements, IReadOnlyCollection<Resolution> resolutions, CancellationToken cancellationToken)
    {
        Movement[] postings = [.. resolutions.Select(resolution => resolution.Posting).OfType<Movement>()];
        Movement[] all = [.. movements, .. postings];
        var sides = all.SelectMany(movement => movement.Entries.Select(entry => (Movement: movement.Id, entry.Account, entry.Amount))).ToList();
        var written = await database.SendAsync<Guid>(
            $"""
            WITH resolved AS (
                INSERT INTO payments.resolutions (pending_id, outcome, movement_id, at, recorded_at)
                SELECT pending_id, outcome, movement_id, at, recorded_at
                FROM unnest({Each(resolutions, x => x.PendingId)}, {Each(resolutions, x => x.As.ToString())}, {Each(resolutions, x => x.Posting?.Id)},
                    {Each(resolutions, x => x.Time.At.ToUniversalTime())}, {Each(resolutions, x => x.Time.RecordedAt.ToUniversalTime())})
                    AS resolution (pending_id, outcome, movement_id, at, recorded_at)
                ORDER BY pending_id
                ON CONFLICT (pending_id) DO NOTHING RETURNING pending_id, movement_id
            ), moved AS (
                INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at, times_out_at)
                SELECT id, kind, cause_kind, cause_id, at, recorded_at, times_out_at
                FROM unnest({Each(all, x => x.Id)}, {Each(all, x => x.Kind.Word)}, {Each(all, x => x.Cause.Kind)}, {Each(all, x => x.Cause.Id)},
                    {Each(all, x => x.Time.At.ToUniversalTime())}, {Each(all, x => x.Time.RecordedAt.ToUniversalTime())}, {Each(all, x => x.TimesOutAt?.ToUniversalTime())})
                    AS movement (id, kind, cause_kind, cause_id, at, recorded_at, times_out_at)
                WHERE id <> ALL({Each(postings, x => x.Id)}) OR id IN (SELECT movement_id FROM resolved)
                ORDER BY cause_id, cause_kind, kind
                ON CONFLICT (cause_id, cause_kind, kind) DO NOTHING RETURNING id, at, recorded_at, times_out_at
            ), side AS (
                SELECT moved.*, payments.account_id(kind, owner, currency) AS account_id, kind, owner, currency, amount
                FROM unnest({Each(sides, x => x.Movement)}, {Each(sides, x => x.Account.Kind.Word)}, {Each(sides, x => x.Account.Owner)},
                    {Each(sides, x => x.Account.Currency)}, {Each(sides, x => x.Amount)})
                    AS entry (movement_id, kind, owner, currency, amount)
                JOIN moved ON moved.id = entry.movement_id
            ), opened AS (
                INSERT INTO payments.accounts (id, kind, owner, currency)
                SELECT DISTINCT account_id, kind, owner, currency FROM side ORDER BY account_id ON CONFLICT DO NOTHING
            ), posted AS (
                INSERT INTO payments.entries (movement_id, account_id, amount, at, recorded_at)
                SELECT id, account_id, amount, at, recorded_at FROM side WHERE times_out_at IS NULL
            ), pending AS (
                INSERT INTO payments.pending_entries (movement_id, account_id, amount, during, recorded_at)
                SELECT id, account_id, amount, tstzrange(at, times_out_at), recorded_at FROM side WHERE times_out_at IS NOT NULL
            )
            SELECT id FROM moved UNION ALL SELECT pending_id FROM resolved
            """,
            cancellationToken);
        return written.ToHashSet();
    }

    private static TValue[] Each<TLine, TValue>(IReadOnlyCollection<TLine> lines, Func<TLine, TValue> value) => [.. lines.Select(value)];
}
