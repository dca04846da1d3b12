namespace CeCommerce.Invoices.Tax;

/// <summary>How the tax of one rate on one document is rounded to a whole yen (消費税法施行令 70-10: once for each rate).</summary>
public enum TaxRounding
{
    /// <summary>切捨て.</summary>
    Down,

    /// <summary>四捨五入.</summary>
    HalfUp,

    /// <summary>切上げ.</summary>
    Up,
}

internal static class Rounded
{
    /// <summary>The tax contained in an amount that includes it.</summary>
    /// <param name="sum">With tax, in minor units; not negative.</param>
    public static long TaxIn(long sum, int percent, TaxRounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sum);
        var (whole, rest) = Int128.DivRem((Int128)sum * percent, 100 + percent);
        var more = rounding switch
        {
            TaxRounding.Down => false,
            TaxRounding.HalfUp => rest * 2 >= 100 + percent,
            TaxRounding.Up => rest > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
        return (long)(more ? whole + 1 : whole);
    }
}
