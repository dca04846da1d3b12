using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Changes;

/// <summary>
/// Saves what changed in the context, its history and event lines with one statement for all of them, where EF would send one
/// for each. Only inside a transaction: the change itself is saved by a later statement.
/// </summary>
internal static class JournalRows
{
    public static async Task SaveWithJournalAsync(this CommerceDatabase database, CancellationToken cancellationToken)
    {
        database.ChangeTracker.DetectChanges();
        using var compared = database.ComparedAlready();
        await WriteAsync(database, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private static async Task WriteAsync(CommerceDatabase database, CancellationToken cancellationToken)
    {
        var (notes, events) = (Take<HistoryEntry>(database), Take<EventRecord>(database));
        if (notes.Length + events.Length == 0)
        {
            return;
        }

        await database.SendAsync(
            $"""
            WITH noted AS (
                INSERT INTO platform.history (id, subject_kind, subject_id, at, what, who, why, old, new)
                SELECT id, subject_kind, subject_id, at, what, who, why, old::jsonb, new::jsonb
                FROM unnest({Each(notes, x => x.Id)}, {Each(notes, x => x.SubjectKind)}, {Each(notes, x => x.SubjectId)}, {Each(notes, x => x.At)},
                    {Each(notes, x => x.What)}, {Each(notes, x => x.Who)}, {Each(notes, x => x.Why)}, {Each(notes, x => x.Old)}, {Each(notes, x => x.New)})
                    AS line (id, subject_kind, subject_id, at, what, who, why, old, new)
            )
            INSERT INTO platform.events (kind, subject_kind, subject_id, operator_id, audience, client_id, version, changed, data, at)
            SELECT kind, subject_kind, subject_id, operator_id, audience, client_id, version, string_to_array(changed, ' '), data::jsonb, at
            FROM unnest({Each(events, x => x.Kind)}, {Each(events, x => x.SubjectKind)}, {Each(events, x => x.SubjectId)}, {Each(events, x => x.OperatorId)},
                {Each(events, x => x.Audience.ToString())}, {Each(events, x => x.ClientId)}, {Each(events, x => x.Version)},
                {Each(events, x => string.Join(' ', x.Changed))}, {Each(events, x => x.Data)}, {Each(events, x => x.At)})
                WITH ORDINALITY AS line (kind, subject_kind, subject_id, operator_id, audience, client_id, version, changed, data, at, place)
            ORDER BY place
            """,
            cancellationToken);
    }

    private static T[] Take<T>(CommerceDatabase database)
        where T : class
    {
        var waiting = database.ChangeTracker.Entries<T>().Where(entry => entry.State == EntityState.Added).ToList();
        T[] lines = [.. waiting.Select(entry => entry.Entity)];
        waiting.ForEach(entry => entry.State = EntityState.Detached);
        return lines;
    }

    private static TValue[] Each<TLine, TValue>(TLine[] lines, Func<TLine, TValue> value) => [.. lines.Select(value)];
}
