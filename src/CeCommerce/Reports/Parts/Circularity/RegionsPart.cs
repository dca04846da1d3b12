using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>What was sold by region, for the regional index of the circular economy (地域CE指標): by the prefecture of storage, the finest place on record.</summary>
internal sealed class RegionsPart(ReportContext context) : IReportPart
{
    private const string Nowhere = "unknown";
    private const string Municipality = "municipality";

    private static readonly LocalText NoMunicipality = new(
        "市区町村コード(JIS X 0402)を記録していません。保管場所の記録は都道府県までです。", "no municipality code (JIS X 0402) is recorded; of the place of storage only the prefecture is");

    private static readonly TableShape ByPrefecture = new(
        "reuse_by_prefecture", new("地域別の実績(都道府県)", "Reuse by prefecture"), new("保管場所の都道府県", "Prefecture of storage"),
        [.. Units.Sold, .. AvoidedCarbon.Columns, new(Municipality, new("市区町村別の内訳(点数)", "By municipality, units"), ReportUnit.Count)])
    {
        Formula = new($"{Units.SoldFormula.Ja}{AvoidedCarbon.Formula.Ja}", $"{Units.SoldFormula.En} {AvoidedCarbon.Formula.En}"),
        Source = new("注文、イベント記録、現物の保管場所(JIS X 0401)と重量、事業者が示した係数", "Orders, event log, place of storage (JIS X 0401) and weight of the unit, factors that the operator supplied"),
        Empty = Units.NothingSold,
        Caution = new(
            $"販売時ではなく基準時点に記録されている保管場所で、購入者の所在地ではありません。{Units.WeightCaution.Ja}{AvoidedCarbon.Caution.Ja}",
            $"The place of storage on record at the as-of instant, not that at the sale and not where the buyer is. {Units.WeightCaution.En} {AvoidedCarbon.Caution.En}"),
    };

    private readonly AvoidedCarbon _carbon = new(context);

    public void Add(ReportedListing listing)
    {
        foreach (var sale in Sale.Of(listing, context))
        {
            var place = listing.Item.Prefecture ?? Nowhere;
            context.Tallies.AddSold(ByPrefecture, place, sale);
            _carbon.Add(ByPrefecture, place, sale);
        }
    }

    public DraftSection Draw() => new(
        "regions", new("地域別の実績(地域CE指標のための出力)", "By region, for the regional index of the circular economy"),
        [
            new(
                "地域CE指標の公表資料は市区町村単位の把握を想定していますが、記録しているのは保管場所の都道府県だけです。雇用などの指標は記録していません。",
                "The published work on the regional index thinks of municipalities; on record is only the prefecture of storage. Jobs and the like are not recorded."),
        ],
        [new(ByPrefecture, [.. context.Tallies.RowsOf(ByPrefecture.Code).Select(RowOf)])]);

    private DraftRow RowOf(string place) => new(place, NameOf(place))
    {
        Missing = new Dictionary<string, LocalText>([.. context.Tallies.UnknownWeight(ByPrefecture, place), .. _carbon.Unknown(ByPrefecture, place)]) { [Municipality] = NoMunicipality },
    };

    private static LocalText NameOf(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && PublicSafetyCommissions.All.FirstOrDefault(one => one.PrefectureCode == code) is { } known
            ? new($"{place} {known.PrefectureJa}", $"{place} {known.PrefectureEn}")
            : new("保管場所の記録なし", "Place of storage not recorded");
}
