using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Standards;

namespace CeCommerce.Reports;

/// <summary>What can be reported on.</summary>
internal static class ReportLimits
{
    /// <summary>Ten years with their leap days.</summary>
    public const int MostDays = 3_653;

    /// <summary>Reports of one operator that may wait or be drawn at a time.</summary>
    public const int MostOpen = 10;

    public const int MostFactors = 200;

    private const int LongestSource = 500;
    private const long MostGrams = 1_000_000_000;

    /// <summary>The law that this product reports on begins long after.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public static UserError? Check(ReportAsOfInput? asOf) => asOf is not null && asOf.Day is null == asOf.Instant is null ? new ReportAsOfAmbiguous("input", "asOf") : null;

    public static UserError? Check(ReportWish wish, DateTimeOffset now) =>
        wish.AsOf > now ? new ReportAsOfInFuture(now, "input", "asOf")
        : wish.From < Earliest || wish.To < wish.From || wish.To > Tokyo.DayOf(wish.AsOf) || wish.To.DayNumber - wish.From.DayNumber >= MostDays
            ? new ReportPeriodInvalid(Earliest, Tokyo.DayOf(wish.AsOf), MostDays, "input", wish.From < Earliest ? "from" : "to")
        : CheckFactors(wish.Factors);

    public static UserError? Check(WantedFiles shape) =>
        shape.Formats.Count == 0 ? new ReportFormatsMissing("input", "formats") : shape.Languages.Count == 0 ? new ReportFormatsMissing("input", "languages") : null;

    private static CarbonFactorInvalid? CheckFactors(IReadOnlyList<CarbonFactor> factors)
    {
        if (factors.Count > MostFactors || factors.Select(factor => factor.Category).Distinct(StringComparer.Ordinal).Count() != factors.Count)
        {
            return new(new($"係数は商品カテゴリごとに1つ、{MostFactors} 件までです。", $"One factor for a category, {MostFactors} at most."), "input", "carbonFactors");
        }

        for (var i = 0; i < factors.Count; i++)
        {
            if (FlawOf(factors[i]) is { } flaw)
            {
                return new(flaw, "input", "carbonFactors", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private static LocalText? FlawOf(CarbonFactor factor) =>
        !ProductCategories.TryGet(factor.Category, out _) ? new($"商品カテゴリ {Excerpt.Of(factor.Category)} はありません。", $"There is no product category {Excerpt.Of(factor.Category)}.")
        : factor.Grams is < 0 or > MostGrams ? new("係数は 0 から 1,000,000 kg までです。", "A factor is 0 to 1,000,000 kg.")
        : factor.DisplacedPermille is < 0 or > 1_000 ? new("置換率は 0 から 1,000(千分率)です。", "A displacement rate is 0 to 1,000 thousandths.")
        : factor.Source.Length is 0 or > LongestSource || !PlainText.IsStorable(factor.Source)
            ? new($"出典を {LongestSource} 文字以内で示してください。", $"Name the source, in {LongestSource} characters at most.")
        : null;
}
