using CeCommerce.Items.Acts;
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
            OR (SELECT u.operator_id FROM items.custody u WHERE u.item_id = i.id AND upper_inf(u.during)) IS DISTINCT FROM $1,
            i.found
        FROM (SELECT id FROM items.items WHERE operator_id = $1 AND source_id = ANY($2) UNION SELECT unnest($3)) wanted
        JOIN items.items i USING (id)
        """;

    private const string FindSerials =
        """
        SELECT s.namespace, s.value, s.item_id, s.operator_id
        FROM unnest($1, $2) AS wanted (namespace, value)
        JOIN items.serials s USING (namespace, value)
        """;

    // Of the things that carry wanted numbers and are not wanted units themselves; there are few.
    private const string FindHolders =
        """
        SELECT i.id, i.operator_id, NOT EXISTS (SELECT FROM items.claims c WHERE c.item_id = i.id AND c.live)
            AND EXISTS (SELECT FROM items.custody u WHERE u.item_id = i.id AND upper_inf(u.during) AND u.holder = 'Consumer')
        FROM unnest($1) AS holder (id) JOIN items.items i USING (id)
        """;

    /// <summary>The entities whose new rows come by <c>keep</c>, in the order of their references.</summary>
    public static IReadOnlyList<Type> Tables { get; } = [typeof(Item), typeof(ItemSerial)];

    /// <summary>What is known about the wanted units and numbers: one round trip, and another when other units carry the numbers.</summary>
    public static async Task<KnownItems> FindAsync(NpgsqlConnection connection, WantedItems wanted, CancellationToken cancellationToken)
    {
        var known = new KnownItems();
        await FindAsync(known, connection, wanted, cancellationToken);
        if (known.Strangers is { Count: > 0 } strangers)
        {
            await using var command = new NpgsqlCommand(FindHolders, connection) { Parameters = { new() { Value = strangers.Select(item => item.Value).ToArray() } } };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                known.Serials.Pass(new(new(reader.GetGuid(0)), new(reader.GetGuid(1)), reader.GetBoolean(2)));
            }
        }

        return known;
    }

    private static async Task FindAsync(KnownItems known, NpgsqlConnection connection, WantedItems wanted, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { UnitsOf(wanted), SerialsOf(wanted) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var own = reader.GetBoolean(2) && !reader.IsDBNull(1);
            var found = reader.IsDBNull(4) ? null : JsonColumn.Read<ItemFindings>(reader.GetString(4));
            known.Add(new(new(reader.GetGuid(0)), reader.GetBoolean(3)) { Found = found }, own ? reader.GetString(1) : null);
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Serials.Take([new(reader.GetString(0), reader.GetString(1))], new(new(reader.GetGuid(2)), new(reader.GetGuid(3))));
        }
    }

    /// <summary>Until the transaction ends nobody else decides anything by these items; false when the operator does not have all of them any more.</summary>
    public static async Task<bool> LockAsync(CommerceDatabase database, OperatorId owner, IReadOnlyCollection<ItemId> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Value).Distinct().ToArray();
        await database.Database.ExecuteSqlAsync($"SELECT FROM items.items WHERE id = ANY({ids}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);
        var held = await database.Database
            .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM items.custody WHERE item_id = ANY({ids}) AND upper_inf(during) AND operator_id = {owner.Value}")
            .ToListAsync(cancellationToken);
        return held.Contains(ids.Length);
    }

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

        keep(ItemEvents.Registered(item, now));
        return item;
    }

    /// <summary>What a buyer had and the operator has now (<see cref="ItemCustody.TakeFromBuyersAsync"/>).</summary>
    /// <param name="why">Stands in the history.</param>
    public Item RegisterAgain(Item item, OperatorId owner, string? sourceId, ItemDescription description, string why)
    {
        item.PassTo(owner, sourceId, description, now);
        keep(ItemCustody.Registered(item, caller, now, why));
        keep(ItemEvents.PassedTo(item, now));
        return item;
    }

    /// <summary>What is said about the unit now; nothing is noted when that is what was said before.</summary>
    /// <param name="why">Stands in the history.</param>
    public Item Describe(Item item, ItemDescription description, string why)
    {
        var old = item.AsDescription();
        item.Describe(description, now);
        var stated = item.AsDescription();
        if (JsonColumn.Write(old) != JsonColumn.Write(stated))
        {
            keep(HistoryEntry.Of(item.Id, "described", caller, now, old, stated, why));
            keep(ItemEvents.Described(item, old, now));
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
