using System.Text;

namespace CeCommerce.Search.Text;

/// <summary>Which way of making terms a character asks for, after <see cref="SearchText.Normalize"/>.</summary>
internal enum ScriptKind
{
    /// <summary>Separates words.</summary>
    None,

    /// <summary>Written with spaces: a word is a term.</summary>
    Spaced,

    /// <summary>Written without spaces, syllables: katakana, hangul.</summary>
    Kana,

    /// <summary>Written without spaces, ideographs.</summary>
    Kanji,
}

internal static class Script
{
    public static ScriptKind Of(Rune rune) => rune.Value switch
    {
        (>= 0x30A1 and <= 0x30FA) or 0x30FC or (>= 0xAC00 and <= 0xD7A3) or (>= 0x1100 and <= 0x11FF) => ScriptKind.Kana,
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or 0x3005 or 0x3007 => ScriptKind.Kanji,
        _ => Rune.IsLetterOrDigit(rune) ? ScriptKind.Spaced : ScriptKind.None,
    };

    public static bool IsKana(char c) => c is (>= 'ァ' and <= 'ヺ') or 'ー';

    public static bool IsKanji(char c) => Of(Rune.TryCreate(c, out var rune) ? rune : default) == ScriptKind.Kanji;
}
