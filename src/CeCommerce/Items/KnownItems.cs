using CeCommerce.Items.Acts;
using CeCommerce.Operators;

namespace CeCommerce.Items;

/// <summary>Which items somebody asks for.</summary>
/// <param name="Owner">Whose numbers <paramref name="SourceIds"/> are.</param>
/// <param name="Items">More of them, by their id.</param>
/// <param name="Serials">Numbers that are to be carried.</param>
internal sealed record WantedItems(
    OperatorId Owner, IReadOnlyCollection<string> SourceIds, IReadOnlyCollection<ItemId> Items, IReadOnlyCollection<SerialNumber> Serials);

/// <summary>A unit as it stands.</summary>
/// <param name="Sold">A buyer has it for good, or another operator got it from one.</param>
internal sealed record KnownItem(ItemId Id, bool Sold)
{
    /// <summary>What acts found of it; it stands whatever is stated.</summary>
    public ItemFindings? Found { get; init; }
}

/// <summary>What carries a serial number.</summary>
/// <param name="Owner">Who has it, or had it last.</param>
/// <param name="WithBuyer">A buyer has it and nothing claims it: it may be registered again.</param>
internal sealed record SerialHolder(ItemId Item, OperatorId Owner, bool WithBuyer = false);

/// <summary>What the database knows about the wanted items.</summary>
internal sealed class KnownItems
{
    private readonly Dictionary<string, KnownItem> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<ItemId, KnownItem> _byId = [];

    public HeldSerials Serials { get; } = new();

    /// <summary>What carries wanted numbers and is no wanted unit.</summary>
    public IReadOnlyCollection<ItemId> Strangers => [.. Serials.Items.Where(item => !_byId.ContainsKey(item))];

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

    public IReadOnlySet<ItemId> Items => _holders.Values.Select(holder => holder.Item).ToHashSet();

    /// <summary>What buyers have and may be registered again.</summary>
    public IReadOnlySet<ItemId> WithBuyers => _holders.Values.Where(holder => holder.WithBuyer).Select(holder => holder.Item).ToHashSet();

    /// <summary>The one thing that carries those of the numbers that are known, when a buyer has it.</summary>
    public ItemId? BackFrom(IReadOnlyList<SerialNumber> numbers) =>
        numbers.Select(number => _holders.GetValueOrDefault(number)).OfType<SerialHolder>().Distinct().ToList() is [{ WithBuyer: true } one] ? one.Item : null;

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

    /// <summary>Says of every number of an item who has it.</summary>
    public void Pass(SerialHolder holder)
    {
        foreach (var number in _holders.Where(pair => pair.Value.Item == holder.Item).Select(pair => pair.Key).ToList())
        {
            _holders[number] = holder;
        }
    }

    public void Take(IReadOnlyList<SerialNumber> numbers, SerialHolder holder)
    {
        foreach (var number in numbers)
        {
            _holders[number] = holder;
        }
    }
}
