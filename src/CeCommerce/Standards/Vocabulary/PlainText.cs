using System.Diagnostics.CodeAnalysis;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>Text as people type it in Japan, brought to one form before it is compared.</summary>
public static class PlainText
{
    /// <summary>
    /// NFKC (全角 digits and letters become plain, ㎝ becomes cm), trimmed, lower case; empty for text that no
    /// database or reader can be given (NUL, half a surrogate pair, U+FFFE).
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Folded(string? text) => text is null ? null : IsStorable(text) ? Normalized(text).ToLowerInvariant() : "";

    /// <summary>NFKC and trimmed, case kept.</summary>
    internal static string Normalized(string text) => NormalForm.Compatible(text).Trim();

    /// <summary>NFKC for text with letters in 全角 or 半角 forms, for looking only: any other text is given back as it is.</summary>
    internal static string UsualWidth(string text) =>
        text.AsSpan().ContainsAnyInRange('\uFF01', '\uFFEE') ? NormalForm.Compatible(text) : text;

    /// <summary>
    /// False for NUL, other control characters except tab and line ends, and half surrogate pairs, which jsonb refuses, and for U+FFFE,
    /// which is no character and has no normal form.
    /// </summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\uFFFE' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
                return false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return false;
        }

        return true;
    }
}
