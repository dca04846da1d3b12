namespace CeCommerce.Standards.Recalls;

/// <summary>What a recall asks of a unit.</summary>
/// <param name="Serials">The maker's.</param>
/// <param name="Year">Of manufacture; null when it is not known.</param>
internal sealed record RecallSubject(string? Brand, string? ModelNumber, IReadOnlyList<string> Serials, int? Year)
{
    public RecallName Name { get; } = new(RecallKey.Of(Brand), RecallKey.Of(ModelNumber));
}

/// <summary>Brand and model number in the form in which they are compared.</summary>
internal readonly record struct RecallName(string Brand, string Model)
{
    /// <summary>No recall is found by half a name.</summary>
    public bool IsWhole => Brand.Length > 0 && Model.Length > 0;
}

/// <summary>The recalls in force of some brands and models.</summary>
internal sealed class KnownRecalls
{
    public static readonly KnownRecalls None = new();

    private readonly Dictionary<RecallName, List<(ListedRecall Recall, RecalledGoods Goods)>> _byName = [];

    public bool IsEmpty => _byName.Count == 0;

    public void Add(RecallName name, ListedRecall recall, RecalledGoods goods)
    {
        if (!_byName.TryGetValue(name, out var known))
        {
            _byName[name] = known = [];
        }

        known.Add((recall, goods));
    }

    /// <summary>Those of the unit, oldest first; null when there are none. What is not known of it does not take it out of a recall.</summary>
    public IReadOnlyList<ListedRecall>? Of(RecallSubject unit)
    {
        if (!_byName.TryGetValue(unit.Name, out var known))
        {
            return null;
        }

        var hit = known.Where(one => MayBeOfYears(one.Goods, unit.Year) && MayBeOfSerials(one.Goods, unit.Serials)).Select(one => one.Recall)
            .OrderBy(recall => recall.AnnouncedOn).ThenBy(recall => recall.Source, StringComparer.Ordinal).ThenBy(recall => recall.Number, StringComparer.Ordinal).ToList();
        return hit.Count == 0 ? null : hit;
    }

    private static bool MayBeOfYears(RecalledGoods goods, int? year) =>
        year is not { } made || ((goods.ManufacturedFrom?.Year ?? made) <= made && made <= (goods.ManufacturedTo?.Year ?? made));

    private static bool MayBeOfSerials(RecalledGoods goods, IReadOnlyList<string> serials)
    {
        var (from, to) = (RecallKey.Of(goods.SerialFrom), RecallKey.Of(goods.SerialTo));
        return serials.Count == 0 || serials.Select(RecallKey.Of).Any(serial => !(Compare(serial, from) < 0 || Compare(serial, to) > 0));
    }

    /// <summary>Null when the two cannot be told apart by order: an open end, or numbers of different shape.</summary>
    private static int? Compare(string serial, string end)
    {
        if (serial.Length > 0 && end.Length > 0 && serial.All(char.IsAsciiDigit) && end.All(char.IsAsciiDigit))
        {
            var longest = Math.Max(serial.Length, end.Length);
            (serial, end) = (serial.PadLeft(longest, '0'), end.PadLeft(longest, '0'));
        }

        return serial.Length == end.Length && end.Length > 0 ? string.CompareOrdinal(serial, end) : null;
    }
}
