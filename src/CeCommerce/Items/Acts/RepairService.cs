using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items.Acts;

/// <summary>Takes units into the workshop. The claim carries the id of the act that will tell of the work, so no table of repairs is kept beside it.</summary>
internal sealed class RepairService(CommerceDatabase database, IdempotencyKeys keys, Claims claims, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private readonly AtomicChanges _changes = new(database, keys, new ItemBusy());

    public Task<Outcome<StartedRepair>> StartAsync(Caller caller, StartRepairInput input, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "startRepair", input.IdempotencyKey, new { item = input.ItemId.ToString(), until = input.Until }),
        () => TakeAsync(caller, input, cancellationToken),
        JsonColumn.Write,
        kept => Task.FromResult(JsonColumn.Read<StartedRepair>(kept)),
        cancellationToken);

    private async Task<Outcome<StartedRepair>> TakeAsync(Caller caller, StartRepairInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (input.Until is { } until && (until <= now || until - now > Longest))
        {
            return new ItemValueInvalid(
                new("until は今より後で、366 日以内にしてください。", "`until` is after now, by 366 days at most."), "input", "until");
        }

        if (!await database.Set<Item>().VisibleTo(caller).AnyAsync(x => x.Id == input.ItemId, cancellationToken))
        {
            return new ItemNotFound(input.ItemId.ToString(), "input", "itemId");
        }

        var repair = new StartedRepair(TypedId.New<ActId>(now), now, input.Until);
        var claim = new Claim(new(repair.Reference.Value), input.ItemId, ClaimKind.Repair, repair.Reference.Value, now, input.Until);
        var taken = await claims.TakeAsync(claim, now, cancellationToken);
        return taken.Error is null ? repair : taken.Error is ItemTaken item ? item with { At = ["input", "itemId"] } : Outcome<StartedRepair>.Refused(taken.Error);
    }
}
