using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.Recalls;

/// <summary>Takes recall lists in and gives recalls an end, every change with its history; listings that are concerned hear of it by the event.</summary>
internal sealed class RecallService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new RecallsChangedMeanwhile("input"));

    /// <summary>Once for one key. The notices were checked (<see cref="RecallLimits"/>).</summary>
    public Task<Outcome<RecallsTaken>> AddAsync(Caller caller, string source, IReadOnlyList<RecallNotice> notices, string key, CancellationToken cancellationToken) =>
        _changes.OnceAsync(
            new(caller, "addRecalls", key, new { source, notices }),
            () => TakeAsync(caller, source, notices, cancellationToken),
            taken => JsonColumn.Write(taken.Counts),
            async counts => new RecallsTaken(await FindAsync(source, notices, cancellationToken), JsonColumn.Read<RecallCounts>(counts)),
            cancellationToken);

    /// <summary>The same list again changes nothing.</summary>
    public Task<Outcome<RecallsTaken>> AddAsync(Caller caller, string source, IReadOnlyList<RecallNotice> notices, CancellationToken cancellationToken) =>
        _changes.RunAsync(() => TakeAsync(caller, source, notices, cancellationToken), cancellationToken);

    /// <param name="day">First day on which it no longer holds.</param>
    public Task<Outcome<Recall>> EndAsync(Caller caller, RecallId id, DateOnly day, string key, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "endRecall", key, new { recall = id.ToString(), day }),
        async () =>
        {
            await HoldAsync(cancellationToken);
            if (await database.Set<Recall>().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } recall)
            {
                return new RecallNotFound("input", "recallId");
            }

            if (RecallLimits.CheckEnd(recall, day, clock.Today()) is { } invalid)
            {
                return invalid;
            }

            var old = recall.AsNotice();
            recall.End(day);
            Record(caller, recall, "ended", old);
            return recall;
        },
        recall => recall.Id.ToString(),
        name => database.Set<Recall>().AsNoTracking().SingleAsync(x => x.Id == TypedId.Parse<RecallId>(name), cancellationToken),
        cancellationToken);

    private async Task<Outcome<RecallsTaken>> TakeAsync(Caller caller, string source, IReadOnlyList<RecallNotice> notices, CancellationToken cancellationToken)
    {
        await HoldAsync(cancellationToken);
        var numbers = notices.Select(notice => notice.Number).ToList();
        var known = await database.Set<Recall>().Include(x => x.Models).Where(x => x.Source == source && numbers.Contains(x.Number)).AsSplitQuery()
            .ToDictionaryAsync(x => x.Number, StringComparer.Ordinal, cancellationToken);
        var (recalls, counts) = (new List<Recall>(notices.Count), new RecallCounts(0, 0, 0));
        foreach (var notice in notices)
        {
            var recall = known.GetValueOrDefault(notice.Number);
            var old = recall?.AsNotice();
            if (recall is null)
            {
                recall = Recall.Add(TypedId.New<RecallId>(clock.GetUtcNow()), source, notice, clock.GetUtcNow());
                database.Add(recall);
            }
            else
            {
                recall.State(notice);
            }

            var what = old is null ? "added" : JsonColumn.Write(old) == JsonColumn.Write(recall.AsNotice()) ? null : "changed";
            counts = counts.With(what);
            if (what is not null)
            {
                Record(caller, recall, what, old);
            }

            recalls.Add(recall);
        }

        return new RecallsTaken(recalls, counts);
    }

    private async Task<IReadOnlyList<Recall>> FindAsync(string source, IReadOnlyList<RecallNotice> notices, CancellationToken cancellationToken)
    {
        var numbers = notices.Select(notice => notice.Number).ToList();
        var found = await database.Set<Recall>().AsNoTracking().Where(x => x.Source == source && numbers.Contains(x.Number)).ToDictionaryAsync(x => x.Number, cancellationToken);
        return [.. numbers.Select(number => found[number])];
    }

    /// <summary>Whoever judges by recalls is waited for, and waits until this is stored.</summary>
    private async Task HoldAsync(CancellationToken cancellationToken) =>
        await database.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_xact_lock({RecallLookup.Lock})", cancellationToken);

    private void Record(Caller caller, Recall recall, string what, RecallNotice? old)
    {
        var now = clock.GetUtcNow();
        database.Note(HistoryEntry.Of(recall.Id, what, caller, now, old, recall.AsNotice()));
        database.Tell(RecallEvents.Of(what, recall, now));
    }
}

/// <summary>What became of a recall list.</summary>
/// <param name="Recalls">As they are now, in the order of the list.</param>
internal sealed record RecallsTaken(IReadOnlyList<Recall> Recalls, RecallCounts Counts);

/// <summary>How many recalls of a list were new, changed, and known as they are.</summary>
internal sealed record RecallCounts(int Added, int Changed, int Unchanged)
{
    public RecallCounts With(string? what) => what switch
    {
        "added" => this with { Added = Added + 1 },
        "changed" => this with { Changed = Changed + 1 },
        _ => this with { Unchanged = Unchanged + 1 },
    };

    public static RecallCounts operator +(RecallCounts one, RecallCounts other) =>
        new(one.Added + other.Added, one.Changed + other.Changed, one.Unchanged + other.Unchanged);
}
