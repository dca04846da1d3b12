namespace CeCommerce.Standards.Checks;

/// <summary>
/// Electrical goods are not sold or displayed for sale without the PSE mark (電気用品安全法 27(1)). Law speaks of listed goods only, so
/// what was not verified as listed has a check of its own.
/// </summary>
internal static class ElectricalChecks
{
    private static readonly ReasonKind NoMark = new("no-mark", "pseMark");
    private static readonly ReasonKind Listed = new("listed", "pseMark");
    private static readonly ReasonKind ChargerListed = new("charger-listed", "pseMark");
    private static readonly ReasonKind Unverified = new("unverified", "pseMark");
    private static readonly RuleInput[] OfAccessories = [Inputs.Of(FactCode.PseMark), Inputs.WhatIsOffered, Inputs.Title, Inputs.ModelNumber];

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("electrical.mark")
        {
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.ChargerIncluded), Inputs.Category],
            Reasons = [NoMark, Listed, ChargerListed],
            Check = static context => context.Is(GoodsList.PseGoods) ? Mark(context.Facts) : ChargerMark(context.Facts),
        },
        new("electrical.mark-unless-verified")
        {
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.ChargerIncluded), Inputs.Category],
            Reasons = [Unverified],
            Check = static context => context.Is(GoodsList.PseChargerGoods) && context.Facts.Flag(FactCode.ChargerIncluded) != false
                ? Check.NotApplicable
                : UnverifiedMark(context.Facts),
        },
        new("electrical.notifier")
        {
            Inputs = [Inputs.Of(FactCode.PseMark), Inputs.Of(FactCode.PseNotifier)],
            Check = static context => context.Facts.Choice<PseMark>(FactCode.PseMark) is not (PseMark.Round or PseMark.Diamond) ? Check.NotApplicable
                : context.Facts.Has(FactCode.PseNotifier) ? Check.Pass : Check.Missing(FactCode.PseNotifier),
        },
        // One that is fed from USB or from a car is no listed good, which its seller states.
        new("electrical.supply-mark")
        {
            Inputs = OfAccessories,
            Reasons = [NoMark],
            Check = static context => !context.Offered.Power.HasFlag(AccessoryPower.Supply) ? Check.NotApplicable
                : context.Facts.Choice<PseMark>(FactCode.PseMark) == PseMark.None ? Check.Fail(NoMark) : UnverifiedMark(context.Facts),
        },
        new("electrical.accessory-mark-unless-verified")
        {
            Inputs = OfAccessories,
            Reasons = [Unverified],
            Check = static context => context.Offered.Power.HasFlag(AccessoryPower.Unverified) ? UnverifiedMark(context.Facts) : Check.NotApplicable,
        },
    ];

    private static Check Mark(ItemFacts facts) => facts.Choice<PseMark>(FactCode.PseMark) switch
    {
        PseMark.Round or PseMark.Diamond or PseMark.OldDentori => Check.Pass,
        PseMark.None => Check.Fail(NoMark),
        PseMark.NotApplicable => Check.Fail(Listed),
        _ => Check.Missing(FactCode.PseMark),
    };

    // Sold without its charger, a phone or a computer is nothing that the law's clause was researched for.
    private static Check ChargerMark(ItemFacts facts) => (facts.Choice<PseMark>(FactCode.PseMark), facts.Flag(FactCode.ChargerIncluded)) switch
    {
        (_, false) => Check.NotApplicable,
        (PseMark.Round or PseMark.Diamond or PseMark.OldDentori, _) => Check.Pass,
        (PseMark.None, true) => Check.Fail(NoMark),
        (PseMark.NotApplicable, true) => Check.Fail(ChargerListed),
        (PseMark.NotApplicable, null) => Check.Pass,
        (PseMark.None, null) => Check.Missing(FactCode.ChargerIncluded),
        _ => Check.Missing(FactCode.PseMark),
    };

    private static Check UnverifiedMark(ItemFacts facts) => facts.Choice<PseMark>(FactCode.PseMark) switch
    {
        PseMark.Round or PseMark.Diamond or PseMark.OldDentori or PseMark.NotApplicable => Check.Pass,
        PseMark.None => Check.Fail(Unverified),
        _ => Check.Missing(FactCode.PseMark),
    };
}
