namespace CeCommerce.Standards;

/// <summary>LS-009: lithium-ion batteries, alone and built in.</summary>
internal static class BatteryRules
{
    private const int DenseCell = 400;

    private static readonly Explanation Swollen = Explain.Because("batteryCondition",
        "電池が膨張しています。発火のおそれがあり掲載できません。", "The battery is swollen; it may catch fire and cannot be listed.");
    private static readonly Explanation NonGenuine = Explain.Because("batteryCondition", "非純正の電池が使われています。", "The battery pack is not the maker's.");
    private static readonly Explanation NoMark = Explain.Because("pseMark",
        "400 Wh/L 以上のリチウムイオン蓄電池に丸形PSEマークがありません。", "A lithium-ion battery of 400 Wh/L or more has no round PSE mark.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-009", Clause = "lithium-pse", Severity = RuleSeverity.Block, Status = RuleStatus.Law,
            Basis = Laws.ElectricalSafetyOrder("別表第二 12; 法 27(1)"),
            Title = new("リチウムイオン蓄電池のPSEマーク", "PSE mark of lithium-ion batteries"),
            Remedy = new("丸形PSEマークを確かめて入れてください。なければ販売できません。", "Look for the round PSE mark and record it; without it the battery cannot be sold."),
            AppliesTo = new() { Kinds = [ListingKind.Reuse, ListingKind.Refurbished], Goods = [GoodsList.LithiumBatteries] },
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.CellEnergyDensity)],
            Check = LithiumMark,
        },
        new()
        {
            Id = "LS-009", Clause = "swollen", Severity = RuleSeverity.Block, Status = RuleStatus.Policy, Basis = Laws.Nite("3: リチウムイオン電池の状態"),
            Title = new("電池の膨張", "Swollen battery"),
            Remedy = new("電池の状態を目視で確かめて入れてください。膨張していれば使用をやめ、電池を交換するか回収に出します。",
                "Look at the battery and record its condition. If it is swollen, stop using it and replace or hand it in."),
            Inputs = [Inputs.Of(FactCode.BatteryCondition), Inputs.Of(FactCode.HasBattery)],
            Check = static context => context.Facts.BatteryCondition switch
            {
                BatteryCondition.Swollen => Check.Fail(Swollen),
                null => HasBattery(context) ? Explain.Missing(FactCode.BatteryCondition) : Check.NotApplicable,
                _ => Check.Pass,
            },
        },
        new()
        {
            Id = "LS-009", Clause = "non-genuine", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.Nite("3: リチウムイオン電池の状態"),
            Title = new("非純正の電池", "Non-genuine battery"),
            Remedy = new("純正の電池に替えるか、非純正であることと事故の注意を説明に記載してください。",
                "Replace the pack with the maker's, or say in the description that it is not genuine and what to watch for."),
            Inputs = [Inputs.Of(FactCode.BatteryCondition)],
            Check = static context => context.Facts.BatteryCondition switch
            {
                null => Check.NotApplicable,
                BatteryCondition.NonGenuine => Check.Fail(NonGenuine),
                _ => Check.Pass,
            },
        },
    ];

    private static Check LithiumMark(RuleContext context) => context.Facts.PseMark switch
    {
        // The diamond is for specified goods, which lithium-ion batteries are not: it is on the charger.
        PseMark.Round => Check.Pass,
        _ when context.Facts.Integer(FactCode.CellEnergyDensity) < DenseCell => Check.Pass,
        null => Explain.Missing(FactCode.PseMark),
        _ when context.Facts.Has(FactCode.CellEnergyDensity) => Check.Fail(NoMark),
        _ => Explain.Missing(FactCode.CellEnergyDensity),
    };

    private static bool HasBattery(RuleContext context) => context.Facts.Flag(FactCode.HasBattery) ?? context.Is(GoodsList.BatteryBuiltIn);
}
