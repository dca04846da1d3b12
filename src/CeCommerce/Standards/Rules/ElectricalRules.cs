namespace CeCommerce.Standards;

/// <summary>LS-006: electrical goods are not sold or displayed for sale without the PSE mark. Lending them is not covered by the Act.</summary>
internal static class ElectricalRules
{
    private static readonly ListingKind[] Sales = [ListingKind.Reuse, ListingKind.Refurbished];
    private static readonly RuleScope Sold = new() { Kinds = Sales, Goods = [GoodsList.PseGoods, GoodsList.PseChargerGoods] };

    private static readonly Explanation NoMark = Explain.Because("pseMark", "PSEマークがない電気用品は販売も販売のための陳列もできません。",
        "Electrical goods without the PSE mark must not be sold or displayed for sale.");
    private static readonly Explanation Listed = Explain.Because("pseMark", "この品目は電気用品なので「対象外」にはできません。",
        "These goods are listed electrical goods, so the mark cannot be 'not applicable'.");
    private static readonly Explanation WithCharger = Explain.Because("pseMark", "付属の充電器・ACアダプターは電気用品なので「対象外」にはできません。",
        "The included charger is a listed electrical good, so the mark cannot be 'not applicable'.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-006", Clause = "mark", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.ElectricalSafety("27(1), 附則 6"),
            Title = new("PSEマーク", "PSE mark"),
            Remedy = new(
                "銘板のPSEマーク(丸形・菱形・旧電取)を確かめて入れてください。表示がなければ販売できません。充電器を付けないスマートフォンやノートパソコンは「対象外」とします。",
                "Look for the PSE mark (round, diamond, or the former act's) and record it. Without one the unit cannot be sold. A phone or laptop sold without charger is NOT_APPLICABLE."),
            AppliesTo = Sold,
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.ChargerIncluded), Inputs.Category],
            Check = Mark,
        },
        new()
        {
            Id = "LS-006", Clause = "notifier", Severity = RuleSeverity.Warn, Status = RuleStatus.Law,
            Basis = Laws.ElectricalSafety("10; 施行規則 別表 6, 7"),
            Title = new("届出事業者名", "Name of the notified manufacturer or importer"),
            Remedy = new("PSEマークの近くにある届出事業者名を入れてください。", "Record the name that stands beside the PSE mark."),
            AppliesTo = Sold,
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.PseNotifier)],
            Check = static context => context.Facts.PseMark is not (PseMark.Round or PseMark.Diamond) ? Check.NotApplicable
                : context.Facts.Has(FactCode.PseNotifier) ? Check.Pass : Explain.Missing(FactCode.PseNotifier),
        },
    ];

    private static Check Mark(RuleContext context) => context.Facts.PseMark switch
    {
        null => Explain.Missing(FactCode.PseMark),
        PseMark.Round or PseMark.Diamond or PseMark.OldDentori => Check.Pass,
        PseMark.None => Check.Fail(NoMark),
        PseMark.NotApplicable when context.Is(GoodsList.PseGoods) => Check.Fail(Listed),
        PseMark.NotApplicable when context.Facts.Flag(FactCode.ChargerIncluded) == true => Check.Fail(WithCharger),
        PseMark.NotApplicable => Check.Pass,
        _ => Explain.Missing(FactCode.PseMark),
    };
}
