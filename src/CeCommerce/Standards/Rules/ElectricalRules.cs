namespace CeCommerce.Standards;

/// <summary>
/// LS-006: electrical goods are not sold or displayed for sale without the PSE mark. Lending them is not covered by the Act. Law
/// speaks of listed goods only, so what was not verified as listed is held back by policy.
/// </summary>
internal static class ElectricalRules
{
    private static readonly ListingKind[] Sales = [ListingKind.Reuse, ListingKind.Refurbished];

    private static readonly Explanation NoMark = Explain.Because("pseMark", "PSEマークがない電気用品は販売も販売のための陳列もできません。",
        "Electrical goods without the PSE mark must not be sold or displayed for sale.");
    private static readonly Explanation Listed = Explain.Because("pseMark", "この品目は電気用品なので「対象外」にはできません。",
        "These goods are listed electrical goods, so the mark cannot be 'not applicable'.");
    private static readonly Explanation WithCharger = Explain.Because("pseMark", "付属の充電器・ACアダプターは電気用品なので「対象外」にはできません。",
        "The included charger is a listed electrical good, so the mark cannot be 'not applicable'.");
    private static readonly Explanation Unverified = Explain.Because("pseMark", "PSEマークがなく、電気用品でないことも確かめられていません。",
        "There is no PSE mark, and nobody has verified that these are no listed electrical goods.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-006", Clause = "mark", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.ElectricalSafety("27(1), 附則 6"),
            Title = new("PSEマーク", "PSE mark"),
            Remedy = new(
                "銘板のPSEマーク(丸形・菱形・旧電取)を確かめて入れてください。表示がなければ販売できません。充電器を付けないスマートフォンやノートパソコンは「対象外」とします。",
                "Look for the PSE mark (round, diamond, or the former act's) and record it. Without one the unit cannot be sold. A phone or laptop sold without charger is NOT_APPLICABLE."),
            AppliesTo = new() { Kinds = Sales, Goods = [GoodsList.PseGoods, GoodsList.PseChargerGoods] },
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.ChargerIncluded), Inputs.Category],
            Check = static context => context.Is(GoodsList.PseGoods) ? Mark(context.Facts) : ChargerMark(context.Facts),
        },
        new()
        {
            Id = "LS-006", Clause = "unverified-goods", Severity = RuleSeverity.Block, Status = RuleStatus.Policy,
            Basis = Laws.ElectricalSafety("27(1), 附則 6", Certainty.Inference),
            Title = new("電気用品かどうかを確かめていない物のPSEマーク", "PSE mark of goods not verified as listed"),
            Remedy = new(
                "銘板のPSEマークを確かめて入れてください。表示がなければ、電気用品でないことを経済産業省の品目一覧で確かめて「対象外」とします。",
                "Look for the PSE mark and record it. If there is none, verify in METI's list of goods that this is no electrical good and record NOT_APPLICABLE."),
            AppliesTo = new() { Kinds = Sales, Goods = [GoodsList.PseUnverifiedGoods, GoodsList.PseChargerGoods] },
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.ChargerIncluded), Inputs.Category],
            Check = static context => context.Is(GoodsList.PseChargerGoods) && context.Facts.Flag(FactCode.ChargerIncluded) != false
                ? Check.NotApplicable
                : UnverifiedMark(context.Facts),
        },
        new()
        {
            Id = "LS-006", Clause = "notifier", Severity = RuleSeverity.Warn, Status = RuleStatus.Ordinance,
            Basis = Laws.ElectricalSafetyRule("別表 6, 7"),
            Title = new("届出事業者名", "Name of the notified manufacturer or importer"),
            Remedy = new("PSEマークの近くにある届出事業者名を入れてください。", "Record the name that stands beside the PSE mark."),
            AppliesTo = new() { Kinds = Sales, Goods = [GoodsList.PseGoods, GoodsList.PseChargerGoods, GoodsList.PseUnverifiedGoods] },
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.PseNotifier)],
            Check = static context => context.Facts.PseMark is not (PseMark.Round or PseMark.Diamond) ? Check.NotApplicable
                : context.Facts.Has(FactCode.PseNotifier) ? Check.Pass : Explain.Missing(FactCode.PseNotifier),
        },
    ];

    private static Check Mark(ItemFacts facts) => facts.PseMark switch
    {
        PseMark.Round or PseMark.Diamond or PseMark.OldDentori => Check.Pass,
        PseMark.None => Check.Fail(NoMark),
        PseMark.NotApplicable => Check.Fail(Listed),
        _ => Explain.Missing(FactCode.PseMark),
    };

    // Sold without its charger, a phone or a computer is nothing that the law's clause was researched for.
    private static Check ChargerMark(ItemFacts facts) => (facts.PseMark, facts.Flag(FactCode.ChargerIncluded)) switch
    {
        (_, false) => Check.NotApplicable,
        (PseMark.Round or PseMark.Diamond or PseMark.OldDentori, _) => Check.Pass,
        (PseMark.None, true) => Check.Fail(NoMark),
        (PseMark.NotApplicable, true) => Check.Fail(WithCharger),
        (PseMark.NotApplicable, null) => Check.Pass,
        (PseMark.None, null) => Explain.Missing(FactCode.ChargerIncluded),
        _ => Explain.Missing(FactCode.PseMark),
    };

    private static Check UnverifiedMark(ItemFacts facts) => facts.PseMark switch
    {
        PseMark.Round or PseMark.Diamond or PseMark.OldDentori or PseMark.NotApplicable => Check.Pass,
        PseMark.None => Check.Fail(Unverified),
        _ => Explain.Missing(FactCode.PseMark),
    };
}
