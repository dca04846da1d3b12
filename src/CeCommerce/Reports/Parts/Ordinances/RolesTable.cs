using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>The operator's roles under the Resources Act, group by group of the ordinances.</summary>
internal sealed class RolesTable(ReportContext context, Dealings dealings)
{
    private readonly TableShape _shape = new(
        "resources_act_roles", new("資源有効利用促進法上の立場(省令の製品群別)", "Roles under the Resources Act by product group of the ordinances"), new("製品群", "Product group"),
        [
            .. Terms<ListingKind>.All.Select(kind => new ReportColumn(Kinds.CodeOf(kind.Value), kind.Name, ReportUnit.Count)),
            new("lessor", ActRoles.Lessor, ReportUnit.Text), new("repairer", ActRoles.Repairer, ReportUnit.Text),
            new("maker", new("製造事業者", "Maker"), ReportUnit.Text), new("importer", new("自ら輸入して販売する事業者", "Seller of own imports"), ReportUnit.Text),
        ])
    {
        Formula = new(
            "製品群の出品のうち、基準時点に取下げ・売り切れでないもの、または期間内に状態が動いたものを数えます(部品・付属品・消耗品を除く)。賃貸事業者・修理事業者は、種類(OP-025)と出品・修理の記録・自己評価から導きます。",
            "Listings of the group that are neither sold nor withdrawn at the as-of instant, or that moved in the period; parts, accessories and consumables are left out. Lessor and repairer are drawn from types (OP-025) and from listings, recorded repairs and self-assessments."),
        Source = new("事業者の登録、出品、作業の記録、自己評価", "The operator's record, listings, acts and self-assessments"),
        Empty = new("使用中の規則に省令の製品群がありません。", "The rules in use know no product groups of the ordinances."),
        Caution = new(
            "省令の対象か(金属製か、カラー複写機かなど)は物ごとに決まり、ここでは品目だけで分けています。製造・輸入の有無は登録に項目がありません。",
            "Whether the ordinance covers a unit (metal or not, colour copies or not) is asked unit by unit; here the kind of goods alone decides. Making and importing are not on record."),
    };

    public DraftTable Draw() => new(_shape, [.. OrdinanceGroup.All.Where(group => context.Edition.Goods.Entries.Any(entry => entry.List == group.Goods)).Select(Row)]);

    private DraftRow Row(OrdinanceGroup group) => new(group.Code, group.Name)
    {
        Values = Terms<ListingKind>.All.ToDictionary(kind => Kinds.CodeOf(kind.Value), kind => (long)dealings.Listings(group, kind.Value)),
        Cells = new Dictionary<string, ReportCell>
        {
            ["lessor"] = Cells.Of(dealings.Leases(group) ? Cells.Yes : Lessors.WhyNot(dealings, group)),
            ["repairer"] = Cells.Of(dealings.Repairs(group) ? Cells.Yes : Repairers.WhyNot(dealings, group)),
            ["maker"] = Cells.Of(ReportText.NotRecorded),
            ["importer"] = Cells.Of(ReportText.NotRecorded),
        },
    };
}

/// <summary>Why a group is left out of what lessors owe.</summary>
internal static class Lessors
{
    public static LocalText WhyNot(Dealings dealings, OrdinanceGroup group) => (dealings.IsLessor, dealings.Listings(group, ListingKind.Sharing) > 0) switch
    {
        (false, true) => new("貸す出品がありますが、貸す事業者の種類が登録されていません(OP-025)", "it lists things for lease, but no type of its record makes it a lessor (OP-025)"),
        (false, false) => new("貸す事業者の種類が登録されていません", "no type of its record makes it a lessor"),
        _ => new("基準時点にも期間内にもこの製品群を貸す出品がなく、自己評価もありません", "no listing for lease of this group at the as-of instant or in the period, and no self-assessment of it"),
    };
}

/// <summary>Why a group is left out of what repairers owe.</summary>
internal static class Repairers
{
    public static LocalText WhyNot(Dealings dealings, OrdinanceGroup group) => (dealings.IsRepairer, dealings.DealsIn(group)) switch
    {
        (false, _) => new("修理する事業者の種類が登録されていません", "no type of its record makes it a repairer"),
        (_, true) => new("基準時点にも期間内にもこの製品群の整備済みの出品がなく、修理の記録もありません", "no refurbished listing of this group at the as-of instant or in the period, and no recorded repair"),
        _ => new("この製品群の出品がありません。依頼を受けた修理はまだ記録していません", "no listing of this group; repairs for clients are not recorded yet"),
    };
}
