using CeCommerce.Platform;

namespace CeCommerce.Import.Values;

/// <summary>Text for people: kept as written (①, ㈱, 髙), but with one kind of wave dash, line end and composed kana.</summary>
internal static class FreeText
{
    /// <summary>
    /// Trimmed; U+FF5E, which Windows reads for the wave dash of Shift_JIS, becomes U+301C; CRLF becomes LF; か and ゛ as two characters
    /// (as macOS writes file lists) become が.
    /// </summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = text.Trim().ToString();
        if (clean.AsSpan().ContainsAny('\u3099', '\u309A'))
            clean = NormalForm.Composed(clean);
        if (clean.Contains('\r', StringComparison.Ordinal))
            clean = clean.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return clean.Replace('\uFF5E', '\u301C');
    }
}
