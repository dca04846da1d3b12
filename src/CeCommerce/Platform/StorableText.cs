namespace CeCommerce.Platform;

/// <summary>Text that PostgreSQL and UTF-8 can hold: no NUL, no half of a surrogate pair.</summary>
internal static class StorableText
{
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            return !text.Contains('\0');
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))))
            {
                return false;
            }
        }

        return true;
    }
}
