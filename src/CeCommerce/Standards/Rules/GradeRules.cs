namespace CeCommerce.Standards;

/// <summary>LS-018: a grade means something only with its scheme and definition.</summary>
internal static class GradeRules
{
    private static readonly Explanation NoFunctional = Explain.Missing("functionalGrade", "機能ランク", "functional grade");
    private static readonly Explanation NoCosmetic = Explain.Missing("cosmeticGrade", "状態ランク", "cosmetic grade");
    private static readonly Explanation NoScheme = Explain.Missing("gradeScheme", "ランクの基準", "grading scheme");
    private static readonly Explanation NoDefinition = Explain.Missing("operator.gradeDefinition", "自社基準の説明", "definition of the shop's own grade");
    private static readonly Explanation DefectiveF6 = Explain.Because("functionalGrade",
        "不具合があるのに、欠陥がないことを意味する F6 が付いています。", "A defect is recorded, but F6 means that there is none.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-018", Clause = "definition", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.Rmj("ランクの表示"),
            Title = new("ランクとその定義", "Grade and its definition"),
            Remedy = new("機能ランク、状態ランクとその基準を入れてください。自社基準なら事業者の情報にその説明も必要です。",
                "Give functional grade, cosmetic grade and their scheme; the shop's own scheme needs its definition in the operator's profile."),
            AppliesTo = new() { Kinds = [ListingKind.Reuse, ListingKind.Refurbished] },
            Inputs = [Inputs.FunctionalGrade, Inputs.CosmeticGrade, Inputs.GradeScheme, Inputs.GradeDefinition],
            Check = Definition,
        },
        new()
        {
            Id = "LS-018", Clause = "defects", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.R2,
            Title = new("F6 と不具合の矛盾", "F6 contradicts a defect"),
            Remedy = new("機能ランクを見直すか、解消した不具合の記録を外してください。", "Review the functional grade, or remove the defect if it has been repaired."),
            Inputs = [Inputs.FunctionalGrade, Inputs.Of(FactCode.Defects)],
            Check = static context => !context.Facts.Has(FactCode.Defects) ? Check.NotApplicable
                : context.Listing.FunctionalGrade == FunctionalGrade.F6 ? Check.Fail(DefectiveF6) : Check.Pass,
        },
    ];

    private static Check Definition(RuleContext context)
    {
        var listing = context.Listing;
        if (listing.FunctionalGrade is null)
            return Check.Unknown(NoFunctional);
        if (listing.CosmeticGrade is null)
            return Check.Unknown(NoCosmetic);
        if (listing.GradeScheme is null)
            return Check.Unknown(NoScheme);
        return listing.GradeScheme == GradeScheme.Shop && string.IsNullOrWhiteSpace(context.Operator.GradeDefinition) ? Check.Unknown(NoDefinition) : Check.Pass;
    }
}
