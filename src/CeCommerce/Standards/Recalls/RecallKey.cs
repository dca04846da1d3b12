namespace CeCommerce.Standards.Recalls;

/// <summary>A brand, model or serial number as it is compared: width, case, spaces, hyphens and other punctuation do not count.</summary>
internal static class RecallKey
{
    /// <summary>Characters that are kept; what differs only behind them is not told apart.</summary>
    public const int Longest = 64;

    /// <summary>Empty when nothing is left. The database brings items to the same form, see <c>items.model_key</c>.</summary>
    public static string Of(string? text)
    {
        var folded = PlainText.Folded(text) ?? "";
        var kept = string.Concat(folded.Where(Counts));
        return kept.Length <= Longest ? kept : kept[..Longest];
    }

    // Of the marks of kana ー and ・ are left out: they are typed for a hyphen and a space. İ has no lower case that all agree on.
    private static bool Counts(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9')
        or (>= '\u00C0' and <= '\u1FFF' and not '\u0130') or (>= '\u2C00' and <= '\u2FFF') or (>= '\u3040' and <= '\u30FA') or (>= '\u30FD' and <= '\uFEFE') or >= '\uFF00';
}
