using System.Buffers;
using System.Text;

namespace CeCommerce.Import.Values;

/// <summary>全角 and 半角: brings typed characters to one width without touching ①, ㈱ or 髙.</summary>
internal static class Widths
{
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-‐‑‒–—―−－ーｰ");

    /// <summary>
    /// Writes the text with plain ASCII letters, digits and signs, all spaces dropped, into <paramref name="into"/> and answers the part
    /// that was filled; empty when the text is longer than the room, since no number or date is.
    /// </summary>
    public static ReadOnlySpan<char> Compact(ReadOnlySpan<char> text, Span<char> into)
    {
        text = text.Trim();
        if (text.Length > into.Length)
            return text[..0];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                into[length++] = Plain(c);
        }

        return into[..length];
    }

    /// <summary>Nothing, or a dash as people put it where nothing is to be said.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.IsEmpty || (text.Length <= 3 && !text.ContainsAnyExcept(Dashes));
    }

    /// <summary>An identifier as it is stored: plain ASCII where 全角 was typed, outer spaces gone.</summary>
    public static string Narrow(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (Ascii.IsValid(text))
            return text.ToString();
        return string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                into[i] = from[i] is 'ー' or 'ｰ' ? from[i] : Plain(from[i]);
        });
    }

    private static char Plain(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        '￥' or '\u005C' => '¥',
        '、' or '､' => ',',
        '。' or '｡' => '.',
        '▲' or '△' => '-',
        _ when c > '-' && Dashes.Contains(c) => '-',
        _ => c,
    };
}
