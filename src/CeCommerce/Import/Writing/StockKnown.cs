using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Import.Writing;

/// <summary>What the database knows about the rows of a chunk.</summary>
internal sealed class StockKnown
{
    // A sale changes the claim of a hold: locked, a hold that is becoming one is waited for, and it stays so until the transaction ends.
    private const string FindUnits =
        """
        SELECT wanted.id, l.id, l.item_id, l.source_digest, l.state, i.id, CASE WHEN l.state = 'Paused' THEN (
            SELECT h.why LIKE 'imj\_%' FROM platform.history h WHERE h.subject_id = l.id AND h.what = 'paused' ORDER BY h.id DESC LIMIT 1) END,
            coalesce((SELECT bool_or(kind = 'Order' AND upper_inf(during)) FROM (
                SELECT c.kind, c.during FROM items.claims c WHERE c.item_id = coalesce(l.item_id, i.id) AND c.live FOR SHARE) live), false),
            EXISTS (SELECT FROM listings.listings o WHERE o.item_id = coalesce(l.item_id, i.id) AND o.id IS DISTINCT FROM l.id AND o.state = 'Suspended')
        FROM unnest($2) AS wanted (id)
        LEFT JOIN listings.listings l ON l.operator_id = $1 AND l.source_id = wanted.id
        LEFT JOIN items.items i ON i.operator_id = $1 AND i.source_id = wanted.id
        WHERE l.id IS NOT NULL OR i.id IS NOT NULL
        """;

    private const string FindSerials =
        """
        SELECT s.namespace, s.value, s.item_id, s.operator_id
        FROM unnest($1, $2) AS wanted (namespace, value)
        JOIN items.serials s USING (namespace, value)
        """;

    private readonly Dictionary<string, KnownUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<SerialNumber, SerialHolder> _serials = [];

    /// <summary>Two statements for the whole chunk.</summary>
    public static async Task<StockKnown> FindAsync(NpgsqlConnection connection, OperatorId owner, IReadOnlyList<PreparedRow> rows, CancellationToken cancellationToken)
    {
        var known = new StockKnown();
        var units = rows.Where(row => row.Unit is not null).ToList();
        await known.FindUnitsAsync(connection, owner, [.. units.Select(row => row.SourceId!)], cancellationToken);
        await known.FindSerialsAsync(connection, [.. units.SelectMany(row => row.Unit!.Item.Serials)], cancellationToken);
        return known;
    }

    public KnownUnit? Unit(string sourceId) => _units.GetValueOrDefault(sourceId);

    /// <summary>The first of the numbers that another unit carries.</summary>
    public (SerialNumber Number, SerialHolder Holder)? TakenFrom(IReadOnlyList<SerialNumber> numbers, ItemId? by)
    {
        foreach (var number in numbers)
        {
            if (_serials.TryGetValue(number, out var holder) && holder.Item != by)
            {
                return (number, holder);
            }
        }

        return null;
    }

    public void Take(IReadOnlyList<SerialNumber> numbers, SerialHolder holder)
    {
        foreach (var number in numbers)
        {
            _serials[number] = holder;
        }
    }

    private async Task FindUnitsAsync(NpgsqlConnection connection, OperatorId owner, string[] sourceIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindUnits, connection) { Parameters = { new() { Value = owner.Value }, new() { Value = sourceIds } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ListingId? listing = reader.IsDBNull(1) ? null : new(reader.GetGuid(1));
            var item = new ItemId(reader.GetGuid(listing is null ? 5 : 2));
            var digest = reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3);
            _units[reader.GetString(0)] = new(
                listing, item, digest, listing is null ? default : Enum.Parse<ListingState>(reader.GetString(4)), !reader.IsDBNull(6) && reader.GetBoolean(6),
                reader.GetBoolean(7), reader.GetBoolean(8));
        }
    }

    private async Task FindSerialsAsync(NpgsqlConnection connection, SerialNumber[] numbers, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindSerials, connection);
        command.Parameters.Add(new() { Value = numbers.Select(number => number.Namespace).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = numbers.Select(number => number.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            _serials[new(reader.GetString(0), reader.GetString(1))] = new(new(reader.GetGuid(2)), new(reader.GetGuid(3)));
        }
    }
}

/// <summary>A unit that the operator has under that number.</summary>
/// <param name="Listing">Null when the item is there but was never offered under that number.</param>
/// <param name="PausedByImport">An import took it off the shelf because it did not meet the standards any more; nobody did by hand.</param>
/// <param name="Sold">A buyer has the item for good, by this listing or another one.</param>
/// <param name="OtherSuspended">The platform took another listing of the item down.</param>
internal sealed record KnownUnit(ListingId? Listing, ItemId Item, byte[]? Digest, ListingState State, bool PausedByImport, bool Sold, bool OtherSuspended);

/// <summary>Who carries a serial number.</summary>
internal sealed record SerialHolder(ItemId Item, OperatorId Owner);
