using System.Collections.Frozen;

namespace CeCommerce.Import.Values;

/// <summary>Yes and no as stock lists tick them: 済, 済み, ○, 有, あり, TRUE, 1 and their opposites.</summary>
internal static class FlagText
{
    private static readonly string[] Yes = ["済", "済み", "○", "〇", "◯", "◎", "有", "有り", "あり", "はい", "実施", "実施済", "実施済み", "true", "yes", "y", "1", "✓", "✔"];
    private static readonly string[] No = ["未", "未実施", "×", "✕", "✗", "無", "無し", "なし", "いいえ", "false", "no", "n", "0"];

    private static readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Words = Yes.Select(word => KeyValuePair.Create(word, true))
        .Concat(No.Select(word => KeyValuePair.Create(word, false)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static ReadFault Read(ReadOnlySpan<char> text, out bool value)
    {
        value = false;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var word = Widths.Compact(text, stackalloc char[16]);
        return Words.TryGetValue(word, out value) ? ReadFault.None : ReadFault.NotAFlag;
    }
}
