using CeCommerce.Platform;
using CeCommerce.Reports.Drawing;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>The clauses of the pack of the nine ordinances that are in force on the day of the report, each in the table where it stands.</summary>
internal sealed class OrdinanceClauses(ReportContext context, Dealings dealings)
{
    public const string Pack = "ce-commerce";

    public static readonly TableShape OfLessors = CriteriaTable.Of(
        "lessor_criteria", new("賃貸事業者の判断の基準", "Criteria for lessors"), new("この事業者が貸している省令の製品群はありません(最後の表)。", "It leases no product group of the ordinances; see the last table."));

    public static readonly TableShape OfRepairers = CriteriaTable.Of(
        "repairer_criteria", new("修理事業者の判断の基準", "Criteria for repairers"), new("この事業者が修理している省令の製品群はありません(最後の表)。", "It repairs no product group of the ordinances; see the last table."));

    public static readonly TableShape OfRefurbished = CriteriaTable.Of(
        "refurbished_practice", new("整備済み品の表示(当方の方針)", "What refurbished listings tell (our policy)"), new("省令の製品群の整備済みの出品はありません。", "There is no refurbished listing of these product groups."));

    public static readonly TableShape AcrossGroups = CriteriaTable.Of(
        "across_groups", new("製品群をまたぐ条項", "Clauses across product groups"), new("当てはまる条項はありません。", "No such clause applies."));

    public static readonly IReadOnlyList<TableShape> Tables = [OfLessors, OfRepairers, OfRefurbished, AcrossGroups];

    /// <summary>Those in force, by id, then group, then as the pack has them.</summary>
    public IReadOnlyList<Rule> All { get; } =
    [
        .. (context.Edition.Packs.FirstOrDefault(pack => pack.Code == Pack)?.Rules ?? [])
            .Where(rule => rule.InForceOn(context.Day))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ThenBy(rule => OrdinanceGroup.Of(rule) is { } group ? OrdinanceGroup.All.TakeWhile(one => one != group).Count() : -1),
    ];

    /// <summary>The table for such clauses.</summary>
    public static TableShape KindOf(Rule clause) => OrdinanceGroup.Of(clause) is null ? AcrossGroups : (clause.Subject, clause.Status) switch
    {
        (Subject.Repair, _) => OfRepairers,
        (Subject.Listing, RuleStatus.Policy) => OfRefurbished,
        _ => OfLessors,
    };

    /// <summary>Those of product groups that the operator deals in, in that role.</summary>
    public IEnumerable<Rule> In(TableShape table) => All.Where(clause => KindOf(clause) == table && (OrdinanceGroup.Of(clause) is not { } group || IsShown(table, group)));

    /// <summary>Product groups without a row, and why.</summary>
    public static IEnumerable<(OrdinanceGroup Group, LocalText Role, LocalText Why)> LeftOut(Dealings dealings) =>
        from goods in OrdinanceGroup.All
        from left in ((bool In, LocalText Role, LocalText Why)[])[(dealings.Leases(goods), ActRoles.Lessor, Lessors.WhyNot(dealings, goods)), (dealings.Repairs(goods), ActRoles.Repairer, Repairers.WhyNot(dealings, goods))]
        where !left.In
        select (goods, left.Role, left.Why);

    private bool IsShown(TableShape table, OrdinanceGroup group) =>
        table == OfRepairers ? dealings.Repairs(group) : table == OfRefurbished ? dealings.Listings(group, ListingKind.Refurbished) > 0 : dealings.Leases(group);
}
