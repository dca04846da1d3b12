using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>
/// What CO2 the reuse of sold units avoids, by the factors that the operator supplied: gross as if each replaced a new one, net by its displacement rate.
/// The product has no factors of its own, for published ones were corrected after the fact.
/// </summary>
internal sealed class AvoidedCarbon(ReportContext context)
{
    public const string WithFactor = "with_factor";

    public const string Gross = "co2_gross";

    public const string Net = "co2_net";

    public static readonly IReadOnlyList<ReportColumn> Columns =
    [
        new(WithFactor, new("うち係数がある品目の点数", "Units with a factor"), ReportUnit.Count),
        new(Gross, new("回避したCO2(総量)", "CO2 avoided, gross"), ReportUnit.Grams),
        new(Net, new("回避したCO2(正味)", "CO2 avoided, net"), ReportUnit.Grams),
    ];

    public static readonly LocalText Formula = new(
        "総量=係数(新品1点の製造に伴うCO2換算量)×点数。正味=係数×置換率×点数(1点ごとに1 g未満を切り捨て)。",
        "Gross = factor (CO2 equivalent of making one new item) x units. Net = factor x displacement rate x units, rounded down to a gram for each unit.");

    public static readonly LocalText Caution = new(
        "係数と置換率は事業者が示したもので、検証していません。輸送・整備・使用時の増減は含みません。",
        "Factors and displacement rates are the operator's own and were not verified. Transport, refurbishment and extra energy in use are not in them.");

    private static readonly LocalText NoFactors = new(
        "事業者が係数を示していません。drawReport の carbonFactors に、品目、1点あたりのグラム、置換率(千分率)、出典を指定すると計算します。",
        "the operator supplied no factors; give category, grams per item, displacement rate in thousandths and source in carbonFactors of drawReport");

    private static readonly LocalText NoneOfThese = new("該当する商品の品目に係数が示されていません。", "no factor was supplied for these goods");

    private readonly Dictionary<string, CarbonFactor> _factors = context.Scope.Factors.ToDictionary(factor => factor.Category, StringComparer.Ordinal);

    public bool Has(string category) => _factors.ContainsKey(category);

    public void Add(TableShape table, string row, Sale sale)
    {
        if (_factors.TryGetValue(sale.Category, out var factor))
        {
            context.Tallies.Add(table.Figure(row, WithFactor), () => sale.Behind);
            context.Tallies.Add(table.Figure(row, Gross), () => sale.Behind, factor.Grams);
            context.Tallies.Add(table.Figure(row, Net), () => sale.Behind, NetOf(factor));
        }
    }

    /// <summary>Of a row whose units were counted in <see cref="Units.Items"/>.</summary>
    public IReadOnlyDictionary<string, LocalText> Unknown(TableShape table, string row)
    {
        var why = _factors.Count == 0 ? NoFactors
            : context.Tallies.Of(table.Figure(row, Units.Items)) is not null && context.Tallies.Of(table.Figure(row, WithFactor)) is null ? NoneOfThese
            : null;
        return why is null ? new Dictionary<string, LocalText>() : new Dictionary<string, LocalText> { [Gross] = why, [Net] = why };
    }

    private static long NetOf(CarbonFactor factor) => factor.Grams * factor.DisplacedPermille / 1_000;
}
