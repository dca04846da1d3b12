using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Items;

/// <summary>
/// Checks and stages items for whoever saves them: an item is stored together with the listing that it comes with, so
/// this service leaves saving to its caller and translates what the database then refuses.
/// </summary>
internal sealed class ItemService(CommerceDatabase database, ItemCustody custody, TimeProvider clock)
{
    /// <summary>A new item, staged but not saved.</summary>
    public Outcome<Item> Register(OperatorId owner, string? sourceId, ItemDescription description)
    {
        if (ItemLimits.Check(description) is { } invalid)
        {
            return invalid;
        }

        var now = clock.GetUtcNow();
        var item = Item.Register(TypedId.New<ItemId>(now), owner, sourceId, description, now);
        database.Add(item);
        database.Tell(ItemEvents.Registered(item, now));
        return item;
    }

    /// <summary>
    /// The thing that carries the numbers, when a buyer has it: their custody ends and the operator's begins, staged but not saved.
    /// While another operator has it, or somebody claims it, its numbers are taken. Part of the caller's transaction.
    /// </summary>
    /// <param name="staged">What could not be saved: its operator and description.</param>
    public async Task<Outcome<PassedItem>> RegisterAgainAsync(Caller caller, Item staged, string? sourceId, CancellationToken cancellationToken)
    {
        var (owner, description) = (staged.OperatorId, staged.AsDescription());
        var holders = await HoldersAsync(description.Serials, cancellationToken);
        if (holders is not [var first, ..])
        {
            return Register(owner, sourceId, description).Try(out var registered, out var invalid) ? new PassedItem(registered, null) : Outcome<PassedItem>.Refused(invalid);
        }

        var now = clock.GetUtcNow();
        var taken = holders.TrueForAll(other => other.Item == first.Item)
            ? await custody.TakeFromBuyersAsync([first.Item], owner, now, cancellationToken)
            : [];
        if (taken is not [var item])
        {
            return first.Taken(owner);
        }

        var past = item.AsPast();
        item.PassTo(owner, sourceId, description, now);
        database.Note(ItemCustody.Registered(item, caller, now));
        database.Tell(ItemEvents.PassedTo(item, now));
        return new PassedItem(item, past);
    }

    public Task<Item?> FindAsync(Caller caller, ItemId id, CancellationToken cancellationToken) =>
        database.Set<Item>().VisibleTo(caller).Include(x => x.Serials).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>
    /// Whether the item is still as it was read; in a transaction it stays so until the end, since whoever describes it anew waits.
    /// </summary>
    public async Task<bool> StaysAsync(Item item, CancellationToken cancellationToken)
    {
        var kept = await database.Database
            .SqlQuery<string>($"SELECT xmin::text AS \"Value\" FROM items.items WHERE id = {item.Id.Value} FOR SHARE")
            .ToListAsync(cancellationToken);
        return kept.Contains(RowVersion.Text(item.Version));
    }

    /// <summary>Until the transaction ends nobody else decides anything by this item: whoever asked <see cref="StaysAsync"/> ends first, the next one waits.</summary>
    public Task LockAsync(ItemId id, CancellationToken cancellationToken) =>
        database.SendAsync($"SELECT FROM items.items WHERE id = {id.Value} FOR UPDATE", cancellationToken);

    /// <summary>The refusal for a change that met another one. Forgets what was staged.</summary>
    public async Task<ItemChangedMeanwhile> ChangedMeanwhileAsync(ItemId id, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var current = await database.Set<Item>().AsNoTracking().Where(x => x.Id == id).Select(x => x.Version).SingleOrDefaultAsync(cancellationToken);
        return new(id, RowVersion.Text(current), "input");
    }

    /// <summary>What a failed save of items means; null when it is none of ours. Forgets what was staged.</summary>
    /// <param name="sourceId">The number that was given for what is new.</param>
    public async Task<UserError?> ExplainAsync(DbUpdateException failure, Item item, string? sourceId, CancellationToken cancellationToken)
    {
        var staged = database.ChangeTracker.Entries<ItemSerial>().Where(x => x.State == EntityState.Added).Select(x => x.Entity.Number).ToList();
        database.ChangeTracker.Clear();
        return failure switch
        {
            DbUpdateConcurrencyException => await ChangedMeanwhileAsync(item.Id, cancellationToken),
            { InnerException: PostgresException { ConstraintName: "pk_serials" } } => await TakenAsync(staged, item.OperatorId, cancellationToken),
            { InnerException: PostgresException { ConstraintName: "ux_items_source" or "ux_listings_source" } } => new SourceIdTaken(sourceId ?? "", "input", "sourceId"),
            _ => null,
        };
    }

    private async Task<UserError?> TakenAsync(List<SerialNumber> staged, OperatorId owner, CancellationToken cancellationToken) =>
        await HoldersAsync(staged, cancellationToken) is [var first, ..] ? first.Taken(owner) : null;

    /// <summary>Those of the numbers that are registered, in their order.</summary>
    private async Task<List<NumberedItem>> HoldersAsync(IReadOnlyList<SerialNumber> numbers, CancellationToken cancellationToken)
    {
        var (namespaces, values) = (numbers.Select(number => number.Namespace).ToList(), numbers.Select(number => number.Value).ToList());
        var found = await database.Set<ItemSerial>().AsNoTracking()
            .Where(x => namespaces.Contains(x.Namespace) && values.Contains(x.Value))
            .Join(database.Set<Item>(), serial => serial.ItemId, item => item.Id, (serial, item) => new { serial.Namespace, serial.Value, item.Id, item.OperatorId })
            .ToListAsync(cancellationToken);
        return [.. numbers.SelectMany(number => found.Where(x => number == new SerialNumber(x.Namespace, x.Value)), (number, x) => new NumberedItem(number, x.Id, x.OperatorId))];
    }

    private sealed record NumberedItem(SerialNumber Number, ItemId Item, OperatorId Owner)
    {
        public SerialTaken Taken(OperatorId by) => new(Number.Namespace, Number.Value, Owner != by, "input", "item", "serials");
    }
}

/// <summary>An item that was registered, or registered again.</summary>
/// <param name="Past">What the operator before said of it; null when there was none.</param>
internal sealed record PassedItem(Item Item, PastItem? Past);
