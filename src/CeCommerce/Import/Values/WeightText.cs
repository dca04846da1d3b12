namespace CeCommerce.Import.Values;

/// <summary>The unit of a column of weights, where the cells do not say it.</summary>
internal enum WeightUnit
{
    Unstated,
    Gram,
    Kilogram,
}

/// <summary>Weights, in grams: 18.7kg is 18700. No floating point, so 0.1 kg is exactly 100 g.</summary>
internal static class WeightText
{
    private const long MostGrams = 10_000_000;

    public static ReadFault Read(ReadOnlySpan<char> text, WeightUnit column, out long grams)
    {
        grams = 0;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var amount = Widths.Compact(text, stackalloc char[48]);
        var unit = UnitOf(ref amount) is var stated and not WeightUnit.Unstated ? stated : column;
        if (unit == WeightUnit.Unstated)
            return ReadFault.NoUnit;
        var fault = NumberText.ReadScaled(amount, unit == WeightUnit.Kilogram ? 3 : 0, out grams);
        if (fault != ReadFault.None)
            return fault;
        return grams < 1 ? ReadFault.TooSmall : grams > MostGrams ? ReadFault.TooLarge : ReadFault.None;
    }

    private static WeightUnit UnitOf(ref ReadOnlySpan<char> amount)
    {
        foreach (var (word, unit) in Words)
        {
            if (!amount.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            amount = amount[..^word.Length];
            return unit;
        }

        return WeightUnit.Unstated;
    }

    private static readonly (string Word, WeightUnit Unit)[] Words =
    [
        ("kg", WeightUnit.Kilogram), ("㎏", WeightUnit.Kilogram), ("キログラム", WeightUnit.Kilogram), ("キロ", WeightUnit.Kilogram),
        ("グラム", WeightUnit.Gram), ("g", WeightUnit.Gram),
    ];
}
