using System.Text.RegularExpressions;
using CeCommerce.Platform;

namespace CeCommerce.Personal.Places;

/// <summary>A municipality (市区町村), or a ward of a large city, as Japan Post calls it.</summary>
/// <param name="Code">JIS X 0402 with the prefecture before it, 5 digits.</param>
/// <param name="Name">With district or city: 北群馬郡榛東村, 札幌市中央区.</param>
/// <param name="Prefecture">In which it lies.</param>
internal sealed partial record Municipality(string Code, string Name, Prefecture Prefecture)
{
    private readonly string[] _spellings = [.. Spellings(Name).Select(Fold)];

    /// <summary>Whether a line begins with it: prefecture, district and the city before a ward may be left out; widths and spaces do not matter.</summary>
    public bool Begins(string line)
    {
        var folded = Fold(line);
        var at = folded.StartsWith(Prefecture.Name, StringComparison.Ordinal) ? Prefecture.Name.Length : 0;
        return _spellings.Any(spelling => folded.AsSpan(at).StartsWith(spelling, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Spellings(string name)
    {
        yield return name;
        if (Shortened().Match(name) is { Success: true } parts)
        {
            yield return parts.Groups["rest"].Value;
        }
    }

    /// <summary>In one spelling of what people write in several.</summary>
    private static string Fold(string text) => string.Concat(NormalForm.Compatible(text).Where(c => !char.IsWhiteSpace(c) && !IsVariant(c)).Select(c => c switch
    {
        'ヶ' or 'ヵ' or 'が' or 'カ' => 'ケ',
        '龍' => '竜',
        '竈' => '釜',
        '檜' => '桧',
        '曾' => '曽',
        _ => c,
    }));

    /// <summary>Half of one of the selectors by which a font draws another form of the same character (葛󠄀).</summary>
    private static bool IsVariant(char c) => c is '\udb40' or (>= '\udd00' and <= '\uddef') or (>= '\ufe00' and <= '\ufe0f');

    // 郡 and the two islands stand before 町 or 村 alone: 郡山市 has no district.
    [GeneratedRegex("^(?:.+?郡(?=.+[町村]$)|三宅島|八丈島|.+?市(?=.+区$))(?<rest>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shortened();
}

/// <summary>A prefecture (都道府県).</summary>
/// <param name="Code">JIS X 0401, <c>01</c> to <c>47</c>.</param>
/// <param name="Name">東京都.</param>
internal sealed record Prefecture(string Code, string Name);
