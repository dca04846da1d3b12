using CeCommerce.Listings;

namespace CeCommerce.Import.Values;

/// <summary>Prices in yen: ￥79,700, １２２０００, 79700円(税込), ¥5,000-.</summary>
internal static class YenText
{
    /// <summary>In yen; beyond it a slip of the keyboard is likelier.</summary>
    public const long Most = OfferLimits.HighestPrice;

    private static readonly string[] Before = ["税込価格", "税込", "(税込)", "¥", "JPY"];
    private static readonly string[] After = ["(税込)", "(税込価格)", "税込", "円", "JPY", "-"];

    public static ReadFault Read(ReadOnlySpan<char> text, long least, out long yen)
    {
        yen = 0;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var amount = Widths.Compact(text, stackalloc char[48]);
        if (amount.Contains("税抜", StringComparison.Ordinal) || amount.Contains("税別", StringComparison.Ordinal))
            return ReadFault.TaxExcluded;
        var fault = NumberText.ReadScaled(AmountOf(amount), digits: 0, out yen);
        if (fault != ReadFault.None)
            return fault;
        return yen < least ? ReadFault.TooSmall : yen > Most ? ReadFault.TooLarge : ReadFault.None;
    }

    private static ReadOnlySpan<char> AmountOf(ReadOnlySpan<char> text)
    {
        foreach (var word in Before)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                text = text[word.Length..];
        }

        foreach (var word in After)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                text = text[..^word.Length];
        }

        return text;
    }
}
