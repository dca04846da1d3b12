using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>Columns that say how many units there are, what they brought in and what they weigh, as far as that is on record.</summary>
internal static class Units
{
    public const string Items = "items";

    public const string Value = "value";

    private const string Weighed = "weighed";
    private const string Weight = "weight";

    public static readonly IReadOnlyList<ReportColumn> Weights =
    [
        new(Weighed, new("うち重量の記録があるもの", "Of which with a recorded weight"), ReportUnit.Count),
        new(Weight, new("重量", "Weight"), ReportUnit.Grams),
    ];

    public static readonly IReadOnlyList<ReportColumn> Sold =
    [
        new(Items, new("点数", "Units"), ReportUnit.Count), new(Value, new("金額", "Value"), ReportUnit.Yen), .. Weights,
    ];

    public static readonly LocalText SoldFormula = new(
        "期間内に完了した注文の商品1点を1と数えます。金額は購入者が商品に支払った額(税込、送料を除く)、重量は現物に記録された重量の合計です。",
        "Each unit whose order was completed in the period counts 1. Value is what the buyer paid for it, with tax, without shipping; weight is the sum of the weights on record.");

    public static readonly LocalText SoldSource = new("注文とイベント記録、現物の事実「重量」", "Orders and event log; fact \"weight\" of the unit");

    public static readonly LocalText NothingSold = new("期間内に完了した注文はありません。", "No order was completed in the period.");

    public static readonly LocalText WeightCaution = new(
        "重量は記録がある商品だけの合計で、記録のない商品の分を推計しません。",
        "The weight is that of the units that have one on record; nothing is estimated for the others.");

    private static readonly LocalText NoWeight = new(
        "該当する商品に重量の記録がありません。現物の事実 weightGrams を登録すると数えます。", "none of these units has its weight on record; it is counted once the fact weightGrams is recorded");

    public static void AddSold(this Tallies tallies, TableShape table, string row, Sale sale)
    {
        tallies.AddUnit(table, row, sale.Listing, () => sale.Behind);
        tallies.Add(table.Figure(row, Value), () => sale.Behind, sale.Order.Paid.Amount);
    }

    public static void AddUnit(this Tallies tallies, TableShape table, string row, ReportedListing unit, Func<RowBehind> behind)
    {
        tallies.Add(table.Figure(row, Items), behind);
        if (unit.Item.Facts.Integer(FactCode.WeightGrams) is { } grams)
        {
            tallies.Add(table.Figure(row, Weighed), behind);
            tallies.Add(table.Figure(row, Weight), behind, grams);
        }
    }

    /// <summary>The weight, where there are units and none has one.</summary>
    public static IReadOnlyDictionary<string, LocalText> UnknownWeight(this Tallies tallies, TableShape table, string row) =>
        tallies.Of(table.Figure(row, Items)) is not null && tallies.Of(table.Figure(row, Weighed)) is null
            ? new Dictionary<string, LocalText> { [Weight] = NoWeight }
            : new Dictionary<string, LocalText>();
}
