using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>What an operator rates itself on.</summary>
[TermSource("CE Commerce WG, guideline items (draft, 2025); METI ordinances of 2001 on nine product groups as revised on 2026-04-01, articles on what lessors choose")]
internal enum SelfAssessmentItem
{
    [Term("CE-1 製品の稼働率向上", "CE-1: raise the utilisation of products")]
    Ce1,

    [Term("CE-2 利用期間の延長", "CE-2: extend the period of use")]
    Ce2,

    [Term("CE-3 資源循環に配慮した製品調達", "CE-3: procurement that considers circularity")]
    Ce3,

    [Term("CE-4 安全性の確認", "CE-4: safety check")]
    Ce4,

    [Term("CE-5 契約時の保証", "CE-5: warranty at contract")]
    Ce5,

    [Term("CE-6 契約時の情報提供", "CE-6: information at contract")]
    Ce6,

    [Term("貸す物の選定: 原材料の節約", "What is leased: fewer materials")]
    LeaseMaterialsSaved,

    [Term("貸す物の選定: 長期の使用", "What is leased: long use", MeaningJa = "長く使える部品、部品の共通化、修理のしやすさ、品質・機能の維持や向上", MeaningEn = "durable and shared parts, easy repair, quality and function kept or improved")]
    LeaseLongUseChosen,

    [Term("貸す物の選定: 毒性などへの配慮", "What is leased: care for toxicity")]
    LeaseLowToxicityChosen,

    [Term("貸す複写機の選定: 清掃のしやすさ", "Copiers leased: easy to clean")]
    LeaseCleanableChosen,

    [Term("貸す複写機の選定: 部品の取り外しやすさ", "Copiers leased: parts that come off unharmed")]
    LeaseRecoverableChosen,
}

/// <summary>Which goods an item can be about, and which fact of the rules follows from it.</summary>
internal static class SelfAssessmentItems
{
    /// <summary>By the names of the facts; LS-034 asks eight groups otherwise than copiers.</summary>
    private const string Copier = "MONOCHROME_COPIER";

    private static readonly LocalText OfDraftItems = new(
        "CEコマースWGの取組指針の項目(案)に照らした自己評価であり、認証ではありません。", "Self-assessment against METI working-group items (draft), not a certification.");

    private static readonly LocalText OfOrdinances = new(
        "資源有効利用促進法の省令の判断の基準に照らした自己評価であり、認証ではありません。",
        "Self-assessment against criteria of the ordinances under the Resources Act, not a certification.");

    private static readonly HashSet<string> LeasedGroups =
        [.. StatedFacts.Find("leaseProductGroup", Subject.Lease)!.Choices.Select(choice => choice.Code).Where(code => code != "OTHER")];

    public static bool IsOfLeases(this SelfAssessmentItem item) => item >= SelfAssessmentItem.LeaseMaterialsSaved;

    /// <summary>Shown with every self-assessment.</summary>
    public static LocalText Notice(this SelfAssessmentItem item) => item.IsOfLeases() ? OfOrdinances : OfDraftItems;

    /// <param name="productGroup">Of the catalogue, or for what is leased of the ordinances; null: all goods.</param>
    public static bool IsAskedOf(this SelfAssessmentItem item, string? productGroup) => item switch
    {
        _ when !item.IsOfLeases() => productGroup is null || ProductCategories.Groups.Any(group => group.Code == productGroup),
        SelfAssessmentItem.LeaseCleanableChosen or SelfAssessmentItem.LeaseRecoverableChosen => productGroup == Copier,
        SelfAssessmentItem.LeaseMaterialsSaved or SelfAssessmentItem.LeaseLongUseChosen => productGroup != Copier && IsLeasedGroup(productGroup),
        _ => IsLeasedGroup(productGroup),
    };

    private static bool IsLeasedGroup(string? productGroup) => productGroup is not null && LeasedGroups.Contains(productGroup);
}
