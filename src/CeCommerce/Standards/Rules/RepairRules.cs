using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// RS-001: what a repairer (修理事業者) makes clear to the client after a repair. Whoever refurbishes own stock has no client, so the
/// ordinances do not bind here: their items are good practice towards the buyer, asked by our policy and never more than information.
/// </summary>
internal static class RepairRules
{
    private static readonly LocalText NotBinding = new(
        "自社在庫の整備には依頼者がいないため省令の義務ではなく、購入者への良い実務として当方の方針で求めます。",
        "Whoever refurbishes own stock has no client, so the ordinance does not oblige; our policy asks for it as good practice towards the buyer.");

    private static readonly Explanation NoGrade = Explain.Missing("cosmeticGrade", "状態ランク", "cosmetic grade");
    private static readonly Explanation NoWarranty = Explain.Missing("warrantyDays", "保証日数", "warranty days");

    private static readonly RepairMatter[] Told =
    [
        new("work", "i")
        {
            Title = new("整備の内容", "What was repaired"),
            Remedy = new("整備・修理の内容(なければ「なし」)か整備の水準を入れてください。", "Record the repairs ('none' if there were none) or the refurbishment level."),
            Inputs = [Inputs.Of(FactCode.Repairs), Inputs.Of(FactCode.RefurbishLevel)],
            Check = static context => context.Facts.TryGet(FactCode.Repairs, out _) ? Check.Pass : Known(context, FactCode.RefurbishLevel),
        },
        new("state", "ii")
        {
            Title = new("整備後の品質・機能・安全性・衛生状態", "Quality, function, safety and hygiene after the work"),
            Remedy = new("状態ランク、動作試験の記録、リコールの確認、清掃の有無を入れてください。", "Record the cosmetic grade, the test record, the recall check and whether it was cleaned."),
            Inputs = [Inputs.CosmeticGrade, Inputs.Of(FactCode.TestRecord), Inputs.Of(FactCode.RecallResult), Inputs.Of(FactCode.Cleaned)],
            Check = static context => context.Listing.CosmeticGrade is null
                ? Check.Unknown(NoGrade)
                : Known(context, FactCode.TestRecord, FactCode.RecallResult, FactCode.Cleaned),
        },
        new("guarantee", "iii")
        {
            Title = new("整備後の保証の範囲", "Scope of the guarantee after the work"),
            Remedy = new("保証日数を入れてください(保証なしは 0)。", "State the warranty days; 0 when there is none."),
            Inputs = [Inputs.WarrantyDays],
            Check = static context => context.Offer.WarrantyDays is null ? Check.Unknown(NoWarranty) : Check.Pass,
        },
    ];

    public static IReadOnlyList<Rule> All { get; } = [.. ResourceActOrdinances.All.SelectMany(Of)];

    private static IEnumerable<Rule> Of(ResourceActOrdinance ordinance)
    {
        foreach (var matter in Told)
            yield return GoodPractice(ordinance, matter, ordinance.Scope);
        if (ordinance.Data is { } data)
            yield return GoodPractice(ordinance, OfData(data.Repair), [.. ordinance.Scope, .. data.Scope]);
    }

    private static RepairMatter OfData(string item) => new("data", item)
    {
        Title = new("整備の際のデータの取扱い", "What was done with the data on it"),
        Remedy = new("データ消去の方式と消去日を入れてください。", "Record how and when the data were erased."),
        Inputs = [Inputs.Of(FactCode.ErasureMethod), Inputs.Of(FactCode.ErasedOn)],
        Check = static context => Known(context, FactCode.ErasureMethod, FactCode.ErasedOn),
    };

    private static Rule GoodPractice(ResourceActOrdinance ordinance, RepairMatter matter, ScopeQuestion[] questions) => new()
    {
        Id = "RS-001",
        Clause = $"{matter.Clause}-{ordinance.Code}",
        Severity = RuleSeverity.Info,
        Status = RuleStatus.Policy,
        Basis = ordinance.Basis($"{ordinance.RepairerArticle}(1){matter.Item}", Certainty.LawInferred),
        EffectiveFrom = ResourceActOrdinance.Since,
        Title = matter.Title,
        Remedy = new(matter.Remedy.Ja + NotBinding.Ja, $"{matter.Remedy.En} {NotBinding.En}"),
        AppliesTo = new() { Kinds = [ListingKind.Refurbished], Goods = [ordinance.Goods] },
        Inputs = [.. matter.Inputs, .. questions.Select(question => Inputs.Of(question.Fact))],
        Check = context => ResourceActOrdinance.CoverageOf(context, questions).Covers == false ? Check.NotApplicable : matter.Check(context),
    };

    private static Check Known(RuleContext context, params ReadOnlySpan<FactCode> codes)
    {
        foreach (var code in codes)
        {
            if (!context.Facts.Has(code))
                return Explain.Missing(code);
        }

        return Check.Pass;
    }
}

/// <summary>One item of the article on repairs, and how the facts of a refurbished unit answer it.</summary>
internal sealed record RepairMatter(string Clause, string Item)
{
    public required LocalText Title { get; init; }

    public required LocalText Remedy { get; init; }

    public required IReadOnlyList<RuleInput> Inputs { get; init; }

    public required Func<RuleContext, Check> Check { get; init; }
}
