namespace CeCommerce.Standards;

/// <summary>A text as its letters, with what stood before each of them; positions are those of letters.</summary>
internal readonly ref struct LetteredText(ReadOnlySpan<char> written, ReadOnlySpan<char> letters, ReadOnlySpan<Gap> gaps, ReadOnlySpan<int> places)
{
    /// <summary>How far a clause or a sentence is followed: longer ones are cut, so that reading stays linear.</summary>
    public const int Reach = 48;

    private readonly ReadOnlySpan<char> _written = written;
    private readonly ReadOnlySpan<Gap> _gaps = gaps;
    private readonly ReadOnlySpan<int> _places = places;

    public ReadOnlySpan<char> Chars { get; } = letters;

    public int Length => Chars.Length;

    /// <summary>What stands before a letter; the end of the text is the end of a sentence.</summary>
    public Gap GapAt(int at) => at < Length && at > 0 ? _gaps[at] : Gap.Stop;

    public int PlaceOf(int at) => at < Length ? _places[at] : _written.Length;

    /// <summary>The signs between a letter and the one before it.</summary>
    public ReadOnlySpan<char> SignsBefore(int at) => _written[(at == 0 ? 0 : _places[at - 1] + 1)..PlaceOf(at)];

    /// <summary>Length of the longest of the words that stands at a letter as a whole word; 0: none.</summary>
    public int WordAt(WordList words, int at)
    {
        if (at >= Length)
            return 0;
        foreach (var word in words.StartingWith(Chars[at]))
        {
            if (IsWord(word, at))
                return word.Text.Length;
        }

        return 0;
    }

    /// <summary>Length of the longest of the words that ends before a letter as a whole word; 0: none.</summary>
    public int WordBefore(WordList words, int at)
    {
        if (at <= 0)
            return 0;
        foreach (var word in words.EndingWith(Chars[at - 1]))
        {
            if (IsWord(word, at - word.Text.Length))
                return word.Text.Length;
        }

        return 0;
    }

    /// <summary>Where the first of the words stands between two letters, and its length; -1: nowhere.</summary>
    public (int At, int Length) First(WordList words, int from, int to)
    {
        for (var at = Math.Max(from, 0); at < to; at++)
        {
            if (WordAt(words, at) is > 0 and var length && at + length <= to)
                return (at, length);
        }

        return (-1, 0);
    }

    public bool Has(WordList words, int from, int to) => First(words, from, to).At >= 0;

    public bool IsWord(Word word, int at)
    {
        var end = at + word.Text.Length;
        return at >= 0 && Chars[at..].StartsWith(word.Text, StringComparison.Ordinal)
            && IsEdge(at) && (word.IsStem || IsEdge(end)) && !IsBroken(at, end);
    }

    /// <summary>The first letter from there on, or the end of the text, whose gap is at least that wide.</summary>
    public int Forward(int at, Gap gap)
    {
        var end = Math.Min(at + Reach, Length);
        while (at < end && GapAt(at) < gap)
            at++;
        return at;
    }

    /// <summary>The nearest letter up to there, or the start of the text, whose gap is at least that wide.</summary>
    public int Back(int at, Gap gap)
    {
        var start = Math.Max(at - Reach, 0);
        while (at > start && GapAt(at) < gap)
            at--;
        return at;
    }

    /// <summary>How far what is said goes on: to the end of the clause, or of the next one behind a topic (は、).</summary>
    public int WindowEnd(int from, WordList topics)
    {
        if (GapAt(from) == Gap.Stop)
            return from;
        var end = Forward(from + 1, Gap.Clause);
        return GapAt(end) == Gap.Clause && WordBefore(topics, end) > 0 ? Forward(end + 1, Gap.Clause) : end;
    }

    /// <summary>
    /// Whether what stands directly before or behind a word belongs to it: 新品時, 新 品 時 and 新★品★時 are one word, 新品 時計 is not; English has
    /// spaces everywhere.
    /// </summary>
    public bool IsJoined(int start, int end, int at) => GapAt(at) switch
    {
        Gap.None => true,
        Gap.Sign when Letters.IsLatin(Chars[start]) => true,
        (Gap.Sign or Gap.Break) and var gap => end - start > 1 && GapAt(start + 1) == gap,
        _ => false,
    };

    // Latin words end where their letters do; Japanese ones have no edges.
    private bool IsEdge(int at) =>
        at <= 0 || at >= Length || _gaps[at] != Gap.None || !(Letters.IsLatin(Chars[at - 1]) && Letters.IsLatin(Chars[at]));

    private bool IsBroken(int at, int end) => _gaps[(at + 1)..end].ContainsAny(Gap.Clause, Gap.Stop);
}
