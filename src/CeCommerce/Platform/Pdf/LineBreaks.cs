using System.Buffers;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>Breaks text into lines: between any two letters of Japanese, but with 禁則; between words of other scripts.</summary>
internal static class LineBreaks
{
    private static readonly SearchValues<char> NotFirst = SearchValues.Create(
        "、。，．・：；？！」』）］｝〉》】〕〟’”ー々ゝゞヽヾ〜～…‥゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ%％‰℃,.:;?!)]}");

    private static readonly SearchValues<char> NotLast = SearchValues.Create("「『（［｛〈《【〔〝‘“([{￥＄¥$#＃№");

    /// <summary>At least one line. A word that is longer than a line is broken anywhere.</summary>
    /// <param name="text">As the font shows it.</param>
    public static IReadOnlyList<string> Of(string text, PageFont font, double size, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
            Break(paragraph, rune => font.Width(rune, size), width, lines);
        return lines;
    }

    /// <summary>What is not broken unless a line is too short for it.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var (start, at, previous) = (0, 0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            if (at > start && (rune.Value == '\n' || MayBreak(previous, rune)))
            {
                yield return text[start..at].Trim();
                start = at;
            }

            (previous, at) = (rune, at + rune.Utf16SequenceLength);
        }

        yield return text[start..].Trim();
    }

    private static void Break(string text, Func<Rune, double> widthOf, double width, List<string> lines)
    {
        var (start, at, allowed, used, previous) = (0, 0, 0, 0.0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            if (at > start && MayBreak(previous, rune))
                allowed = at;
            var own = widthOf(rune);
            if (used + own > width && at > start && !Rune.IsWhiteSpace(rune))
            {
                var end = allowed > start ? allowed : at;
                lines.Add(text[start..end].TrimEnd(' '));
                (start, used) = (end, text[end..at].EnumerateRunes().Sum(widthOf));
            }

            (used, previous, at) = (used + own, rune, at + rune.Utf16SequenceLength);
        }

        lines.Add(text[start..]);
    }

    private static bool MayBreak(Rune before, Rune after) =>
        !Is(NotFirst, after) && !Is(NotLast, before) && !Rune.IsWhiteSpace(after) && (Rune.IsWhiteSpace(before) || IsWide(before) || IsWide(after) || before.Value is '-' or '/' or '_' or '@');

    private static bool Is(SearchValues<char> letters, Rune rune) => rune.IsBmp && letters.Contains((char)rune.Value);

    private static bool IsWide(Rune rune) => rune.Value >= 0x2E80 || rune.Value is >= 0x2000 and < 0x2E80;
}
