using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CeCommerce.Standards;

/// <summary>Text as people type it in Japan, brought to one form before it is compared.</summary>
public static class PlainText
{
    /// <summary>
    /// NFKC (全角 digits and letters become plain, ㎝ becomes cm), trimmed, lower case; empty for text that no
    /// database can hold (NUL, half a surrogate pair).
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Folded(string? text) => text is null ? null : IsStorable(text) ? Normalized(text).ToLowerInvariant() : "";

    /// <summary>NFKC and trimmed, case kept. The caller has checked <see cref="IsStorable"/>.</summary>
    internal static string Normalized(string text) => Ascii.IsValid(text) ? text.Trim() : text.Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>NFKC for text with letters in 全角 or 半角 forms, for looking only: any other text is given back as it is, also one that no database can hold.</summary>
    internal static string UsualWidth(string text) =>
        text.AsSpan().ContainsAnyInRange('\uFF01', '\uFFEE') && IsStorable(text) ? text.Normalize(NormalizationForm.FormKC) : text;

    /// <summary>False for NUL, other control characters except tab and line ends, and half surrogate pairs: jsonb refuses them.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
                return false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return false;
        }

        return true;
    }
}
