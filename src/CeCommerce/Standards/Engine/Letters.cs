using System.Collections.Frozen;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// Brings a text to its letters: usual width, lower case, kana composed, without signs. Linear in the text, and without allocation but for the
/// first rare letter (①, ₂, ⽤) of a process.
/// </summary>
internal static class Letters
{
    private const string HalfKana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const string Voiced = "かきくけこさしすせそたちつてと";
    private const string Breathed = "はひふへほ";
    private const int Katakana = 'ア' - 'あ';

    /// <summary>Writes the letters, and where asked what stood before each and where in the text it stands; all as long as the text.</summary>
    public static int Of(ReadOnlySpan<char> text, Span<char> letters, Span<Gap> gaps, Span<int> places)
    {
        var count = 0;
        var gap = Gap.None;
        for (var i = 0; i < text.Length; i++)
        {
            var place = i;
            var letter = Plain(text[i]);
            if (char.IsSurrogate(letter))
                letter = Beyond(text, ref i);
            if (letter == '\0')
            {
                if (!IsInvisible(text[i]) && !Voices(text[i], gap, letters[..count]))
                    gap = Wider(gap, Between(text, i));
                continue;
            }

            letters[count] = letter;
            if (!gaps.IsEmpty)
                (gaps[count], places[count]) = (gap, place);
            gap = Gap.None;
            count++;
        }

        return count;
    }

    public static bool IsLatin(char letter) => char.IsAsciiLetterOrDigit(letter);

    public static bool IsHiragana(char letter) => letter is >= 'ぁ' and <= 'ゖ';

    public static bool IsKatakana(char letter) => letter is >= 'ァ' and <= 'ヺ' or 'ー';

    public static bool IsKana(char letter) => IsHiragana(letter) || IsKatakana(letter);

    /// <summary>How many of the signs a reader sees.</summary>
    public static int Seen(ReadOnlySpan<char> signs)
    {
        var seen = 0;
        foreach (var sign in signs)
            seen += IsInvisible(sign) ? 0 : 1;
        return seen;
    }

    private static Gap Wider(Gap one, Gap other) => one > other ? one : other;

    // '\0': no letter.
    private static char Plain(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetterOrDigit(c) ? (char)(c | 0x20) : '\0',
        >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FA' or 'ー' or >= '\u4E00' and <= '\u9FFF' or '々' or '〇' => c,
        >= '\uFF01' and <= '\uFF5E' => Plain((char)(c - 0xFEE0)),
        >= '\uFF66' and <= '\uFF9D' => HalfKana[c - '\uFF66'],
        '○' or '◯' or '◎' or '×' => c,
        _ => Rare(c),
    };

    private static char Rare(char c)
    {
        if (char.IsSurrogate(c))
            return c;
        if (c is >= '\u2070' and <= '\u209F' or >= '\u2100' and <= '\u214F' or >= '\u2460' and <= '\u24FF' or >= '\u2F00' and <= '\u2FD5' or >= '\uF900' and <= '\uFAFF')
            return Compatible.Of.GetValueOrDefault(c);
        return char.IsLetter(c) && c is not ('\uFF9E' or '\uFF9F') ? char.ToLowerInvariant(c) : '\0';
    }

