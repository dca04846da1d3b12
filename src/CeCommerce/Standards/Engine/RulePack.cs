namespace CeCommerce.Standards;

/// <summary>A version of the rules and the lists they refer to. A stored verdict names the version that gave it.</summary>
public sealed class RulePack
{
    internal RulePack(string version, IEnumerable<Rule> rules, GoodsLists goods)
    {
        Version = version;
        Goods = goods;
        Rules = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        if (Rules.FirstOrDefault(BlocksWithoutGround) is { } wrong)
            throw new InvalidOperationException($"{wrong} blocks, but only law that was read or officially confirmed, or policy, may block.");
        if (Rules.FirstOrDefault(IsCriterionWithoutGround) is { } alleged)
            throw new InvalidOperationException($"{alleged} is called a criterion of the law, but its text was not read.");
    }

    /// <summary>The pack in use: Japanese law and guidance as researched in 2026-11.</summary>
    public static RulePack Current { get; } = new(
        "jp-2026.11.3",
        [
            .. OfferRules.All, .. DealerRules.All, .. ElectricalRules.All, .. BatteryRules.All, .. AgeRules.All, .. SafetyRules.All,
            .. GradeRules.All, .. ClaimRules.All, .. PhoneRules.All, .. ErasureRules.All, .. WornGoodsRules.All,
            .. LeaseRules.All, .. RepairRules.All,
        ],
        GoodsLists.Current);

    public string Version { get; }

    /// <summary>All clauses, by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public GoodsLists Goods { get; }

    /// <summary>The days on which a clause or a list entry begins or ends, in order.</summary>
    internal DateOnly[] Changes() =>
    [
        .. Rules.SelectMany(rule => (DateOnly?[])[rule.EffectiveFrom, rule.EffectiveTo])
            .Concat(Goods.Entries.SelectMany(entry => (DateOnly?[])[entry.ValidFrom, entry.ValidTo]))
            .Concat(Goods.KobutsuOperators.SelectMany(entry => (DateOnly?[])[entry.ValidFrom, entry.ValidTo]))
            .OfType<DateOnly>()
            .Distinct()
            .Order(),
    ];

    private static bool IsCriterionWithoutGround(Rule rule) => rule.Severity == RuleSeverity.Criterion
        && (rule.Status is not (RuleStatus.Law or RuleStatus.Ordinance) || rule.Basis.Certainty is not (Certainty.Law or Certainty.LawInferred or Certainty.Law2));

    private static bool BlocksWithoutGround(Rule rule) => rule.Severity == RuleSeverity.Block && rule.Status switch
    {
        RuleStatus.Law => rule.Basis.Certainty is not (Certainty.Law or Certainty.LawInferred or Certainty.Law2),
        RuleStatus.Policy => false,
        RuleStatus.Ordinance or RuleStatus.Draft or RuleStatus.Guideline => true,
        _ => true,
    };
}
