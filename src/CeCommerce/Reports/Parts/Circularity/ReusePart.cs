using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>What was sold for reuse, by year and group of goods: by the groups of the catalogue and, once they are known, by those of the roadmap.</summary>
internal sealed class ReusePart(ReportContext context, IReadOnlyList<RoadmapGroup> roadmap) : IReportPart
{
    private static readonly TableShape ByGroup = new("reuse_by_group", new("リユースの実績(年・商品群別)", "Reuse by year and group of goods"), new("年・商品群", "Year and group"), Units.Sold)
    {
        Formula = Units.SoldFormula,
        Source = Units.SoldSource,
        Empty = Units.NothingSold,
        Caution = new(
            $"リユースとリファービッシュの販売を合わせた数です。商品群は当方の分類で、公的な分類ではありません。{Units.WeightCaution.Ja}",
            $"Sales for reuse and of refurbished units together. The groups are those of our catalogue, not official ones. {Units.WeightCaution.En}"),
    };

    private static readonly TableShape ByRoadmap = new(
        "reuse_by_roadmap_group", new("リユースの実績(ロードマップの品目別)", "Reuse by the roadmap's groups of goods"), new("年・品目", "Year and group"), Units.Sold)
    {
        Formula = Units.SoldFormula,
        Source = new("環境省「リユース等の促進に関するロードマップ」(2026-03-10)の22品目。注文、イベント記録、現物の事実「重量」", "The 22 groups of the Ministry of the Environment's roadmap of 2026-03-10; orders, event log, fact \"weight\""),
        Empty = new(
            "22品目の名称は、確認した公表資料に示されていません。品目の対応表が供給されるまで、この表は空です。実績がないという意味ではありません。",
            "The published material that was read does not name the 22 groups. The table stays empty until their list is supplied; that does not mean that nothing was sold."),
        Caution = Units.WeightCaution,
    };

    private readonly Dictionary<string, LocalText> _names = [];

    public void Add(ReportedListing listing)
    {
        foreach (var sale in Sale.Of(listing, context))
        {
            var group = Goods.GroupOf(listing);
            context.Tallies.AddSold(ByGroup, Named(sale, group, Goods.NameOfGroup(group)), sale);
            foreach (var counted in roadmap.Where(one => one.Covers(sale.Category, sale.Day)))
            {
                context.Tallies.AddSold(ByRoadmap, Named(sale, counted.Code, counted.Name), sale);
            }
        }
    }

    public DraftSection Draw() => new(
        "reuse", new("リユースの実績", "Reuse"),
        [new("期間内に注文が完了した販売です。年は完了した日(日本時間)によります。", "Sales that were completed in the period; years are those of the completion, in Japan.")],
        [new(ByGroup, RowsOf(ByGroup)), new(ByRoadmap, RowsOf(ByRoadmap))]);

    private List<DraftRow> RowsOf(TableShape table) =>
        [.. context.Tallies.RowsOf(table.Code).Select(row => new DraftRow(row, _names[row]) { Missing = context.Tallies.UnknownWeight(table, row) })];

    private string Named(Sale sale, string group, LocalText name)
    {
        var (year, row) = (sale.Day.Year, string.Create(CultureInfo.InvariantCulture, $"{sale.Day.Year}/{group}"));
        _names.TryAdd(row, new(string.Create(CultureInfo.InvariantCulture, $"{year}年 {name.Ja}"), string.Create(CultureInfo.InvariantCulture, $"{year} {name.En}")));
        return row;
    }
}
