using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>The roles of 資源有効利用促進法 18 and 26 that follow from types of operator, as the clauses of OP-025 draw them.</summary>
internal static class ActRoles
{
    public static readonly LocalText Lessor = new("賃貸事業者", "Lessor");

    public static readonly LocalText Repairer = new("修理事業者", "Repairer");

    public static IReadOnlyList<OperatorType> LessorTypes(RuleEdition edition) => TypesOf(edition, "role-of-lessors");

    public static IReadOnlyList<OperatorType> RepairerTypes(RuleEdition edition) => TypesOf(edition, "role-of-repairers");

    /// <summary>None in an edition without the clause.</summary>
    private static IReadOnlyList<OperatorType> TypesOf(RuleEdition edition, string clause) => edition.Find("OP-025", clause)?.AppliesTo.OperatorTypes ?? [];
}
