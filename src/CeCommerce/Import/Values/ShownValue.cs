using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Values;

/// <summary>The part of a bad value that a report may repeat.</summary>
internal static class ShownValue
{
    private const int Most = 24;

    /// <summary>
    /// At most 24 characters without control characters; empty for what could be an e-mail address or a telephone number that slipped
    /// into the wrong column.
    /// </summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.ContainsAny('@', '＠') || IsPhone(text))
            return "";
        Span<char> shown = stackalloc char[Most + 1];
        var length = 0;
        foreach (var c in text[..Math.Min(text.Length, Most)])
        {
            if (!char.IsControl(c) && !char.IsSurrogate(c) && c is not (>= '\uFDD0' and <= '\uFDEF' or '\uFFFE'))
                shown[length++] = c;
        }

        if (text.Length > Most)
            shown[length++] = '…';
        return shown[..length].ToString();
    }

    /// <summary>The text without what no database can hold: control characters but line ends and tabs, halves of characters, U+FFFE.</summary>
    public static string Storable(string text) => PlainText.IsStorable(text)
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && PlainText.IsStorable(rune.ToString())));

    public static LocalText Storable(LocalText text) => PlainText.IsStorable(text.Ja) && PlainText.IsStorable(text.En) ? text : new(Storable(text.Ja), Storable(text.En));

    private static bool IsPhone(ReadOnlySpan<char> text)
    {
        var compact = Widths.Compact(text, stackalloc char[32]);
        var digits = 0;
        foreach (var c in compact)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits is 10 or 11 && (compact is ['0', ..] || compact.StartsWith("+81"));
    }
}
