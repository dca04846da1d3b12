using System.Buffers;
using System.Text;

namespace CeCommerce.Platform;

/// <summary>Says back to a caller what the caller sent, and never more of it than is needed to recognise it.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    /// <summary>No sentence of ours or of GraphQL.NET is so long without a value in it.</summary>
    private const int LongestSentence = 2_000;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("'\"「」");

    /// <summary>The first 40 characters of a value.</summary>
    public static string Of(string value)
    {
        if (value.Length <= Longest)
        {
            return value;
        }

        var end = char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(value.AsSpan(0, end), "…");
    }

    /// <summary>A sentence whose values we did not put in: what stands in quotes is cut, and whatever is still long after that.</summary>
    public static string OfSentence(string sentence)
    {
        if (sentence.Length <= Longest)
        {
            return sentence;
        }

        var text = new StringBuilder();
        var quoted = false;
        for (var rest = sentence.AsSpan(); !rest.IsEmpty && text.Length < LongestSentence; quoted = !quoted)
        {
            var end = rest.IndexOfAny(Quotes) is >= 0 and var at ? at : rest.Length;
            text.Append(end > (quoted ? Longest : LongestSentence / 2) ? Of(rest[..end].ToString()) : rest[..end]);
            text.Append(rest[end..Math.Min(rest.Length, end + 1)]);
            rest = rest[Math.Min(rest.Length, end + 1)..];
        }

        return text.Length < LongestSentence ? text.ToString() : Of(text.ToString());
    }
}
