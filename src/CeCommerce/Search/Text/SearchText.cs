using System.Globalization;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Search.Text;

/// <summary>
/// Brings text to the one form that is compared: NFKC (full and half width), lower case, hiragana as katakana, small
/// kana as large (キャノン, キヤノン), ヴァ as バ, iteration marks written out, dashes after kana as long vowels.
/// </summary>
internal static class SearchText
{
    private const char LongVowel = 'ー';
    private const string SmallKana = "ァィゥェォッャュョヮヵヶ";
    private const string LargeKana = "アイウエオツヤユヨワカケ";
    private const string VowelsAfterVu = "アイエオ";
    private const string VuAsB = "バビベボ";

    /// <summary>Never throws: what is no valid text (lone surrogates, controls) separates words. Reads at most <paramref name="limit"/> characters.</summary>
    public static string Normalize(string? text, int limit)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var composed = NormalForm.Compatible(Valid(text, limit));
        var folded = new StringBuilder(composed.Length);
        foreach (var c in composed)
        {
            Append(folded, Kana(char.ToLowerInvariant(c)));
        }

        return folded.ToString();
    }

    private static string Valid(string text, int limit)
    {
        var valid = new StringBuilder(Math.Min(text.Length, limit));
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (valid.Length >= limit)
            {
                break;
            }

            // U+FFFD stands for every lone surrogate; unassigned code points are refused by normalization on some platforms.
            var usable = rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned);
            valid.Append(usable ? text.AsSpan(at, rune.Utf16SequenceLength) : " ");
            at += rune.Utf16SequenceLength;
        }

        return valid.ToString();
    }

    private static char Kana(char c)
    {
        if (c is (>= 'ぁ' and <= 'ゖ') or 'ゝ' or 'ゞ')
        {
            c = (char)(c + 0x60);
        }

        var small = SmallKana.IndexOf(c, StringComparison.Ordinal);
        return small < 0 ? c : LargeKana[small];
    }

    private static void Append(StringBuilder text, char c)
    {
        var previous = text.Length == 0 ? ' ' : text[^1];
        if (previous == 'ヴ')
        {
            var vowel = VowelsAfterVu.IndexOf(c, StringComparison.Ordinal);
            text[^1] = vowel < 0 ? 'ブ' : VuAsB[vowel];
            if (vowel >= 0)
            {
                return;
            }
        }

        text.Append(c switch
        {
            '々' when Script.IsKanji(previous) => previous,
            'ヽ' when Script.IsKana(previous) => previous,
            'ヾ' when Script.IsKana(previous) => Voiced(previous),
            '‐' or '–' or '—' or '―' or '─' or '−' => Script.IsKana(previous) ? LongVowel : '-',
            _ => c,
        });
    }

    private static char Voiced(char kana)
    {
        var composed = NormalForm.Composed($"{kana}\u3099");
        return composed.Length == 1 ? composed[0] : kana;
    }
}
