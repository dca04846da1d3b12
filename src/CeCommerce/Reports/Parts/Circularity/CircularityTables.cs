using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>The tables of the section on circularity. Ids such as I-11 are those of the product's documentation of reports.</summary>
internal static class CircularityTables
{
    public const string Indicator = "indicator";

    private static readonly ReportColumn IndicatorColumn = new(Indicator, new("指標", "Indicator"), ReportUnit.Text);

    public static readonly TableShape Routes = new(
        "circularity_units", new("再び使われた商品(経路別)", "Units put to use again, by route"), new("経路", "Route"),
        [IndicatorColumn, new(Units.Items, new("点数", "Units"), ReportUnit.Count), .. Units.Weights])
    {
        Formula = new(
            "リユースとリファービッシュは、期間内に注文が完了した商品の点数です。シェアリングは、期間内に公開されていた貸出し用の商品の点数で、同じ現物は一度だけ数えます。",
            "Reuse and refurbished: units whose order was completed in the period. Sharing: units that were on the shelf for sharing at any time in the period, each once."),
        Source = new("注文、出品、イベント記録、現物の事実「重量」。指標 I-14", "Orders, listings, event log, fact \"weight\" of the unit. Indicator I-14"),
        Empty = Units.NothingSold,
        Caution = new(
            "シェアリングは提供された商品で、実際に貸された商品ではありません。リサイクルへの引渡しは記録していません。重量は記録がある商品だけの合計です。",
            "Sharing counts what was offered, not what was lent. Hand-over for recycling is not recorded. The weight is that of the units that have one on record."),
    };

    public static readonly TableShape Age = new(
        "age_at_sale", new("販売時の経過年数と使用の延び", "Age at sale and use-life extension"), new("経路", "Route"),
        [
            IndicatorColumn,
            new("known", new("製造年の記録がある販売点数", "Units sold with a recorded year"), ReportUnit.Count),
            new("years", new("経過年数の合計(年)", "Years since manufacture, sum"), ReportUnit.Count),
            new("mean", new("平均(年、端数切捨て)", "Mean in whole years, rounded down"), ReportUnit.Count),
            new("extension", new("使用の延び(年)", "Use-life extension in years"), ReportUnit.Count),
        ])
    {
        Formula = new("経過年数=販売が完了した年(日本時間)−記録された製造年。商品ごとに合計し、点数で割ります。", "Years = year of the completed sale, in Japan, less the recorded year of manufacture; summed over units and divided by their number."),
        Source = new("注文、イベント記録、現物の事実「製造年」。指標 I-12(FY2010調査の考え方)", "Orders, event log, fact \"year of manufacture\". Indicator I-12, after the study of fiscal 2010"),
        Empty = Units.NothingSold,
        Caution = new(
            "何年たった商品が再び使われるようになったかを示し、その後何年使われるかは示しません。年単位のため、1点あたり最大1年の誤差があります。",
            "It says how old the units were that found a further user, not for how long they are used from then on. By calendar years, so each may be off by up to one."),
    };

    public static readonly TableShape Rates = new(
        "circularity_rates", new("率", "Rates"), new("率", "Rate"),
        [
            IndicatorColumn,
            new("method", new("計算方法", "Method"), ReportUnit.Text),
            new("base", new("分母", "Denominator"), ReportUnit.Count),
            new("rate", new("率", "Rate"), ReportUnit.Permille),
        ])
    {
        Formula = new("行ごとの計算方法によります。", "As each row says."),
        Source = new("注文とイベント記録", "Orders and event log"),
        Empty = new("率はありません。", "There is no rate."),
    };

    public static readonly TableShape Work = new(
        "work_on_units", new("点検・消去・修理", "Inspections, erasures and repairs"), new("作業", "Work"),
        [new("succeeded", new("成功", "Succeeded"), ReportUnit.Count), new("failed", new("不成功", "Failed"), ReportUnit.Count)])
    {
        Formula = new("実施日が期間内にあり、基準時点までに記録された作業の件数です。", "Work that was done on a day of the period and recorded by the as-of instant."),
        Source = new("作業の記録", "Acts on record"),
        Empty = new("作業の種類がありません。", "There is no kind of work."),
        Caution = new("この事業者が一度でも出品した商品への作業だけを数えます。", "Only work on units that the operator has listed at some time."),
    };

    public static readonly TableShape Carbon = new(
        "avoided_co2", new("販売によって回避したCO2", "CO2 avoided by sales"), new("品目", "Goods"),
        [
            new("factor", new("係数(1点あたり)", "Factor for one item"), ReportUnit.Text),
            new("displaced", new("置換率", "Displacement rate"), ReportUnit.Text),
            new("source", new("出典(事業者の記載)", "Source, as the operator states it"), ReportUnit.Text),
            new(Units.Items, new("販売点数", "Units sold"), ReportUnit.Count),
            .. AvoidedCarbon.Columns,
        ])
    {
        Formula = AvoidedCarbon.Formula,
        Source = new("完了した注文と、事業者が示した係数", "Completed orders and the factors that the operator supplied"),
        Empty = Units.NothingSold,
        Caution = AvoidedCarbon.Caution,
    };

    public static readonly TableShape CoreSet = new(
        "iso_59020_indicators", new("ISO 59020 の中核指標", "Core indicators of ISO 59020"), new("指標", "Indicator"),
        [new("formula", new("計算式", "Formula"), ReportUnit.Text), new("share", new("値", "Value"), ReportUnit.Permille)])
    {
        Formula = new("行ごとの計算式によります。", "As each row says."),
        Source = new("ISO 59020:2024 附属書A(公開された二次資料による。規格本文は未確認)", "ISO 59020:2024 annex A, by published secondary sources; the text of the standard was not read"),
        Empty = new("指標はありません。", "There is no indicator."),
        Caution = new("必要な流入・流出の質量、エネルギー、水を記録していないため、値はありません。", "None has a value: the masses that come in and go out, energy and water are not recorded."),
    };
}
