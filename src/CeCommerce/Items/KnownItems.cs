using CeCommerce.Operators;

namespace CeCommerce.Items;

/// <summary>Which items somebody asks for.</summary>
/// <param name="Owner">Whose numbers <paramref name="SourceIds"/> are.</param>
/// <param name="Items">More of them, by their id.</param>
/// <param name="Serials">Numbers that are to be carried.</param>
internal sealed record WantedItems(
    OperatorId Owner, IReadOnlyCollection<string> SourceIds, IReadOnlyCollection<ItemId> Items, IReadOnlyCollection<SerialNumber> Serials);

/// <summary>A unit as it stands.</summary>
/// <param name="Sold">A buyer has it for good.</param>
internal sealed record KnownItem(ItemId Id, bool Sold);

/// <summary>Who carries a serial number.</summary>
internal sealed record SerialHolder(ItemId Item, OperatorId Owner);

/// <summary>What the database knows about the wanted items.</summary>
internal sealed class KnownItems
{
    private readonly Dictionary<string, KnownItem> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<ItemId, KnownItem> _byId = [];

    public HeldSerials Serials { get; } = new();

    /// <summary>The owner's unit under its own number.</summary>
    public KnownItem? Under(string sourceId) => _bySource.GetValueOrDefault(sourceId);

    public KnownItem? Of(ItemId id) => _byId.GetValueOrDefault(id);

    internal void Add(KnownItem item, string? sourceId)
    {
        _byId[item.Id] = item;
        if (sourceId is not null)
        {
            _bySource[sourceId] = item;
        }
    }
}

/// <summary>Who carries which number; what an earlier one takes, a later one cannot have.</summary>
internal sealed class HeldSerials
{
    private readonly Dictionary<SerialNumber, SerialHolder> _holders = [];

    /// <summary>The first of the numbers that another unit carries; null when <paramref name="by"/> may carry all of them.</summary>
    /// <param name="by">Null for a unit that is yet to be registered.</param>
    public (SerialNumber Number, SerialHolder Holder)? TakenFrom(IReadOnlyList<SerialNumber> numbers, ItemId? by)
    {
        foreach (var number in numbers)
        {
            if (_holders.TryGetValue(number, out var holder) && holder.Item != by)
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
            _holders[number] = holder;
        }
    }
}
