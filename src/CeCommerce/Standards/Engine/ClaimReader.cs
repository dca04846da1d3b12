using System.Buffers;

namespace CeCommerce.Standards;

/// <summary>
/// Finds what running text claims of the goods, whatever the width, kana and signs that it is written with. One search decides for most texts;
/// only where a word of a claim stands is its sentence read, and never more than <see cref="LetteredText.Reach"/> letters of it.
/// </summary>
internal sealed class ClaimReader(ClaimTerms terms)
{
    private const int OnStack = 256;

    private readonly WordSearch _anyHead = new(terms.Heads);

    public ClaimTerms Terms { get; } = terms;

    public Claims Read(string written) => Read(written, Claims.None).Claims;

    /// <summary>Where in the text the first words of a claim stand; null when it is not made.</summary>
    public Range? Find(string written, Claims sought) => Read(written, sought).Place;

    /// <summary>Whether the text has one of the words, however it is written; for texts that make a claim.</summary>
    public static bool Has(string written, WordList words)
    {
        var (letters, gaps, places) = (new char[written.Length], new Gap[written.Length], new int[written.Length]);
        var count = Letters.Of(written, letters, gaps, places);
        return new LetteredText(written, letters.AsSpan(0, count), gaps.AsSpan(0, count), places.AsSpan(0, count)).Has(words, 0, count);
    }

    private (Claims Claims, Range? Place) Read(ReadOnlySpan<char> written, Claims sought)
    {
        if (written.Length <= OnStack)
            return Read(written, sought, stackalloc char[OnStack]);
        var rented = ArrayPool<char>.Shared.Rent(written.Length);
        var found = Read(written, sought, rented);
        ArrayPool<char>.Shared.Return(rented);
        return found;
    }

    private (Claims Claims, Range? Place) Read(ReadOnlySpan<char> written, Claims sought, Span<char> letters)
    {
        var count = Letters.Of(written, letters, default, default);
        var first = _anyHead.Next(letters[..count], 0);
        if (first == count)
            return (Claims.None, null);
        if (written.Length <= OnStack)
            return ReadSentences(written, first, sought, letters, stackalloc Gap[OnStack], stackalloc int[OnStack]);
        return ReadSentences(written, first, sought, letters, new Gap[written.Length], new int[written.Length]);
    }

    private (Claims Claims, Range? Place) ReadSentences(
        ReadOnlySpan<char> written, int at, Claims sought, Span<char> letters, Span<Gap> gaps, Span<int> places)
    {
        var count = Letters.Of(written, letters, gaps, places);
        var text = new LetteredText(written, letters[..count], gaps[..count], places[..count]);
        var claims = Claims.None;
        while (at < count)
        {
            var (end, claim) = ClaimAt(text, at);
            claims |= claim;
            if ((claim & sought) != Claims.None)
                return (claims, text.PlaceOf(at)..(text.PlaceOf(end - 1) + 1));
            at = _anyHead.Next(text.Chars, end);
        }

        return (claims, null);
    }

    private (int End, Claims Claim) ClaimAt(LetteredText text, int at)
    {
        foreach (var head in Terms.Heads.StartingWith(text.Chars[at]))
        {
            var sense = Terms.SenseOf(head);
            if (text.IsWord(head, at))
                return (at + head.Text.Length, ClaimSentence.Means(Terms, text, sense, at, at + head.Text.Length));
        }

        return (at + 1, Claims.None);
    }
}
