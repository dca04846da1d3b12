using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>
/// Reads <c>kobutsuGoods</c>: for each of the 13 categories of a dealer's permit the dated entries of goods in it. Goods are in exactly one on each
/// day. A file from before has no such member, and one from before goods came to the catalogue leaves them out; no new file may.
/// </summary>
internal sealed class KobutsuGoodsReader(DataFlaws flaws)
{
    private readonly List<(KobutsuEntry Entry, int Line)> _entries = [];
    private readonly Dictionary<KobutsuCategory, int> _categories = [];

    public IReadOnlyList<KobutsuEntry> Read(DataObject file)
    {
        if (file.Optional("kobutsuGoods") is not { } node)
        {
            flaws.Omit(file.Line, "'kobutsuGoods' is missing.");
            return [];
        }

        foreach (var category in file.List("kobutsuGoods"))
            ReadCategory(category);
        Judge(node.Line);
        return [.. _entries.Select(read => read.Entry)];
    }

    private void ReadCategory(DataNode node)
    {
        var data = new DataObject(node, flaws);
        var before = flaws.Count;
        var category = data.Term<KobutsuCategory>("category");
        if (flaws.Count == before && !_categories.TryAdd(category, node.Line))
            flaws.Add(node.Line, $"'{Terms<KobutsuCategory>.Of(category).Code}' stands in line {_categories[category]} too.");
        data.Required("entries");
        _entries.AddRange(data.List("entries").Select(entry => (EntryOf(category, entry), entry.Line)));
        data.End();
    }

    private KobutsuEntry EntryOf(KobutsuCategory category, DataNode node)
    {
        var data = new DataObject(node, flaws);
        var entry = new KobutsuEntry(category, GoodsListsReader.GoodsOf(data), GoodsListsReader.GroupsOf(data), data.Day("validFrom"), data.Day("validTo"), data.Text("source"));
        data.End();
        if (entry.Goods.Count + entry.Groups.Count == 0)
            flaws.Add(node.Line, "An entry names 'goods' or 'groups'.");
        return entry;
    }

    private void Judge(int line)
    {
        foreach (var category in ProductCategories.All)
        {
            var stretches = _entries.Where(read => read.Entry.Names(category))
                .Select(read => new Stretch($"{category.Code} among kobutsuGoods", read.Entry.ValidFrom, read.Entry.ValidTo, read.Line)).ToList();
            if (stretches.Count == 0)
                flaws.Omit(line, $"{category.Code} is in no category of kobutsuGoods.");
            else
                AddWrongs(stretches);
        }
    }

    private void AddWrongs(List<Stretch> stretches)
    {
        foreach (var (line, reason) in Stretch.WrongsOfAlways(stretches))
            flaws.Add(line, reason);
    }
}
