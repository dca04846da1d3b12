namespace CeCommerce.Standards.Checks;

/// <summary>Lithium-ion batteries, alone and built in.</summary>
internal static class BatteryChecks
{
    private static readonly ReasonKind NoMark = new("no-mark", "pseMark", "density");
    private static readonly ReasonKind Swollen = new("swollen", "batteryCondition");
    private static readonly ReasonKind NonGenuine = new("non-genuine", "batteryCondition");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("battery.lithium-mark")
        {
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.CellEnergyDensity)],
            Parameters = [Parameter.Integer("wattHoursPerLitre", 1, 2_000)],
            Reasons = [NoMark],
            Make = static told =>
            {
                var density = told.Integer("wattHoursPerLitre");
                return context => LithiumMark(context.Facts, density);
            },
        },
        new("battery.pack-mark")
        {
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.CellEnergyDensity), Inputs.Of(FactCode.HasBattery), Inputs.WhatIsOffered, Inputs.Title, Inputs.ModelNumber],
            Parameters = [Parameter.Integer("wattHoursPerLitre", 1, 2_000)],
            Reasons = [NoMark],
            Make = static told =>
            {
                var density = told.Integer("wattHoursPerLitre");
                return context => IsPack(context) ? LithiumMark(context.Facts, density) : Check.NotApplicable;
            },
        },
        new("battery.not-swollen")
        {
            Inputs = [Inputs.Of(FactCode.BatteryCondition), Inputs.Of(FactCode.HasBattery)],
            Reasons = [Swollen],
            Check = static context => context.Facts.Choice<BatteryCondition>(FactCode.BatteryCondition) switch
            {
                BatteryCondition.Swollen => Check.Fail(Swollen),
                null => HasBattery(context) ? Check.Missing(FactCode.BatteryCondition) : Check.NotApplicable,
                _ => Check.Pass,
            },
        },
        // What the goods of the category have built in says nothing of what fits them.
        new("battery.pack-not-swollen")
        {
            Inputs = [Inputs.Of(FactCode.BatteryCondition), Inputs.Of(FactCode.HasBattery), Inputs.WhatIsOffered, Inputs.Title, Inputs.ModelNumber],
            Reasons = [Swollen],
            Check = static context => context.Facts.Choice<BatteryCondition>(FactCode.BatteryCondition) switch
            {
                BatteryCondition.Swollen => Check.Fail(Swollen),
                null => IsPack(context) || context.Facts.Flag(FactCode.HasBattery) == true ? Check.Missing(FactCode.BatteryCondition) : Check.NotApplicable,
                _ => Check.Pass,
            },
        },
        new("battery.genuine")
        {
            Inputs = [Inputs.Of(FactCode.BatteryCondition)],
            Reasons = [NonGenuine],
            Check = static context => context.Facts.Choice<BatteryCondition>(FactCode.BatteryCondition) switch
            {
                null => Check.NotApplicable,
                BatteryCondition.NonGenuine => Check.Fail(NonGenuine),
                _ => Check.Pass,
            },
        },
    ];

    private static Check LithiumMark(ItemFacts facts, long density) => facts.Choice<PseMark>(FactCode.PseMark) switch
    {
        // The diamond is for specified goods, which lithium-ion batteries are not: it is on the charger.
        PseMark.Round => Check.Pass,
        _ when facts.Integer(FactCode.CellEnergyDensity) < density => Check.Pass,
        null => Check.Missing(FactCode.PseMark),
        _ when facts.Has(FactCode.CellEnergyDensity) => Check.Fail(NoMark.With(density)),
        _ => Check.Missing(FactCode.CellEnergyDensity),
    };

    private static bool IsPack(RuleContext context) => context.Offered.Power.HasFlag(AccessoryPower.Battery) && context.Facts.Flag(FactCode.HasBattery) != false;

    private static bool HasBattery(RuleContext context) => context.Facts.Flag(FactCode.HasBattery) ?? context.Is(GoodsList.BatteryBuiltIn);
}
