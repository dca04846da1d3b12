namespace CeCommerce.Passports.Valuation;

/// <summary>Where estimates become money: half a yen goes away from zero, and nothing is worth less than one yen.</summary>
internal static class WholeYen
{
    public const double Most = 1e12;

    public static long Round(double yen) => (long)Math.Round(yen, MidpointRounding.AwayFromZero);

    /// <summary>A value of a thing, between one yen and what no goods here cost.</summary>
    public static long Worth(double yen) => Math.Max(1, Round(Math.Min(yen, Most)));

    /// <summary>Whole shares of a whole total that follow the parts as near as they can (largest remainder); they add up exactly.</summary>
    public static long[] Shares(IReadOnlyList<double> parts, long total)
    {
        long[] shares = [.. parts.Select(part => (long)Math.Floor(part))];
        int[] byRest = [.. Enumerable.Range(0, shares.Length).OrderByDescending(index => parts[index] - shares[index]).ThenBy(index => index)];
        var left = total - shares.Sum();
        for (var turn = 0; left != 0 && byRest.Length > 0; turn++)
        {
            // Where too much was given, the smallest remainder gives back first.
            var index = left > 0 ? byRest[turn % byRest.Length] : byRest[^(1 + (turn % byRest.Length))];
            shares[index] += Math.Sign(left);
            left -= Math.Sign(left);
        }

        return shares;
    }
}
