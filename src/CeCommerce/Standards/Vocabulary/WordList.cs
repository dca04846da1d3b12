using System.Collections.Frozen;

namespace CeCommerce.Standards;

/// <summary>A word in the form of <see cref="Letters"/>.</summary>
/// <param name="IsStem">Whether letters may follow: <c>reduc*</c>.</param>
internal readonly record struct Word(string Text, bool IsStem)
{
    private const int Katakana = 'ア' - 'あ';

    /// <summary>A word as data files write it, one of kana in hiragana and katakana; none when it has no letters.</summary>
    /// <param name="written">With a <c>*</c> at the end of a stem.</param>
    public static IReadOnlyList<Word> Spellings(string written)
    {
        var letters = new char[written.Length];
        var word = new Word(new(letters, 0, Letters.Of(written, letters, default, default)), written.EndsWith('*'));
        return word.Text switch
        {
            "" => [],
            { Length: > 2 } text when text.All(c => c is >= 'ぁ' and <= 'ゖ' or 'ー') => [word, word with { Text = Shifted(text, 'ぁ', 'ゖ', Katakana) }],
            { Length: > 2 } text when text.All(c => c is >= 'ァ' and <= 'ヶ' or 'ー') => [word, word with { Text = Shifted(text, 'ァ', 'ヶ', -Katakana) }],
            _ => [word],
        };
    }

    private static string Shifted(string text, char from, char to, int by) => string.Concat(text.Select(c => c >= from && c <= to ? (char)(c + by) : c));
}

/// <summary>Words of one meaning, found by their first or last letter.</summary>
internal sealed class WordList
{
    private readonly FrozenDictionary<char, Word[]> _byFirst;
    private readonly FrozenDictionary<char, Word[]> _byLast;

    public WordList(IEnumerable<Word> words)
    {
        All = [.. words.Distinct()];
        _byFirst = Group(All, word => word.Text[0]);
        _byLast = Group(All, word => word.Text[^1]);
    }

    public IReadOnlyList<Word> All { get; }

    public bool IsEmpty => All.Count == 0;

    /// <summary>Longest first.</summary>
    public ReadOnlySpan<Word> StartingWith(char letter) => _byFirst.GetValueOrDefault(letter);

    /// <summary>Longest first.</summary>
    public ReadOnlySpan<Word> EndingWith(char letter) => _byLast.GetValueOrDefault(letter);

    private static FrozenDictionary<char, Word[]> Group(IEnumerable<Word> words, Func<Word, char> key) => words
        .GroupBy(key)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Text.Length).ToArray());
}
