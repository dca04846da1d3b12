using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>Reads the words for what is offered: shared lists, words and article numbers of things that are not the whole, and words for goods.</summary>
internal sealed partial class OfferedTermsReader
{
    private readonly DataObject _file;
    private readonly DataFlaws _flaws;
    private readonly WordLists _lists;

    private OfferedTermsReader(DataObject file)
    {
        (_file, _flaws, _lists) = (file, file.Flaws, new(file));
        Source = file.Text("source");
    }

    public string Source { get; }

    public static OfferedTerms Read(DataObject file)
    {
        var reader = new OfferedTermsReader(file);
        var terms = new OfferedTerms(reader);
        reader._lists.End();
        return terms;
    }

    public WordList List(string name) => _lists.Filled(name);

    /// <summary>A list whose words are looked for first, by their first two letters.</summary>
    public WordList Signs(string name) => Findable(_lists.Filled(name), _file.Optional("lists")?[name]?.Line ?? _file.Line);

    /// <summary>Each word in one meaning only.</summary>
    public IReadOnlyList<(Word Word, OfferedWords Means)> Heads()
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var heads = new List<(Word, OfferedWords)>();
        foreach (var node in Several("heads"))
        {
            var data = new DataObject(node, _flaws);
            var means = new OfferedWords(Less(data), Power(data), Named<OfferedWhen>(data.Required("when")));
            foreach (var word in HeadsOf(data))
            {
                if (lines.TryAdd(word.Text, node.Line))
                    heads.Add((word, means));
                else
                    _flaws.Add(node.Line, $"'{word.Text}' has a meaning in line {lines[word.Text]} too.");
            }

            data.End();
        }

        return heads;
    }

    public IReadOnlyList<OfferedArticles> Articles()
    {
        _file.Required("articles");
        var articles = _file.List("articles").Select(ArticlesOf).ToList();
        foreach (var twice in from entry in articles
                              from form in entry.Articles
                              from other in articles.TakeWhile(one => one != entry)
                              where other.Groups.Overlaps(entry.Groups) && other.Articles.Any(one => one.Form == form.Form)
                              select (entry.Line, form.Form))
            _flaws.Add(twice.Line, $"'{twice.Form}' stands twice for one group.");
        return articles;
    }

    /// <summary>The groups of which less than the whole is proposed.</summary>
    public HashSet<string> Groups() => Codes(_file, "groups", "group of goods", IsGroup);

    /// <summary>Goods of those groups of which nothing but the whole is proposed all the same.</summary>
    public HashSet<string> Except()
    {
        _file.Required("except");
        return Codes(_file, "except", "kind of goods", IsGoods, mayBeEmpty: true);
    }

    /// <summary>More words for goods, by their code.</summary>
    public Dictionary<string, WordList> Goods()
    {
        var goods = new Dictionary<string, WordList>(StringComparer.Ordinal);
        var node = _file.Required("goods");
        if (node is { Kind: not JsonTokenType.StartObject })
            _flaws.Add(node.Line, "Words by the code of goods { … } stand here.");
        foreach (var (code, words) in node?.Members ?? [])
        {
            if (!IsGoods(code))
                _flaws.Add(words.Line, $"'{code}' is no kind of goods.");
            goods.Add(code, _lists.Words(words));
        }

        return goods;
    }

    private OfferedArticles ArticlesOf(DataNode node)
    {
        var data = new DataObject(node, _flaws);
        var (groups, offered, power) = (Codes(data, "groups", "group of goods", IsGroup), Less(data), Power(data));
        data.Required("forms");
        var forms = data.List("forms");
        data.End();
        if (forms.Count == 0)
            _flaws.Add(node.Line, "An entry names 'forms'.");
        foreach (var odd in forms.Where(form => !ArticleForm().IsMatch(form.Text ?? "")))
            _flaws.Add(odd.Line, $"'{odd.Text}' is no form of an article number: 2 to 40 lower-case letters and digits or # for a digit, at the end * for anything.");
        foreach (var twice in forms.GroupBy(form => form.Text, StringComparer.Ordinal).SelectMany(alike => alike.Skip(1)))
            _flaws.Add(twice.Line, $"'{twice.Text}' stands twice.");
        return new(node.Line, groups, [.. forms.Select(form => new OfferedArticle(form.Text ?? "", offered, power))]);
    }

    private IReadOnlyList<Word> HeadsOf(DataObject data)
    {
        var words = data.Required("words") is { } node ? _lists.Words(node) : new([]);
        if (words.IsEmpty)
            _flaws.Add(data.Line, "An entry has 'words'.");
        return Findable(words, data.Line).All;
    }

    private WordList Findable(WordList words, int line)
    {
        foreach (var word in words.All.Where(word => word.Text.Length < 2))
            _flaws.Add(line, $"'{word.Text}' has fewer than two letters.");
        return words;
    }

    private WhatIsOffered Less(DataObject data)
    {
        var offered = data.Term<WhatIsOffered>("offered");
        if (offered is WhatIsOffered.Whole or WhatIsOffered.Set && data.Optional("offered") is { } node)
            _flaws.Add(node.Line, "'offered' is PART, ACCESSORY or CONSUMABLE.");
        return offered;
    }

    private AccessoryPower Power(DataObject data) => Named<AccessoryPower>(data.Optional("power"));

    private T Named<T>(DataNode? node)
        where T : struct, Enum
    {
        if (node is null)
            return default;
        var known = Enum.GetNames<T>();
        if (known.Contains(node.Text ?? "", StringComparer.Ordinal))
            return Enum.Parse<T>(node.Text!);
        _flaws.Add(node.Line, $"'{node.Text}' is none of {string.Join(", ", known)}.");
        return default;
    }

    private HashSet<string> Codes(DataObject owner, string name, string what, Predicate<string> isKnown, bool mayBeEmpty = false)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in owner.List(name))
        {
            if (!isKnown(node.Text ?? ""))
                _flaws.Add(node.Line, $"'{node.Text}' is no {what}.");
            if (!codes.Add(node.Text ?? ""))
                _flaws.Add(node.Line, $"'{node.Text}' stands twice.");
        }

        if (codes.Count == 0 && !mayBeEmpty)
            _flaws.Add(owner.Optional(name)?.Line ?? owner.Line, $"'{name}' is missing or empty.");
        return codes;
    }

    private IReadOnlyList<DataNode> Several(string name)
    {
        var nodes = _file.List(name);
        if (nodes.Count == 0)
            _flaws.Add(_file.Optional(name)?.Line ?? _file.Line, $"'{name}' is missing or empty.");
        return nodes;
    }

    private static bool IsGroup(string code) => ProductCategories.Groups.Any(group => group.Code == code);

    private static bool IsGoods(string code) => ProductCategories.TryGet(code, out _);

    // With a letter in it: digits alone would fit the numbers of too many other things.
    [GeneratedRegex(@"^(?=[#0-9]*[a-z])[a-z0-9#]{2,40}\*?\z", RegexOptions.None, 1000)]
    private static partial Regex ArticleForm();
}
