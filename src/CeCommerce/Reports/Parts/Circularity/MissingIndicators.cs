using CeCommerce.Platform;
using CeCommerce.Reports.Drawing;
using static CeCommerce.Reports.Parts.Circularity.CircularityTables;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>Indicators that nothing on record carries, with the reason.</summary>
internal static class MissingIndicators
{
    public static readonly LocalText Extension = new(
        "最初の使用期間の平均と、販売後の使用年数を記録していません。", "neither the average first use nor the years of use after the sale are recorded");

    public static readonly LocalText NoYear = new(
        "販売した商品に製造年の記録がありません。現物の事実 manufactureYear を登録すると数えます。", "none of the units sold has its year of manufacture on record; it is counted once the fact manufactureYear is recorded");

    private static readonly LocalText NoRentals = new("貸出しの日数を記録していません。貸出しの予約と返却は今後の版で扱います。", "days of lending are not recorded; booking and return come with a later version");

    private static readonly LocalText NoReturns = new(
        "引渡し後の返品と返金を注文に記録していません(返金は引渡し前に限られます)。", "an order records no return or refund after its hand-over; refunds end an order before it");

    private static readonly LocalText NoMasses = new("事業全体の流入・流出の質量を記録していません。", "the masses that come into and go out of the business are not recorded");

    private static readonly LocalText NoEnergy = new("エネルギーの使用量を記録していません。", "energy used is not recorded");

    private static readonly LocalText NoWater = new("取水量と排水量を記録していません。", "water taken and discharged is not recorded");

    private static readonly LocalText NoLifetimes = new("製品の寿命と業界平均を記録していません。", "lifetimes and the average of the trade are not recorded");

    private static readonly LocalText NoRevenue = new("事業全体の売上と投入質量を記録していません。", "revenue and mass of the whole business are not recorded");

    public static IReadOnlyList<DraftRow> Rates =>
    [
        RateOf("utilisation", "I-11", new("稼働率", "Utilisation rate"), new("貸した日数÷貸せる日数", "days lent / days available"), NoRentals) with
        {
            Missing = new Dictionary<string, LocalText> { ["base"] = NoRentals, ["rate"] = NoRentals },
        },
        RateOf("return_rate", "I-15", new("返品率", "Return rate"), new("引渡し後に返金した注文÷期間内に引き渡した注文", "orders refunded after hand-over / orders handed over in the period"), NoReturns),
    ];

    public static IReadOnlyList<DraftRow> CoreSet =>
    [
        Of("I-1", new("再使用された流入の割合", "Reused inflow"), "m_reused_in / m_total_in", NoMasses),
        Of("I-2", new("再生材の流入の割合", "Recycled inflow"), "m_recycled_in / m_total_in", NoMasses),
        Of("I-3", new("再生可能な流入の割合", "Renewable inflow"), "m_renewable_in / m_total_in", NoMasses),
        Of("I-4", new("業界平均に対する平均寿命", "Average lifetime against that of the trade"), "L / L_ind", NoLifetimes),
        Of("I-5", new("実際に再使用された流出の割合", "Actual reused outflow"), "m_reused_out / m_total_out", NoMasses),
        Of("I-6", new("実際に再資源化された流出の割合", "Actual recycled outflow"), "m_recycled_out / m_total_out", NoMasses),
        Of("I-7", new("生物的循環の割合", "Biological recirculation"), "m_bio_out / m_total_out", NoMasses),
        Of("I-8", new("再生可能エネルギーの割合", "Renewable energy"), "(EI_ren - EO_ren) / (EI_tot - EO_tot)", NoEnergy),
        Of("I-9", new("水の循環の割合", "Circular water"), "A.5.2 - A.5.4", NoWater),
        Of("I-10", new("物質生産性", "Material productivity"), "revenue / mass", NoRevenue),
        Of("I-13", new("素材循環性指標(MCI)の効用", "Utility in the Material Circularity Indicator"), "(L / L_av) x (U / U_av)", NoLifetimes),
    ];

    private static DraftRow RateOf(string code, string indicator, LocalText name, LocalText method, LocalText why) => new(code, name)
    {
        Cells = new Dictionary<string, Document.ReportCell> { [Indicator] = new() { Text = new(indicator, indicator) }, ["method"] = new() { Text = method } },
        Missing = new Dictionary<string, LocalText> { ["rate"] = why },
    };

    private static DraftRow Of(string indicator, LocalText name, string formula, LocalText why) => new(indicator, new($"{indicator} {name.Ja}", $"{indicator} {name.En}"))
    {
        Cells = new Dictionary<string, Document.ReportCell> { ["formula"] = new() { Text = new(formula, formula) } },
        Missing = new Dictionary<string, LocalText> { ["share"] = why },
    };
}
