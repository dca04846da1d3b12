using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>
/// Reads the lists of goods: <c>lists</c>, each with its dated <c>entries</c>, <c>kobutsuOperators</c> and <c>kobutsuGoods</c>. Whoever is on a
/// list is on it in one stretch of time, so that an entry that ends and another that follows can leave no day out and none twice.
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
        return new(_names, [.. _entries.Select(read => read.Entry)], [.. _operators.Select(read => read.Entry)]) { KobutsuGoods = new KobutsuGoodsReader(flaws).Read(file) };
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
        var entry = new GoodsEntry(list, GoodsOf(data), GroupsOf(data), data.Day("validFrom"), data.Day("validTo"), data.Text("source"));
        data.End();
        if (entry.Goods.Count + entry.Groups.Count == 0)
            flaws.Add(node.Line, "An entry names 'goods' or 'groups'.");
        return entry;
    }

    /// <summary>The <c>goods</c> that an entry names.</summary>
    public static IReadOnlyList<string> GoodsOf(DataObject entry) => Codes(entry, "goods", "kind of goods", code => ProductCategories.TryGet(code, out _));

    /// <summary>The <c>groups</c> that an entry names.</summary>
    public static IReadOnlyList<string> GroupsOf(DataObject entry) => Codes(entry, "groups", "group of goods", code => ProductCategories.Groups.Any(group => group.Code == code));

    private static List<string> Codes(DataObject entry, string name, string what, Predicate<string> isKnown)
    {
        var nodes = entry.List(name);
        foreach (var unknown in nodes.Where(node => !isKnown(node.Text ?? "")))
            entry.Flaws.Add(unknown.Line, $"'{unknown.Text}' is no {what}.");
        return [.. nodes.Select(node => node.Text ?? "")];
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
}
