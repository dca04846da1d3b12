using System.Buffers;
using System.Globalization;

namespace CeCommerce.Standards;

/// <summary>The words of a claim with a little of their sentence, as a seller finds them again.</summary>
/// <param name="Field">The field in which they stand.</param>
/// <param name="Words">At most 40 characters and the signs of omission; nothing that a database or reader cannot be given.</param>
internal sealed record ClaimQuote(string Field, string Words)
{
    private const int Most = 40;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。｡.．!！?？\n\r");

    public static ClaimQuote Of(ClaimReader reader, ListingFacts listing, Claims claim) => reader.Find(listing.Title, claim) is { } place
        ? new("title", Around(listing.Title, place))
        : new("description", Around(listing.Description, reader.Find(listing.Description, claim) ?? ..0));

    /// <summary>What a rule found, with the words; the kind's values are <c>where:field</c> and <c>words</c>.</summary>
    /// <param name="path">Where to mend it, if not where the words stand.</param>
    public Reason As(ReasonKind kind, string? path = null) => kind.At(path ?? Field, Field, Words);

    internal static string Around(string text, Range place)
    {
        var (start, length) = place.GetOffsetAndLength(text.Length);
        var end = start + Math.Min(length, Most);
        var room = Most - (end - start);
        var from = Math.Max(start - (room / 2), text.AsSpan(0, start).LastIndexOfAny(SentenceEnds) + 1);
        var stop = text.AsSpan(end).IndexOfAny(SentenceEnds);
        var to = Math.Min(from + Most, stop < 0 ? text.Length : end + stop);
        return (IsWithin(text, from) ? "…" : "") + Shown(text.AsSpan(from, to - from)) + (IsWithin(text, to) ? "…" : "");
    }

    private static bool IsWithin(string text, int at) => at > 0 && at < text.Length && !SentenceEnds.Contains(text[at])
        && !SentenceEnds.Contains(text[at - 1]);

    // Half a pair, where a character was cut or was none, is left out; so are marks that would stand on the quote.
    private static string Shown(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[Most];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                (shown[count], shown[count + 1], count, i) = (text[i], text[i + 1], count + 2, i + 1);
            else if (char.IsWhiteSpace(text[i]) && count > 0)
                shown[count++] = ' ';
            else if (!IsUnshown(text[i]) && (count > 0 || !IsMark(text[i])))
                shown[count++] = text[i];
        }

        return shown[..count].TrimEnd().ToString();
    }

    private static bool IsUnshown(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
}
