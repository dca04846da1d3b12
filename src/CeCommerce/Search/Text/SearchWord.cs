namespace CeCommerce.Search.Text;

/// <summary>
/// One thing that a consumer typed, as terms of <see cref="IndexTerms"/>: it is in a text that has <see cref="Joined"/>,
/// or at least <see cref="Required"/> of <see cref="Terms"/>.
/// </summary>
internal sealed record SearchWord(IReadOnlyList<string> Terms, int Required, string? Joined = null)
{
    private const int MaxCharacters = 256;
    private const int MaxWords = 16;

    /// <summary>The kana of の, which joins nouns: 革の靴 asks for 革 and 靴.</summary>
    private const string Possessive = "ノ";

    /// <summary>The same for words that ask the same.</summary>
    public string Key { get; } = $"{Required}\u001f{Joined}\u001f{string.Join('\u001f', Terms)}";

    /// <summary>The words of a query, all of which have to be found; what comes after 256 characters or 16 words is not looked at.</summary>
    public static IReadOnlyList<SearchWord> Parse(string? text)
    {
        var runs = TextRun.Split(SearchText.Normalize(text, MaxCharacters));
        var words = new List<SearchWord>();
        for (var i = 0; i < runs.Count && words.Count < MaxWords;)
        {
            var end = IndexTerms.EndOfWord(runs, i);
            var word = runs[i..end];
            words.AddRange(word[0].Kind == ScriptKind.Spaced ? [Spaced(word)] : Japanese(word));
            i = end;
        }

        return words.Count <= MaxWords ? words : words[..MaxWords];
    }

    private static SearchWord Spaced(List<TextRun> runs)
    {
        var parts = runs.Select(x => Cut(x.Text)).ToList();
        return parts.Count == 1 ? new(parts, 1) : new(parts, parts.Count, Cut(string.Concat(parts)));
    }

    private static string Cut(string term) => term.Length <= IndexTerms.MaxTermLength ? term : term[..IndexTerms.MaxTermLength];

    /// <summary>A change between kanji and kana is where words usually part (中古ノート), unless one side is a single character (組み立て).</summary>
    private static IEnumerable<SearchWord> Japanese(List<TextRun> runs)
    {
        var open = "";
        for (var i = 0; i < runs.Count; i++)
        {
            var (text, parts) = (runs[i].Text, i > 0 && runs[i].Text.Length > 1 && runs[i - 1].Text.Length > 1);
            var joins = text == Possessive && i > 0 && i + 1 < runs.Count;
            if ((parts || joins) && open.Length > 0)
            {
                yield return Unspaced(open);
                open = "";
            }

            open += joins ? "" : text;
        }

        if (open.Length > 0)
        {
            yield return Unspaced(open);
        }
    }

    /// <summary>コンピューター and コンピュータ are one word; of long compounds of kanji one pair may be missing (中古冷蔵庫, 冷蔵庫・中古).</summary>
    private static SearchWord Unspaced(string run)
    {
        var stem = run.Length > 3 && run[^1] == 'ー' ? run[..^1] : run;
        var pairs = IndexTerms.Pairs(stem).Distinct(StringComparer.Ordinal).ToList();
        var lenient = pairs.Count >= 4 && stem.All(x => !Script.IsKana(x));
        return pairs.Count == 0 ? new([stem], 1) : new(pairs, lenient ? pairs.Count - 1 : pairs.Count);
    }
}
