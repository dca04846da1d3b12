namespace CeCommerce.Standards;

/// <summary>LS-026: what a buyer of used clothes, shoes and bags wants to know; from the draft items of METI's working group.</summary>
internal static class WornGoodsRules
{
    private static readonly RuleScope Worn = new() { Goods = [GoodsList.WornGoods] };
    private static readonly Explanation NotCleaned = Explain.Because("cleaned", "清掃・クリーニングがされていません。", "The item has not been cleaned.");
    private static readonly Explanation NotAuthentic = Explain.Because("authenticityChecked", "真贋が確認されていません。", "Authenticity has not been checked.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-026", Clause = "hygiene-size", Severity = RuleSeverity.Warn, Status = RuleStatus.Draft,
            Basis = Laws.WorkingGroup("CE-4 安全性の確認, CE-6 契約時の情報提供"),
            Title = new("清掃・素材・サイズ", "Cleaning, material and size"),
            Remedy = new("清掃の有無、素材、サイズを入れてください。", "Record whether it was cleaned, its material and its size."),
            AppliesTo = Worn,
            Inputs = [Inputs.Of(FactCode.Cleaned), Inputs.Of(FactCode.Material), Inputs.Of(FactCode.Size)],
            Check = static context => context.Facts.Flag(FactCode.Cleaned) switch
            {
                null => Explain.Missing(FactCode.Cleaned),
                false => Check.Fail(NotCleaned),
                true when !context.Facts.Has(FactCode.Material) => Explain.Missing(FactCode.Material),
                true => context.Facts.Has(FactCode.Size) ? Check.Pass : Explain.Missing(FactCode.Size),
            },
        },
        new()
        {
            Id = "LS-026", Clause = "stains-authenticity", Severity = RuleSeverity.Warn, Status = RuleStatus.Draft,
            Basis = Laws.WorkingGroup("CE-6 契約時の情報提供"),
            Title = new("汚れと真贋", "Stains and authenticity"),
            Remedy = new("汚れ・しみの有無と真贋の確認を入れてください。", "Record stains and whether authenticity was checked."),
            AppliesTo = Worn,
            Inputs = [Inputs.Of(FactCode.Stains), Inputs.Of(FactCode.AuthenticityChecked)],
            Check = static context => !context.Facts.Has(FactCode.Stains) ? Explain.Missing(FactCode.Stains) : context.Facts.Flag(FactCode.AuthenticityChecked) switch
            {
                null => Explain.Missing(FactCode.AuthenticityChecked),
                false => Check.Fail(NotAuthentic),
                true => Check.Pass,
            },
        },
    ];
}
