using System.Text;

namespace CeCommerce.Platform;

/// <summary>Says back to a caller what the caller sent, and never more of it than is needed to recognise it.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    /// <summary>No sentence of ours or of GraphQL.NET is so long without a value in it.</summary>
    private const int LongestSentence = 2_000;

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
        for (var at = 0; at < sentence.Length && text.Length < LongestSentence;)
        {
            var quote = Opening(sentence, at);
            var before = sentence[at..quote];
            text.Append(before.Length > LongestSentence / 2 ? Of(before) : before);
            at = sentence.Length;
            if (quote < sentence.Length)
            {
                var end = Closing(sentence, quote);
                at = Math.Min(end + 1, sentence.Length);
                text.Append(sentence[quote]).Append(Of(sentence[(quote + 1)..end])).Append(sentence[end..at]);
            }
        }

        return text.Length < LongestSentence ? text.ToString() : Of(text.ToString());
    }

    /// <summary>Where the next quotation begins; an apostrophe inside a word begins none.</summary>
    private static int Opening(string sentence, int start)
    {
        for (var at = start; at < sentence.Length; at++)
        {
            if (sentence[at] is '"' or '「' || (sentence[at] == '\'' && (at == 0 || !char.IsAsciiLetterOrDigit(sentence[at - 1]))))
            {
                return at;
            }
        }

        return sentence.Length;
    }

    /// <summary>Where the quotation that begins at <paramref name="start"/> ends: at its closing mark, or with the sentence.</summary>
    private static int Closing(string sentence, int start)
    {
        var mark = sentence[start] == '「' ? '」' : sentence[start];
        for (var at = start + 1; at < sentence.Length; at++)
        {
            if (sentence[at] == mark && (at + 1 == sentence.Length || !char.IsAsciiLetterOrDigit(sentence[at + 1])))
            {
                return at;
            }
        }

        return sentence.Length;
    }
}
