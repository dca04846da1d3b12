using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>
/// Reads the lists of goods: <c>lists</c>, each with its dated <c>entries</c>, and <c>kobutsuOperators</c>. Whoever is on a list is on it in one
/// stretch of time, so that an entry that ends and another that follows can leave no day out and none twice.
/// </summary>
internal sealed class GoodsListsReader(DataFlaws flaws)
{
    private static readonly Dictionary<string, GoodsList> ByCode = Enum.GetValues<GoodsList>().ToDictionary(GoodsLists.CodeOf, StringComparer.Ordinal);

    private readonly Dictionary<GoodsList, LocalText> _names = [];
    private readonly List<(GoodsEntry Entry, int Line)> _entries = [];
    private readonly List<(OperatorEntry Entry, int Line)> _operators = [];

    public GoodsLists Read(DataObject file)
    {
        file.Required("lists");
        file.Required("kobutsuOperators");
        foreach (var node in file.List("lists"))
            ReadList(node);
        _operators.AddRange(file.List("kobutsuOperators").Select(node => (OperatorsOf(node), node.Line)));
        Judge();
        return new(_names, [.. _entries.Select(read => read.Entry)], [.. _operators.Select(read => read.Entry)]);
    }

    private void ReadList(DataNode node)
    {
        var data = new DataObject(node, flaws);
        var (code, name) = (data.Text("list"), new LocalText(data.Text("nameJa"), data.Text("nameEn")));
        data.Required("entries");
        var entries = data.List("entries");
        data.End();
        if (!ByCode.TryGetValue(code, out var list))
            flaws.Add(node.Line, $"'{code}' is no list of goods that this version of the product knows: {string.Join(", ", ByCode.Keys.Order(StringComparer.Ordinal))}.");
        else if (!_names.TryAdd(list, name))
            flaws.Add(node.Line, $"'{code}' stands twice.");
        _entries.AddRange(entries.Select(entry => (EntryOf(list, entry), entry.Line)));
    }

    private GoodsEntry EntryOf(GoodsList list, DataNode node)
    {
        var data = new DataObject(node, flaws);
        var (goods, groups) = (data.List("goods"), data.List("groups"));
        var entry = new GoodsEntry(list, [.. goods.Select(TextOf)], [.. groups.Select(TextOf)], data.Day("validFrom"), data.Day("validTo"), data.Text("source"));
        data.End();
        if (goods.Count + groups.Count == 0)
            flaws.Add(node.Line, "An entry names 'goods' or 'groups'.");
        foreach (var unknown in goods.Where(one => !ProductCategories.TryGet(one.Text, out _)))
            flaws.Add(unknown.Line, $"'{unknown.Text}' is no kind of goods.");
        foreach (var unknown in groups.Where(one => ProductCategories.Groups.All(group => group.Code != one.Text)))
            flaws.Add(unknown.Line, $"'{unknown.Text}' is no group of goods.");
        return entry;
    }

    private OperatorEntry OperatorsOf(DataNode node)
    {
        var data = new DataObject(node, flaws);
        data.Required("types");
        var entry = new OperatorEntry(data.ListOf<OperatorType>("types"), data.Day("validFrom"), data.Day("validTo"), data.Text("source"));
        data.End();
        return entry;
    }

    private void Judge()
    {
        List<Stretch> stretches =
        [
            .. from read in _entries
               from category in ProductCategories.All
               where read.Entry.Names(category)
               select new Stretch($"{category.Code} on {GoodsLists.CodeOf(read.Entry.List)}", read.Entry.ValidFrom, read.Entry.ValidTo, read.Line),
            .. from read in _operators
               from type in read.Entry.Types
               select new Stretch($"{Terms<OperatorType>.Of(type).Code} among kobutsuOperators", read.Entry.ValidFrom, read.Entry.ValidTo, read.Line),
        ];
        foreach (var (line, reason) in stretches.GroupBy(stretch => stretch.Of).SelectMany(Stretch.Wrongs).Distinct())
            flaws.Add(line, reason);
    }

    private static string TextOf(DataNode node) => node.Text ?? "";

    /// <summary>Somebody on a list between two days.</summary>
    private sealed record Stretch(string Of, DateOnly? From, DateOnly? To, int Line)
    {
        public static IEnumerable<(int Line, string Reason)> Wrongs(IEnumerable<Stretch> ofOne)
        {
            Stretch? before = null;
            foreach (var stretch in ofOne.OrderBy(one => one.From ?? DateOnly.MinValue).ThenBy(one => one.Line))
            {
                if (stretch.From >= stretch.To)
                    yield return (stretch.Line, $"{stretch.Of}: the entry ends before it begins.");
                if (before is not null && stretch.After(before) is { } wrong)
                    yield return (stretch.Line, wrong);
                before = stretch;
            }
        }

        private string? After(Stretch before)
        {
            if (before.To is not { } end || (From ?? DateOnly.MinValue) < end)
                return $"{Of}: overlaps line {before.Line}, which holds until {(before.To is { } to ? $"{to:O}" : "further notice")}.";
            return From > end ? $"{Of}: a gap since {end:O}, where line {before.Line} ends. Let one follow the other without a day between." : null;
        }
    }
}
