using System.Globalization;

namespace CeCommerce.Standards;

/// <summary>LS-013: goods that become dangerous with age.</summary>
internal static class AgeRules
{
    /// <summary>Years after manufacture beyond which listed goods are not sold: our limit at the end of AEHA's 10 to 15 years.</summary>
    private const int OldestForSale = 15;

    /// <summary>The label came on 2009-04-01; goods of 2009 may be older than it.</summary>
    private const int LabelledSince = 2010;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-013", Clause = "standard-period", Severity = RuleSeverity.Warn, Status = RuleStatus.Ordinance,
            Basis = Laws.LongUseLabel,
            EffectiveFrom = new(2009, 4, 1),
            Title = new("設計上の標準使用期間", "Design standard use period"),
            Remedy = new(
                "製造年と設計上の標準使用期間を本体の表示から入れ、期間を超えていれば「経年劣化による発火・けが等のおそれ」を説明に記載してください。",
                "Record the year and the design standard use period from the label; beyond it, warn in the description of fire and injury caused by ageing."),
            AppliesTo = new() { Goods = [GoodsList.AgeLabelGoods] },
            Inputs = [Inputs.Of(FactCode.ManufactureYear), Inputs.Of(FactCode.DesignStandardUsePeriod)],
            Check = StandardPeriod,
        },
        new()
        {
            Id = "LS-013", Clause = "fifteen-years", Severity = RuleSeverity.Block, Status = RuleStatus.Policy, Basis = Laws.NotReusable,
            Title = new("製造から15年を超えた家電", "Appliances older than 15 years"),
            Remedy = new("製造年を本体の表示で確かめてください。15年を超えていれば販売せず、リサイクルに回します。",
                "Check the year on the label. A unit older than 15 years is not sold but recycled."),
            AppliesTo = new() { Kinds = [ListingKind.Reuse, ListingKind.Refurbished], Goods = [GoodsList.OldAgeLimitedGoods] },
            Inputs = [Inputs.Of(FactCode.ManufactureYear)],
            Check = static context => context.Age switch
            {
                null => Explain.Missing(FactCode.ManufactureYear),
                > OldestForSale => Check.Fail(TooOld(context.Age.Value)),
                _ => Check.Pass,
            },
        },
    ];

    private static Check StandardPeriod(RuleContext context)
    {
        if (context.Age is not { } age)
            return Explain.Missing(FactCode.ManufactureYear);
        if (context.Facts.Integer(FactCode.DesignStandardUsePeriod) is { } period)
            return age > period ? Check.Fail(BeyondPeriod(age, period)) : Check.Pass;
        return context.Facts.Integer(FactCode.ManufactureYear) >= LabelledSince ? Explain.Missing(FactCode.DesignStandardUsePeriod) : Check.NotApplicable;
    }

    private static Explanation BeyondPeriod(long age, long period) => new("designStandardUsePeriod", new(
        string.Create(CultureInfo.InvariantCulture, $"製造から{age}年で、設計上の標準使用期間{period}年を超えています。経年劣化による発火・けが等の事故に至るおそれがあります。"),
        string.Create(CultureInfo.InvariantCulture, $"Made {age} years ago, beyond its design standard use period of {period} years: ageing may cause fire or injury.")));

    private static Explanation TooOld(long age) => new("manufactureYear", new(
        string.Create(CultureInfo.InvariantCulture, $"製造から{age}年で、販売の上限の{OldestForSale}年を超えています。"),
        string.Create(CultureInfo.InvariantCulture, $"Made {age} years ago, more than the {OldestForSale} years up to which it may be sold.")));
}