    // 𝗯𝗿𝗮𝗻𝗱 is read as letters, emoji are signs; any other letter outside the first plane, and half a pair, stays as it is.
    private static char Beyond(ReadOnlySpan<char> text, ref int at)
    {
        var first = text[at];
        if (!char.IsHighSurrogate(first) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            return first;
        var letter = char.ConvertToUtf32(first, text[at + 1]) switch
        {
            >= 0x1D400 and <= 0x1D6A3 and var code => (char)('a' + ((code - 0x1D400) % 26)),
            >= 0x1D7CE and <= 0x1D7FF and var code => (char)('0' + ((code - 0x1D7CE) % 10)),
            >= 0x1F000 and <= 0x1FAFF => '\0',
            _ => first,
        };
        at += letter == first ? 0 : 1;
        return letter;
    }

    private static bool Voices(char mark, Gap gap, Span<char> letters)
    {
        if (mark is not ('\u3099' or '\u309A' or '\u309B' or '\u309C' or '\uFF9E' or '\uFF9F'))
            return false;
        if (gap == Gap.None && letters.Length > 0)
        {
            ref var last = ref letters[^1];
            var half = mark is '\u309A' or '\u309C' or '\uFF9F';
            var kana = last >= 'ァ' ? (char)(last - Katakana) : last;
            last = (char)(Breathed.Contains(kana, StringComparison.Ordinal) ? last + (half ? 2 : 1)
                : !half && Voiced.Contains(kana, StringComparison.Ordinal) ? last + 1
                : !half && kana == 'う' ? last + ('ゔ' - 'う') : last);
        }

        return true;
    }

    private static bool IsInvisible(char c) =>
        c is '\u00AD' or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u2064' or '\uFEFF' or >= '\uFE00' and <= '\uFE0F'
            or '\'' or '’' or '‘' or '＇' or 'ʼ';

    private static Gap Between(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '。' or '｡' or '！' or '!' or '？' or '?' or '‼' or '⁉' => Gap.Stop,
        '.' or '．' => IsDigit(text, After(text, at)) ? Gap.None : IsInside(text, at) ? Gap.Sign : Gap.Stop,
        ',' or '，' => IsDigit(text, Before(text, at)) && IsDigit(text, After(text, at)) ? Gap.None : Gap.Clause,
        '、' or '､' or ':' or '：' or ';' or '；' or '|' or '｜' or '…' or '‥' or '—' or '–' or '―' or '→' or '⇒' or '←' or '"' or '“' or '”' or '※' => Gap.Clause,
        '(' or ')' or '（' or '）' or '[' or ']' or '［' or '］' or '{' or '}' or '<' or '>' or '＜' or '＞' or '｢' or '｣' => Gap.Clause,
        >= '〈' and <= '】' or >= '〔' and <= '〛' => Gap.Clause,
        '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029' => Gap.Break,
        '■' or '□' or '◆' or '◇' or '●' or '▼' or '▲' or '▽' or '△' or '★' or '☆' => Gap.Break,
        '-' or '−' or '~' or '〜' or '～' when IsSpace(text, Before(text, at)) && IsSpace(text, After(text, at)) => Gap.Clause,
        _ => Gap.Sign,
    };

    private static int After(ReadOnlySpan<char> text, int at)
    {
        do
            at++;
        while (at < text.Length && IsInvisible(text[at]));
        return at;
    }

    private static int Before(ReadOnlySpan<char> text, int at)
    {
        do
            at--;
        while (at >= 0 && IsInvisible(text[at]));
        return at;
    }

    private static bool IsDigit(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsAsciiDigit(Plain(text[at]));

    // B.R.A.N.D, 新.品
    private static bool IsInside(ReadOnlySpan<char> text, int at) =>
        (IsLatin(text, After(text, at)) && !IsLatin(text, Before(text, Before(text, at)))) || (IsJapanese(text, Before(text, at)) && IsJapanese(text, After(text, at)));

    private static bool IsJapanese(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && text[at] is >= 'ぁ' and <= '鿿' and not '・';

    private static bool IsLatin(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && IsLatin(Plain(text[at]));

    private static bool IsSpace(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsWhiteSpace(text[at]);

    private static class Compatible
    {
        private static readonly (int From, int To)[] Ranges = [(0x2070, 0x209F), (0x2100, 0x214F), (0x2460, 0x24FF), (0x2F00, 0x2FD5), (0xF900, 0xFAFF)];

        public static FrozenDictionary<char, char> Of { get; } = Ranges
            .SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1))
            .Select(code => (Written: (char)code, Plain: NormalForm.Compatible(((char)code).ToString())))
            .Where(pair => pair.Plain.Length == 1 && char.IsLetterOrDigit(pair.Plain[0]))
            .ToFrozenDictionary(pair => pair.Written, pair => char.ToLowerInvariant(pair.Plain[0]));
    }
}
