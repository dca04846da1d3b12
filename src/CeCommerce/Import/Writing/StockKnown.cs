using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Standards;
using Npgsql;

namespace CeCommerce.Import.Writing;

/// <summary>What is known about the rows of a chunk: the operator's units under the rows' numbers, and who carries the serial numbers.</summary>
internal sealed class StockKnown
{
    private readonly Dictionary<string, KnownUnit> _units = new(StringComparer.Ordinal);
    private HashSet<ItemId> _suspended = [];

    private StockKnown(HeldSerials serials) => Serials = serials;

    public HeldSerials Serials { get; }

    /// <summary>The listings that the operator has under the rows' numbers.</summary>
    public IReadOnlyCollection<ListingId> Listings => [.. _units.Values.Select(unit => unit.Listing?.Id).OfType<ListingId>()];

    /// <summary>The listing under the row's number; null when there is none.</summary>
    public ListingId? ListingOf(PreparedRow row) => row.SourceId is { } id ? _units.GetValueOrDefault(id)?.Listing?.Id : null;

    /// <summary>Two round trips for the whole chunk, and a third when it names an item that was never offered.</summary>
    public static async Task<StockKnown> FindAsync(NpgsqlConnection connection, OperatorId owner, IReadOnlyList<PreparedRow> rows, CancellationToken cancellationToken)
    {
        var units = rows.Where(row => row.Unit is not null).ToList();
        string[] sourceIds = [.. units.Select(row => row.SourceId!)];
        var listings = await ListingIntake.FindAsync(connection, owner, sourceIds, cancellationToken);
        var items = await ItemIntake.FindAsync(
            connection,
            new(owner, sourceIds, [.. listings.Values.Select(listing => listing.Item).Distinct()], [.. units.SelectMany(row => row.Unit!.Item.Serials)]),
            cancellationToken);
        var known = new StockKnown(items.Serials);
        var unoffered = new List<(string SourceId, KnownItem Item)>();
        foreach (var id in sourceIds)
        {
            if (listings.TryGetValue(id, out var listing))
            {
                known._units[id] = new(listing, listing.Item, items.Of(listing.Item) is { Sold: true }, listing.OtherSuspended) { Found = items.Of(listing.Item)?.Found };
            }
            else if (items.Under(id) is { } item)
            {
                unoffered.Add((id, item));
            }
        }

        var suspended = await ListingIntake.SuspendedAsync(connection, [.. unoffered.Select(pair => pair.Item.Id), .. items.Serials.WithBuyers], cancellationToken);
        foreach (var (id, item) in unoffered)
        {
            known._units[id] = new(null, item.Id, item.Sold, suspended.Contains(item.Id)) { Found = item.Found };
        }

        known._suspended = suspended;
        return known;
    }

    /// <summary>The row judged by what acts found of its unit as well.</summary>
    public PreparedRow Judged(PreparedRow row, StandardsEngine standards) =>
        row.Unit is { } unit && Unit(row.SourceId!, unit.Item.Serials)?.Found is { } found ? row.Judged(standards, found) : row;

    /// <summary>
    /// The unit under that number, or the thing that a buyer had and that carries the serial numbers: a number of its own that the operator
    /// gives it for the first time says that they have it.
    /// </summary>
    public KnownUnit? Unit(string sourceId, IReadOnlyList<SerialNumber> serials) => _units.GetValueOrDefault(sourceId)
        ?? (Serials.BackFrom(serials) is { } item ? new(null, item, Sold: false, _suspended.Contains(item)) { WithBuyer = true } : null);
}

/// <summary>A unit that the operator has under that number.</summary>
/// <param name="Listing">Null when the item is there but was never offered under that number.</param>
/// <param name="Sold">A buyer has the item for good, by this listing or another one.</param>
/// <param name="OtherSuspended">The platform took another listing of the item down.</param>
internal sealed record KnownUnit(KnownListing? Listing, ItemId Item, bool Sold, bool OtherSuspended)
{
    /// <summary>What acts found of it; it stands whatever its row says.</summary>
    public ItemFindings? Found { get; init; }

    /// <summary>A buyer has it, and the operator gets it with this row.</summary>
    public bool WithBuyer { get; init; }
}
