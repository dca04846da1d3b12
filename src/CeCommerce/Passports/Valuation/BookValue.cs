namespace CeCommerce.Passports.Valuation;

/// <summary>
/// What books for tax would still show of a price (定率法): a reference beside the market's value, never the value itself,
/// for a statutory life is not how long a thing lasts. Whole yen; a fraction is cut off, as the tax office does.
/// </summary>
internal static class BookValue
{
    /// <summary>What stays in the books to the end (備忘価額).</summary>
    public const long Memorandum = 1;

    /// <summary>The value at the end of each year of the life.</summary>
    public static IEnumerable<long> Years(long cost, int life)
    {
        var rates = DepreciationRates.Of(life);
        var guarantee = cost * rates.GuaranteeRate;
        var (book, revised) = (cost, default(long?));
        for (var year = 1; year <= life; year++)
        {
            if (revised is null && book * rates.Rate < guarantee)
            {
                revised = book;
            }

            var written = (long)decimal.Floor(revised is { } fixedBase ? fixedBase * rates.RevisedRate : book * rates.Rate);
            // Cutting off leaves a few yen after some lives (12, 17, 21, 22, 41 years): the last year takes them.
            book = year == life ? Math.Min(book, Memorandum) : Math.Max(book - written, Math.Min(book, Memorandum));
            yield return book;
        }
    }

    /// <summary>After whole years; after its life nothing but the memorandum stands in the books.</summary>
    public static long After(long cost, int life, int years) => years <= 0 ? cost : Years(cost, life).Take(years).Last();

    /// <summary>The life of what was bought used (簡便法, 耐用年数省令 3 条): what is left of the statutory life and a fifth of what is gone.</summary>
    public static int UsedLife(int statutory, int elapsed)
    {
        var tenths = elapsed >= statutory ? statutory * 2 : ((statutory - elapsed) * 10) + (elapsed * 2);
        return Math.Max(tenths / 10, DepreciationRates.ShortestLife);
    }
}
