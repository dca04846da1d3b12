using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>Goods designated for self-collection (指定再資源化製品), by route: reuse is on record, take-back and recycling are not.</summary>
internal sealed class SelfCollectionPart(ReportContext context) : IReportPart
{
    private static readonly LocalText NotTakenBack = new("引き取った使用済みの品を記録していません。", "used goods that were taken back are not recorded");

    private static readonly LocalText NotRecycled = new("再資源化への引渡しを記録していません。", "hand-over for recycling is not recorded");

    private static readonly TableShape ByGoods = new(
        "self_collection", new("指定再資源化製品(経路別)", "Goods designated for self-collection, by route"), new("品目", "Goods"),
        [
            new("basis", new("指定の根拠", "Basis of the designation"), ReportUnit.Text),
            new("offered", new("リユースのため公開した出品", "Listings on the shelf for reuse"), ReportUnit.Count),
            new("sold", new("リユースで販売した点数", "Units sold for reuse"), ReportUnit.Count),
            new("taken_back", new("引き取った点数", "Units taken back"), ReportUnit.Count),
            new("recycled", new("再資源化に回した点数", "Units given to recycling"), ReportUnit.Count),
        ])
    {
        Formula = new(
            "公開は、期間内に販売用として公開されていた出品で、期間の最後の日に指定品目だったもの。販売は、期間内に注文が完了した商品で、完了した日に指定品目だったもの。",
            "On the shelf: listings for sale that were on the shelf at any time in the period, of goods that were designated on its last day. Sold: units whose order was completed in the period, of goods that were designated on that day."),
        Source = new("規則の版に含まれる品目表 self_collection_goods、出品、注文、イベント記録", "List self_collection_goods of the edition of the rules, listings, orders, event log"),
        Empty = new("この規則の版に指定品目の表がないか、期間内に有効な品目がありません。", "The edition has no such list, or none of its goods was designated in the period."),
        Caution = new(
            "自主回収の義務を負うのは製造・輸入販売する事業者です。パソコンは1 kg超のものに限られますが、重量で区別していません。加熱式たばこ用装置は目録にありません。",
            "The duty to collect is that of makers and of those who import and sell. Computers are designated from 1 kg up, which is not told apart here. Heated-tobacco devices are not in the catalogue."),
    };

    private readonly DateOnly _last = context.Scope.To < context.Day ? context.Scope.To : context.Day;

    public void Add(ReportedListing listing)
    {
        if (listing.Goods is not { } goods)
        {
            return;
        }

        if (listing.Offer.Kind != ListingKind.Sharing && IsListed(goods, _last) && listing.WasOnShelf(context))
        {
            context.Tallies.Add(ByGoods.Figure(goods.Code, "offered"), () => context.Row(listing));
        }

        foreach (var sale in Sale.Of(listing, context).Where(sale => IsListed(goods, sale.Day)))
        {
            context.Tallies.Add(ByGoods.Figure(goods.Code, "sold"), () => sale.Behind);
        }
    }

    public DraftSection Draw() => new(
        "self_collection", new("指定再資源化製品", "Goods designated for self-collection"),
        [new("資源有効利用促進法の指定再資源化製品について、この場で扱った経路を示します。", "Routes through this marketplace of goods that the Resources Act designates for self-collection.")],
        [new(ByGoods, [.. Designated().Select(RowOf)])]);

    private bool IsListed(ProductCategory goods, DateOnly day) => context.Edition.Goods.Contains(GoodsList.SelfCollectionGoods, goods, day);

    /// <summary>Those that were on the list on any day of the period, with the entry that stood last.</summary>
    private IEnumerable<(ProductCategory Goods, GoodsEntry Entry)> Designated() =>
        from goods in ProductCategories.All
        let entry = context.Edition.Goods.Entries.Where(entry => Stood(entry) && entry.Names(goods)).OrderBy(entry => entry.ValidFrom ?? DateOnly.MinValue).LastOrDefault()
        where entry is not null
        select (goods, entry);

    private bool Stood(GoodsEntry entry) =>
        entry.List == GoodsList.SelfCollectionGoods && (entry.ValidFrom is null || entry.ValidFrom <= _last) && (entry.ValidTo is null || context.Scope.From < entry.ValidTo);

    private static DraftRow RowOf((ProductCategory Goods, GoodsEntry Entry) one) => new(one.Goods.Code, one.Goods.Name)
    {
        Cells = new Dictionary<string, ReportCell> { ["basis"] = new() { Text = new(one.Entry.Source, one.Entry.Source) } },
        Missing = new Dictionary<string, LocalText> { ["taken_back"] = NotTakenBack, ["recycled"] = NotRecycled },
    };
}
