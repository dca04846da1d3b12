namespace CeCommerce.Search.Text;

/// <summary>
/// The terms that a text is found by: characters and pairs of characters of Japanese, words of Latin, and every way of
/// joining the parts of a model number (<c>KT-934G</c>: kt, 934g, kt934g, …), so that a hyphen or space never decides.
/// </summary>
internal static class IndexTerms
{
    private const int MaxJoinedParts = 6;
    internal const int MaxTermLength = 64;

    public static void Add(List<string> terms, string? text, int limit)
    {
        var runs = TextRun.Split(SearchText.Normalize(text, limit));
        for (var i = 0; i < runs.Count;)
        {
            var end = EndOfWord(runs, i);
            if (runs[i].Kind == ScriptKind.Spaced)
            {
                AddCompound(terms, runs, i, end);
                AddJoinedOverSpace(terms, runs, i);
            }
            else
            {
                AddGrams(terms, string.Concat(runs[i..end].Select(x => x.Text)));
            }

            i = end;
        }
    }

    /// <summary>Where the word that begins at <paramref name="start"/> ends: Latin goes on over connectors, Japanese over a change of script.</summary>
    internal static int EndOfWord(List<TextRun> runs, int start)
    {
        var spaced = runs[start].Kind == ScriptKind.Spaced;
        var end = start + 1;
        while (end < runs.Count && (runs[end].Kind == ScriptKind.Spaced) == spaced && runs[end].Gap == (spaced ? RunGap.Connector : RunGap.None))
        {
            end++;
        }

        return end;
    }

    internal static IEnumerable<string> Pairs(string run)
    {
        var at = 0;
        while (at < run.Length)
        {
            var first = Width(run, at);
            if (at + first < run.Length)
            {
                yield return run.Substring(at, first + Width(run, at + first));
            }

            at += first;
        }
    }

    private static void AddGrams(List<string> terms, string run)
    {
        for (var at = 0; at < run.Length; at += Width(run, at))
        {
            terms.Add(run.Substring(at, Width(run, at)));
        }

        terms.AddRange(Pairs(run));
    }

    private static int Width(string text, int at) => char.IsHighSurrogate(text[at]) ? 2 : 1;

    private static void AddCompound(List<string> terms, List<TextRun> runs, int start, int end)
    {
        var parts = runs[start..end].SelectMany(x => AtDigits(x.Text)).ToList();
        if (parts.Count > MaxJoinedParts)
        {
            AddTerm(terms, string.Concat(parts));
            runs[start..end].ForEach(x => AddTerm(terms, x.Text));
            return;
        }

        for (var from = 0; from < parts.Count; from++)
        {
            var joined = "";
            for (var to = from; to < parts.Count; to++)
            {
                joined += parts[to];
                AddTerm(terms, joined);
            }
        }
    }

    /// <summary><c>KT 934G</c> and <c>iPhone 13</c> are also typed in one word.</summary>
    private static void AddJoinedOverSpace(List<string> terms, List<TextRun> runs, int at)
    {
        if (at + 1 < runs.Count && runs[at + 1] is { Kind: ScriptKind.Spaced, Gap: RunGap.Space } next && char.IsAsciiDigit(next.Text[0]))
        {
            AddTerm(terms, runs[at].Text + next.Text);
        }
    }

    private static void AddTerm(List<string> terms, string term) => terms.Add(term.Length <= MaxTermLength ? term : term[..MaxTermLength]);

    private static IEnumerable<string> AtDigits(string word)
    {
        var start = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i]) != char.IsAsciiDigit(word[i - 1]))
            {
                yield return word[start..i];
                start = i;
            }
        }

        yield return word[start..];
    }
}
