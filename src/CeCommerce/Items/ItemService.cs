using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Items;

/// <summary>
/// Checks and stages items for whoever saves them: an item is stored together with the listing that it comes with, so
/// this service leaves saving to its caller and translates what the database then refuses.
/// </summary>
internal sealed class ItemService(CommerceDatabase database, TimeProvider clock)
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
        return item;
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
        database.Database.ExecuteSqlAsync($"SELECT FROM items.items WHERE id = {id.Value} FOR UPDATE", cancellationToken);

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

    private async Task<UserError?> TakenAsync(List<SerialNumber> staged, OperatorId owner, CancellationToken cancellationToken)
    {
        foreach (var number in staged)
        {
            var holder = await database.Set<ItemSerial>().AsNoTracking()
                .Where(x => x.Namespace == number.Namespace && x.Value == number.Value)
                .Select(x => (OperatorId?)x.OperatorId)
                .SingleOrDefaultAsync(cancellationToken);
            if (holder is not null)
            {
                return new SerialTaken(number.Namespace, number.Value, holder != owner, "input", "item", "serials");
            }
        }

        return null;
    }
}

/// <summary>Items are seen by their operator and by those who audit; consumers see them through a listing.</summary>
internal static class ItemVisibility
{
    public static IQueryable<Item> VisibleTo(this IQueryable<Item> items, Caller caller)
    {
        if (caller.Role is Role.Platform or Role.Auditor)
        {
            return items;
        }

        OperatorId? own = caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return items.Where(x => own != null && x.OperatorId == own);
    }
}
