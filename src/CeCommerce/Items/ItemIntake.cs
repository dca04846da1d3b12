using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Items;

/// <summary>
/// Items by the hundred, for whoever takes in stock. Everything happens in the transaction of the caller, who also says where new rows
/// are kept until they are written (<see cref="BulkRows"/>); items that change are tracked and saved as ever.
/// </summary>
internal sealed class ItemIntake(Action<object> keep, Caller caller, DateTimeOffset now)
{
    // A sale changes the claim of a hold: locked, a hold that is becoming one is waited for, and it stays so until the transaction ends.
    private const string FindUnits =
        """
        SELECT i.id, i.source_id, i.operator_id = $1,
            coalesce((SELECT bool_or(kind = 'Order' AND upper_inf(during)) FROM (
                SELECT c.kind, c.during FROM items.claims c WHERE c.item_id = i.id AND c.live FOR SHARE) live), false)
        FROM (SELECT id FROM items.items WHERE operator_id = $1 AND source_id = ANY($2) UNION SELECT unnest($3)) wanted
        JOIN items.items i USING (id)
        """;

    private const string FindSerials =
        """
        SELECT s.namespace, s.value, s.item_id, s.operator_id
        FROM unnest($1, $2) AS wanted (namespace, value)
        JOIN items.serials s USING (namespace, value)
        """;

    /// <summary>The entities whose new rows come by <c>keep</c>, in the order of their references.</summary>
    public static IReadOnlyList<Type> Tables { get; } = [typeof(Item), typeof(ItemSerial)];

    /// <summary>What is known about the wanted units and numbers, in one round trip.</summary>
    public static async Task<KnownItems> FindAsync(NpgsqlConnection connection, WantedItems wanted, CancellationToken cancellationToken)
    {
        var known = new KnownItems();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { UnitsOf(wanted), SerialsOf(wanted) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var own = reader.GetBoolean(2) && !reader.IsDBNull(1);
            known.Add(new(new(reader.GetGuid(0)), reader.GetBoolean(3)), own ? reader.GetString(1) : null);
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Serials.Take([new(reader.GetString(0), reader.GetString(1))], new(new(reader.GetGuid(2)), new(reader.GetGuid(3))));
        }

        return known;
    }

    /// <summary>Until the transaction ends nobody else decides anything by these items.</summary>
    public static Task LockAsync(CommerceDatabase database, IReadOnlyCollection<ItemId> items, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync(
            $"SELECT FROM items.items WHERE id = ANY({items.Select(item => item.Value).ToArray()}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);

    /// <summary>The items with their numbers, to be changed.</summary>
    public static Task<Dictionary<ItemId, Item>> LoadAsync(CommerceDatabase database, IReadOnlyCollection<ItemId> items, CancellationToken cancellationToken) =>
        database.Set<Item>().Include(x => x.Serials).Where(x => items.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);

    /// <summary>A unit that nobody has registered; its description was checked (<see cref="ItemLimits"/>).</summary>
    public Item Register(OperatorId owner, string? sourceId, ItemDescription description)
    {
        var item = Item.Register(TypedId.New<ItemId>(now), owner, sourceId, description, now);
        keep(item);
        foreach (var serial in item.Serials)
        {
            keep(serial);
        }

        return item;
    }

    /// <summary>What is said about the unit now; nothing happens when that is what was said before.</summary>
    /// <param name="why">Stands in the history.</param>
    public Item Describe(Item item, ItemDescription description, string why)
    {
        var old = item.AsDescription();
        if (JsonColumn.Write(old) != JsonColumn.Write(description))
        {
            item.Describe(description);
            keep(HistoryEntry.Of(item.Id, "described", caller, now, old, description, why));
        }

        return item;
    }

    private static NpgsqlBatchCommand UnitsOf(WantedItems wanted) => new(FindUnits)
    {
        Parameters =
        {
            new() { Value = wanted.Owner.Value },
            new() { Value = wanted.SourceIds.ToArray() },
            new() { Value = wanted.Items.Select(item => item.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        },
    };

    private static NpgsqlBatchCommand SerialsOf(WantedItems wanted) => new(FindSerials)
    {
        Parameters =
        {
            new() { Value = wanted.Serials.Select(number => number.Namespace).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new() { Value = wanted.Serials.Select(number => number.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        },
    };
}
