using System.Collections.Frozen;
using System.Text.Json;

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

/// <summary>The words by which a title says what is offered, as data in <c>Vocabulary/offered-terms.json</c>.</summary>
internal sealed class OfferedTerms
{
    private readonly FrozenDictionary<string, OfferedWords> _heads;
    private readonly FrozenDictionary<string, ProductGroup> _goods;
    private readonly OfferedArticle[]?[] _articles;

    private OfferedTerms(JsonElement root)
    {
        var reader = new OfferedWordsReader(root);
        Source = root.GetProperty("source").GetString() is { Length: > 0 } source ? source : throw new InvalidOperationException("The words for what is offered have no source.");
        (Whole, Condition, Only, Markers, PartMarkers) = (reader.List("whole"), reader.List("condition"), reader.List("only"), reader.List("markers"), reader.List("partMarkers"));
        (Sets, Plain, Makers, Uses) = (reader.List("sets"), reader.List("plain"), reader.List("makers"), reader.List("uses"));
        (NotLithium, Sizes) = (reader.List("notLithium"), [.. reader.List("sizes").All.Select(size => size.Text)]);
        var entries = root.GetProperty("heads").EnumerateArray()
            .SelectMany(entry => reader.Words(entry, "words").All.Select(word => (Word: word, Means: new OfferedWords(OfferedOf(entry), PowerOf(entry), Enum.Parse<OfferedWhen>(entry.GetProperty("when").GetString()!))))).ToList();
        Heads = new(entries.Select(entry => entry.Word));
        _heads = entries.ToFrozenDictionary(entry => entry.Word.Text, entry => entry.Means, StringComparer.Ordinal);
        var goods = ProductCategories.All.SelectMany(category => GoodsWords(reader, root.GetProperty("goods"), category)).DistinctBy(pair => pair.Word.Text).ToList();
        Goods = new(goods.Select(pair => pair.Word));
        _goods = goods.ToFrozenDictionary(pair => pair.Word.Text, pair => pair.Group, StringComparer.Ordinal);
        Signs = new(new WordList([.. Heads.All, .. Sets.All]));
        _articles = [.. ProductCategories.All.Select(category => ArticlesFor(root, category))];
    }

    public static OfferedTerms Current { get; } = Load();

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

    /// <summary>Finds whether there is anything to read in a title.</summary>
    public WordSearch Signs { get; }

    public OfferedWords MeaningOf(ReadOnlySpan<char> head) => _heads.GetAlternateLookup<ReadOnlySpan<char>>()[head];

    public ProductGroup GroupOf(ReadOnlySpan<char> goods) => _goods.GetAlternateLookup<ReadOnlySpan<char>>()[goods];

    /// <summary>Null for goods of which nothing but the whole is proposed.</summary>
    public OfferedArticle[]? ArticlesOf(ProductCategory category) => _articles[category.Index];

    private static OfferedTerms Load()
    {
        using var document = OwnFiles.Json("Vocabulary", "offered-terms.json");
        return new(document.RootElement);
    }

    private static WhatIsOffered OfferedOf(JsonElement entry) => Terms<WhatIsOffered>.All.First(term => term.Code == entry.GetProperty("offered").GetString()).Value;

    private static AccessoryPower PowerOf(JsonElement entry) => entry.TryGetProperty("power", out var power) ? Enum.Parse<AccessoryPower>(power.GetString()!) : AccessoryPower.None;

    private static IEnumerable<(Word Word, ProductGroup Group)> GoodsWords(OfferedWordsReader reader, JsonElement more, ProductCategory category) =>
        new[] { category.Name.Ja, category.Name.En }.Concat(category.Aliases).SelectMany(Word.Spellings)
            .Concat(reader.Words(more, category.Code).All)
            .Where(word => word.Text.Length > 1)
            .Select(word => (word, category.Group));

    private static OfferedArticle[]? ArticlesFor(JsonElement root, ProductCategory category)
    {
        if (!Names(root, "groups", category.Group.Code) || Names(root, "except", category.Code))
            return null;
        return
        [
            .. from entry in root.GetProperty("articles").EnumerateArray()
            where Names(entry, "groups", category.Group.Code)
            from form in entry.GetProperty("forms").EnumerateArray()
            select new OfferedArticle(form.GetString()!, OfferedOf(entry), PowerOf(entry)),
        ];
    }

    private static bool Names(JsonElement owner, string list, string code) => owner.GetProperty(list).EnumerateArray().Any(one => one.GetString() == code);
}

/// <summary>Reads lists of words of the file. A word <c>@name</c> stands for one of its <c>lists</c>.</summary>
internal sealed class OfferedWordsReader(JsonElement root)
{
    public WordList List(string name) => Words(root.GetProperty("lists"), name);

    public WordList Words(JsonElement owner, string name) => new(owner.TryGetProperty(name, out var words) ? Written(words).SelectMany(Word.Spellings) : []);

    private IEnumerable<string> Written(JsonElement words) => words.EnumerateArray().Select(word => word.GetString()!)
        .SelectMany(word => word.StartsWith('@') ? Written(root.GetProperty("lists").GetProperty(word[1..])) : [word]);
}
