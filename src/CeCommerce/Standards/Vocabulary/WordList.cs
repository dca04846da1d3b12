using System.Collections.Frozen;

namespace CeCommerce.Standards;

/// <summary>A word in the form of <see cref="Letters"/>.</summary>
/// <param name="IsStem">Whether letters may follow: <c>reduc*</c>.</param>
internal readonly record struct Word(string Text, bool IsStem);

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
