using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items.Acts;

/// <summary>
/// Records what was done to a unit. The act, what follows from it about the unit, the verdicts of its listings, history and event are
/// one transaction.
/// </summary>
internal sealed class ActService(CommerceDatabase database, IdempotencyKeys keys, Claims claims, IFollowItems followers, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new ItemBusy());

    public Task<Outcome<RecordedAct>> RecordAsync(Caller caller, RecordInspectionInput input, CancellationToken cancellationToken) => RecordAsync(
        new(caller, "recordInspection", input.IdempotencyKey, input), input.ItemId, null, ActReading.Read(input, clock.Today()), cancellationToken);

    public Task<Outcome<RecordedAct>> RecordAsync(Caller caller, RecordErasureInput input, CancellationToken cancellationToken) => RecordAsync(
        new(caller, "recordErasure", input.IdempotencyKey, input), input.ItemId, null, ActReading.Read(input, clock.Today()), cancellationToken);

    public Task<Outcome<RecordedAct>> RecordAsync(Caller caller, RecordRepairInput input, CancellationToken cancellationToken) => RecordAsync(
        new(caller, "recordRepair", input.IdempotencyKey, input), input.ItemId, input.RepairId, ActReading.Read(input, clock.Today()), cancellationToken);

    private Task<Outcome<RecordedAct>> RecordAsync(
        KeyedRequest request, ItemId item, ActId? repair, Outcome<DoneWork> read, CancellationToken cancellationToken) => _changes.OnceAsync(
            request,
            async () => read.Try(out var work, out var refused)
                ? await RecordAsync(request.Caller, item, repair, work, cancellationToken)
                : Outcome<RecordedAct>.Refused(refused),
            recorded => recorded.Act.Id.ToString(),
            name => FindAgainAsync(request.Caller, item, name, cancellationToken),
            cancellationToken);

    private async Task<Outcome<RecordedAct>> RecordAsync(Caller caller, ItemId id, ActId? repair, DoneWork work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(caller, id, cancellationToken) is not { } item)
        {
            return new ItemNotFound(id.ToString(), "input", "itemId");
        }

        if (await claims.SoldAsync(id, item.OperatorId, cancellationToken) is { } sold)
        {
            return sold with { At = ["input", "itemId"] };
        }

        if (repair is { } running && !await claims.EndRepairAsync(id, running.Value, now, cancellationToken))
        {
            return new RepairNotRunning(running, "input", "repairId");
        }

        var earlier = work.Kind == ActKind.Repair ? await RepairsAsync(id, cancellationToken) : [];
        var last = await database.Set<Act>().Where(x => x.ItemId == id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
        var act = Act.Of(repair ?? TypedId.New<ActId>(now), item, last + 1, work, FactsOfActs.Of(work, earlier), now);
        database.Add(act);
        await LearnAsync(caller, item, act, now, cancellationToken);
        return new RecordedAct(act, item);
    }

    /// <summary>The newest repairs that succeeded.</summary>
    private Task<List<Act>> RepairsAsync(ItemId id, CancellationToken cancellationToken) => database.Set<Act>().AsNoTracking()
        .Where(x => x.ItemId == id && x.Kind == ActKind.Repair && x.Result == ActResult.Succeeded)
        .OrderByDescending(x => x.Number).Take(ActLimits.Lines).ToListAsync(cancellationToken);

    private async Task LearnAsync(Caller caller, Item item, Act act, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = item.AsDescription();
        item.Learn(act);
        var known = item.AsDescription();
        database.Note(HistoryEntry.Of(item.Id, ActEvents.WordFor(act.Kind), caller, now, old, known));
        database.Tell(ActEvents.Recorded(act, ChangedFields.Between(old, known), now));
        if (JsonColumn.Write(old) != JsonColumn.Write(known))
        {
            await followers.ChangedAsync(caller, item, $"item {ActEvents.WordFor(act.Kind)}", now, cancellationToken);
        }
    }

    private Task<Item?> FindAsync(Caller caller, ItemId id, CancellationToken cancellationToken) =>
        database.Set<Item>().VisibleTo(caller).Include(x => x.Serials).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    private async Task<RecordedAct> FindAgainAsync(Caller caller, ItemId id, string name, CancellationToken cancellationToken)
    {
        var act = TypedId.Parse<ActId>(name);
        return new(await database.Set<Act>().AsNoTracking().SingleAsync(x => x.Id == act, cancellationToken), await FindAsync(caller, id, cancellationToken));
    }
}
