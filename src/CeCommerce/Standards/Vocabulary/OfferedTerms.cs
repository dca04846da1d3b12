using System.Collections.Frozen;

namespace CeCommerce.Standards;

/// <summary>When a word for a part or an accessory is what the title offers.</summary>
internal enum OfferedWhen
{
    /// <summary>At the end of the title, and not behind goods with a model number: makers, colours and article numbers may stand around it.</summary>
    Last,

    /// <summary>The same, and never behind a model number or an unknown word: such things often come with the whole.</summary>
    LastAlone,

    /// <summary>When the title says so in words: 用, のみ, 交換用.</summary>
    Said,
}

/// <summary>Words for things that are not the whole.</summary>
internal sealed record OfferedWords(WhatIsOffered Offered, AccessoryPower Power, OfferedWhen When);

/// <summary>Article numbers of makers for things that are not the whole.</summary>
/// <param name="Form">Letters and digits; <c>#</c> is a digit, a <c>*</c> at the end anything.</param>
internal sealed record OfferedArticle(string Form, WhatIsOffered Offered, AccessoryPower Power)
{
    public bool Fits(ReadOnlySpan<char> letters)
    {
        var open = Form[^1] == '*';
        var length = open ? Form.Length - 1 : Form.Length;
        if (letters.Length < length || (!open && letters.Length > length))
            return false;
        for (var i = 0; i < length; i++)
        {
            if (Form[i] == '#' ? !char.IsAsciiDigit(letters[i]) : Form[i] != letters[i])
                return false;
        }

        return true;
    }
}

/// <summary>Article numbers in some groups of goods.</summary>
/// <param name="Line">Where the entry stands in the file.</param>
/// <param name="Groups">Codes of the groups.</param>
internal sealed record OfferedArticles(int Line, HashSet<string> Groups, IReadOnlyList<OfferedArticle> Articles);

/// <summary>The words by which a title says what is offered, of one edition, as data: the pack <c>offered-terms</c>.</summary>
internal sealed class OfferedTerms
{
    private readonly FrozenDictionary<string, OfferedWords> _heads;
    private readonly FrozenDictionary<string, ProductGroup> _goods;
    private readonly OfferedArticle[]?[] _articles;

    internal OfferedTerms(OfferedTermsReader reader)
    {
        Source = reader.Source;
        (Whole, Condition, Only, Markers, PartMarkers) = (reader.List("whole"), reader.List("condition"), reader.List("only"), reader.List("markers"), reader.List("partMarkers"));
        (Sets, Plain, Makers, Uses) = (reader.Signs("sets"), reader.List("plain"), reader.List("makers"), reader.List("uses"));
        (NotLithium, Sizes) = (reader.List("notLithium"), [.. reader.List("sizes").All.Select(size => size.Text)]);
        var heads = reader.Heads();
        Heads = new(heads.Select(head => head.Word));
        _heads = heads.ToFrozenDictionary(head => head.Word.Text, head => head.Means, StringComparer.Ordinal);
        var more = reader.Goods();
        var goods = ProductCategories.All.SelectMany(category => WordsOf(category, more)).DistinctBy(pair => pair.Word.Text).ToList();
        Goods = new(goods.Select(pair => pair.Word));
        _goods = goods.ToFrozenDictionary(pair => pair.Word.Text, pair => pair.Group, StringComparer.Ordinal);
        var (groups, except, articles) = (reader.Groups(), reader.Except(), reader.Articles());
        _articles = [.. ProductCategories.All.Select(category => groups.Contains(category.Group.Code) && !except.Contains(category.Code) ? ArticlesOf(category, articles) : null)];
    }

    public string Source { get; }

    public WordList Heads { get; }

    public WordList Goods { get; }

    /// <summary>They tell of the whole: what comes with it, what it lacks, its size.</summary>
    public WordList Whole { get; }

    /// <summary>They tell of a state, which may be that of something that comes with the whole.</summary>
    public WordList Condition { get; }

    /// <summary>Behind a word for a part or an accessory they say that there is nothing else.</summary>
    public WordList Only { get; }

    /// <summary>They say that the thing is one to be replaced or used with another.</summary>
    public WordList Markers { get; }

    public WordList PartMarkers { get; }

    public WordList Sets { get; }

    /// <summary>They change nothing.</summary>
    public WordList Plain { get; }

    public WordList Makers { get; }

    /// <summary>Right behind goods, a maker or a model they say what the thing is for.</summary>
    public WordList Uses { get; }

    /// <summary>They name batteries that are not lithium-ion ones.</summary>
    public WordList NotLithium { get; }

    /// <summary>Units that stand right behind a number and tell the size of a whole: 64GB, 7kg.</summary>
    public IReadOnlyList<string> Sizes { get; }

    public OfferedWords MeaningOf(ReadOnlySpan<char> head) => _heads.GetAlternateLookup<ReadOnlySpan<char>>()[head];

    public ProductGroup GroupOf(ReadOnlySpan<char> goods) => _goods.GetAlternateLookup<ReadOnlySpan<char>>()[goods];

    /// <summary>Null for goods of which nothing but the whole is proposed.</summary>
    public OfferedArticle[]? ArticlesOf(ProductCategory category) => _articles[category.Index];

    private static IEnumerable<(Word Word, ProductGroup Group)> WordsOf(ProductCategory category, Dictionary<string, WordList> more) =>
        new[] { category.Name.Ja, category.Name.En }.Concat(category.Aliases).SelectMany(Word.Spellings)
            .Concat(more.GetValueOrDefault(category.Code)?.All ?? [])
            .Where(word => word.Text.Length > 1)
            .Select(word => (word, category.Group));

    private static OfferedArticle[] ArticlesOf(ProductCategory category, IReadOnlyList<OfferedArticles> entries) =>
        [.. entries.Where(entry => entry.Groups.Contains(category.Group.Code)).SelectMany(entry => entry.Articles)];
}
