using System.Text.Json;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>
/// Reads the words of one file. A word <c>@name</c> stands for one of its <c>lists</c>; a kana word is read in hiragana and katakana.
/// </summary>
internal sealed class WordLists
{
    private const int MostWords = 100_000;

    private readonly DataObject _file;
    private readonly DataNode? _lists;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expanding = new(StringComparer.Ordinal);
    private int _words;

    public WordLists(DataObject file) => (_file, _lists) = (file, file.Required("lists"));

    /// <summary>A shared list by its name.</summary>
    public WordList List(string name)
    {
        _asked.Add(name);
        if (_lists?[name] is { } words)
            return Words(words);
        _file.Flaws.Add(_lists?.Line ?? _file.Line, $"The list '{name}' is missing.");
        return new([]);
    }

    /// <summary>A shared list without which the file would say something else.</summary>
    public WordList Filled(string name)
    {
        var words = List(name);
        if (words.IsEmpty && _lists?[name] is { } empty)
            _file.Flaws.Add(empty.Line, $"The list '{name}' has no words.");
        return words;
    }

    public WordList Words(DataObject owner, string name) => owner.Optional(name) is { } words ? Words(words) : new([]);

    public WordList Words(DataNode list) => new(Written(list).SelectMany(Spellings));

    /// <summary>Words that nobody asked for are flaws, as misspelled members are.</summary>
    public void End()
    {
        foreach (var (name, words) in _lists?.Members.Where(list => !_asked.Contains(list.Name)) ?? [])
            _file.Flaws.Add(words.Line, $"Nothing asks for the list '{name}'.");
    }

    private List<DataNode> Written(DataNode list)
    {
        if (list.Kind != JsonTokenType.StartArray)
            _file.Flaws.Add(list.Line, "A list of words [ … ] stands here.");
        return [.. list.Items.SelectMany(word => word.Text is { Length: > 1 } text && text[0] == '@' ? Shared(word, text[1..]) : [word])];
    }

    private List<DataNode> Shared(DataNode word, string name)
    {
        _asked.Add(name);
        if (_lists?[name] is not { } list)
        {
            _file.Flaws.Add(word.Line, $"There is no list '{name}'.");
            return [];
        }

        // Lists of lists of lists would otherwise make of a small file more words than there is memory.
        if (!_expanding.Add(name) || (_words += list.Items.Count) > MostWords)
        {
            _file.Flaws.Add(word.Line, $"The list '{name}' stands for itself, or all lists together for more than {MostWords} words.");
            return [];
        }

        var written = Written(list);
        _expanding.Remove(name);
        return written;
    }

    private IEnumerable<Word> Spellings(DataNode node)
    {
        var spellings = Word.Spellings(node.Kind == JsonTokenType.String ? node.Text! : "");
        if (spellings.Count == 0)
            _file.Flaws.Add(node.Line, $"'{node.Text}' is no word: it has no letters.");
        return spellings;
    }
}
